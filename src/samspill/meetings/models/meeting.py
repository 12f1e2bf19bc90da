from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.notes.models import Note
from samspill.people.models import Person, Versioned


class Series(Versioned):
    """A rhythm: every so many weeks on a weekday, or the nth such weekday of each month."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "arena__unit__municipality_id",
        "unit": "arena__unit_id",
        "arena": "arena_id",
    }

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="series")
    title = models.CharField(_("title"), max_length=160, blank=True)
    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 1 = Monday … 5 = Friday
    every_weeks = models.PositiveSmallIntegerField(_("every how many weeks"), default=1)
    nth = models.SmallIntegerField(_("which of the month"), null=True, blank=True)  # 1 … 4, or -1 for the last
    starts = models.DateField(_("from"))
    until = models.DateField(_("to"))
    begins = models.TimeField(_("begins at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    part_minutes = models.PositiveSmallIntegerField(_("minutes of it for development"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=160, blank=True)

    class Meta:
        ordering = ("starts", "id")

    def __str__(self) -> str:
        return f"{self.title or self.arena}, {date_format(self.starts)} – {date_format(self.until)}"

    def scope(self) -> Scope:
        return self.arena.scope()


class Meeting(Versioned):
    """One meeting of an arena, from the day it is called until its minutes are approved and locked.

    Its state is read from what has happened to it: sent, begun, ended, shared, approved, or called off.
    """

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "arena__unit__municipality_id",
        "unit": "arena__unit_id",
        "arena": "arena_id",
        "self": "minute_taker_id",
    }

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="meetings")
    series = models.ForeignKey(Series, models.SET_NULL, related_name="meetings", null=True, blank=True)
    title = models.CharField(_("title"), max_length=160, blank=True)
    on = models.DateField(_("day"))
    begins = models.TimeField(_("begins at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    part_minutes = models.PositiveSmallIntegerField(_("minutes of it for development"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=160, blank=True)
    by_name = models.BooleanField(default=False)  # only those it was called for are invited, not all members
    inbox_closes = models.DateTimeField(_("matters are taken in until"), null=True, blank=True)
    minute_taker = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("minute-taker")
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the calendar entry, for ever
    sequence = models.PositiveIntegerField(default=0, editable=False)  # rises with what calendars must hear of
    collected_on = models.DateField(null=True, blank=True, editable=False)  # when it was last asked what is due
    agenda_sent_at = models.DateTimeField(null=True, blank=True)
    agenda_sent = models.JSONField(default=list, blank=True)  # as it was sent: changes since are marked
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.OneToOneField(Note, models.PROTECT, related_name="meeting", null=True, blank=True)
    current = models.ForeignKey("Item", models.SET_NULL, related_name="+", null=True, blank=True)
    evaluated = models.BooleanField(default=False)  # answers about how it went are in: the result stands
    lasted = models.PositiveSmallIntegerField(_("how long it lasted, in minutes"), null=True, blank=True)
    called_off = models.TextField(_("reason for calling off"), blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.ForeignKey("self", models.PROTECT, related_name="approves", null=True, blank=True)
    shown_at = models.CharField(max_length=200, blank=True)  # the page of what it is the day of: a conference, say

    class Meta:
        ordering = ("on", "begins", "id")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["arena", "on"], name="meetings_of_an_arena")]

    def __str__(self) -> str:
        """The arena (or the meeting's own title) and the day, as the journal keeps it."""
        return f"{self.title or self.arena}, {date_format(self.on)}"

    def get_absolute_url(self) -> str:
        return self.shown_at or reverse("meetings:meeting", args=[self.pk])

    def scope(self) -> Scope:
        unit = self.arena.unit
        return Scope(
            frozenset({unit.municipality_id}),
            frozenset({unit.pk}),
            frozenset({self.arena_id}),
            person=self.minute_taker_id,
        )

    @property
    def starts_at(self) -> datetime | None:
        """The moment it begins, where an hour is set."""
        if self.begins is None:
            return None
        return timezone.make_aware(datetime.combine(self.on, self.begins))

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def room_for_items(self) -> int:
        """How many minutes its agenda may fill: all of it, or the part of a longer meeting that is for development."""
        return self.part_minutes or self.minutes

    @property
    def state(self) -> str:
        """One of called_off, approved, shared, ended, running, sent, planned."""
        if self.called_off:
            return "called_off"
        marks = (
            ("approved", self.approved_at),
            ("shared", self.shared_at),
            ("ended", self.ended_at),
            ("running", self.begun_at),
            ("sent", self.agenda_sent_at),
        )
        return next((state for state, happened in marks if happened), "planned")
