"""The method's activities laid on the school year as it really is."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.meetings.models import Meeting
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project


class Occasion(Versioned):
    """One activity of the plan on one day at one unit: planned, held, or called off with a reason."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "project__municipality_id",
        "unit": "unit_id",
        "arena": "arena_id",
    }

    project = models.ForeignKey(Project, models.PROTECT, related_name="occasions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="occasions")
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="occasions", null=True, blank=True)
    activity = models.CharField(max_length=80, blank=True)  # activity id of the pack; empty for an own activity
    title = models.CharField(_("title"), max_length=200, blank=True)  # for own activities
    earliest = models.DateField(_("earliest"))
    latest = models.DateField(_("latest"))
    on = models.DateField(_("planned for"))
    responsible = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("responsible")
    )
    held_on = models.DateField(_("held on"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    called_off = models.TextField(_("reason for calling off"), blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(latest__gte=models.F("earliest")), name="occasion_window_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        """What meets or happens, and the day: the journal keeps it as it was called that day."""
        word = self.title or self.project.word(f"activities.{self.activity}.name")
        group = self.arena.group if self.arena else ""
        return f"{word} {group}, {date_format(self.on)}" if group else f"{word}, {date_format(self.on)}"

    def get_absolute_url(self) -> str:
        return reverse("wheel:occasion", args=[self.pk])

    def scope(self) -> Scope:
        return Scope.of(self.project.municipality_id, self.unit_id, self.arena_id)

    # The real meeting, where one is called; `bridge.with_meetings` finds it. A tick made by hand goes before it.
    meeting: Meeting | None = None

    @property
    def day(self) -> date:
        """The day it is planned for: that of the meeting, once one is called."""
        return self.meeting.on if self.meeting else self.on

    @property
    def held_day(self) -> date | None:
        """The day it took place: ticked by hand, or that of a meeting that has ended."""
        if self.held_on or self.meeting is None or self.meeting.ended_at is None:
            return self.held_on
        return self.meeting.on

    @property
    def shown_day(self) -> date:
        return self.held_on or self.day

    @property
    def off(self) -> str:
        """Why it does not take place; empty when it does."""
        if self.held_day or self.meeting is None:
            return self.called_off
        return self.meeting.called_off

    @property
    def lasted(self) -> int | None:
        """How long it took, in minutes, where somebody knows."""
        return self.minutes if self.held_on or self.meeting is None else self.meeting.lasted


HOUR, DAY = 60, 24 * 60
#: How long before a meeting its calendar entry can ring.
REMINDERS = [
    (15, _("15 minutes before")),
    (HOUR, _("1 hour before")),
    (2 * HOUR, _("2 hours before")),
    (DAY, _("1 day before")),
    (2 * DAY, _("2 days before")),
    (7 * DAY, _("1 week before")),
]


class FeedToken(models.Model):
    """The right to fetch somebody's calendar without signing in: over all arenas, or for one.

    Only the digest of the address is kept. It is shown once, when it is made: whoever loses it makes a new one, and a
    copy of the database opens nobody's calendar.
    """

    SCOPE: ClassVar[dict[str, str]] = {"self": "person_id"}

    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    arena = models.ForeignKey(Arena, models.CASCADE, related_name="+", null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=64, blank=True)  # of what was given last
    changed_at = models.DateTimeField(null=True, blank=True)  # when that became different
    reminder = models.PositiveIntegerField(_("reminder"), choices=REMINDERS, null=True, blank=True)  # minutes before

    class Meta:
        ordering = ("made_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "arena"],
                condition=models.Q(revoked_at=None),
                name="one_running_feed_per_person_and_arena",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return str(self.arena or self.person)

    def scope(self) -> Scope:
        return Scope(person=self.person_id)


class WheelRing(models.TextChoices):
    """The rings of the wheel, the outermost first."""

    MUNICIPALITY = "municipality", _("the municipality")
    SCHOOL = "school", _("the school")
    TEAM = "team", _("teams")
    PERSON = "person", _("only me")


class Activity(Versioned):
    """Something of one's own in the year wheel: a theme week, a deadline of the municipality, one's own reminder.

    It belongs to a unit, to one of its arenas, or to one person, who alone sees it. `open` lets it stand on the wheel
    that the unit shows to everybody (R32: what happens is known to those it concerns).
    """

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "unit__municipality_id",
        "unit": "unit_id",
        "arena": "arena_id",
        "self": "person_id",
    }

    ring = models.CharField(_("ring"), max_length=12, choices=WheelRing.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities", null=True, blank=True)
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="activities", null=True, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="activities", null=True, blank=True)
    title = models.CharField(_("title"), max_length=160)
    starts = models.DateField(_("from"))
    until = models.DateField(_("to"))
    open = models.BooleanField(_("on the public wheel too"), default=False)
    uid = models.CharField(max_length=255, blank=True, editable=False)  # in the calendar it was brought in from
    added_by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("starts", "id")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit", "starts"], name="activities_of_a_unit")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("starts")),
                name="activity_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, person__isnull=True)
                | models.Q(unit__isnull=True, arena__isnull=True, person__isnull=False, open=False),
                name="activity_of_a_place_or_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["unit", "arena", "person", "uid"],
                condition=~models.Q(uid=""),
                name="one_activity_per_identity",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("wheel:activity", args=[self.pk])

    def journal_name(self) -> str:
        """Of one's own reminders only that there is one: others read the journal."""
        return date_format(self.starts) if self.person_id else f"{self.title}, {date_format(self.starts)}"

    def scope(self) -> Scope:
        if self.unit is None:
            return Scope(person=self.person_id)
        return Scope.of(self.unit.municipality_id, self.unit_id, self.arena_id)


class PublicWheel(models.Model):
    """A unit's year wheel, without names of persons, for everybody who has its address: on the school's own pages.

    Only the digest of the address is kept, as with calendars.
    """

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "unit__municipality_id", "unit": "unit_id"}

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="public_wheels")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(revoked_at=None), name="one_public_wheel_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)

    def scope(self) -> Scope:
        return Scope.of(self.unit.municipality_id, self.unit_id)
