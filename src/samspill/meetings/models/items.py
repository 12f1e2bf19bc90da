from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.meetings.models.meeting import Meeting
from samspill.people.models import Person, Versioned


class ItemState(models.TextChoices):
    WAITING = "waiting", _("waits for an answer")  # in the inbox; with a meeting when it was postponed to it
    AGENDA = "agenda", _("on the agenda")
    RETURNED = "returned", _("returned")
    SENT_ON = "sent_on", _("sent to another arena")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REMOVED = "removed", _("taken off the agenda")  # was added by itself, and the lead did not want it
    MOVED = "moved", _("moved to another meeting")


class Item(Versioned):
    """A matter: in an arena's inbox (no meeting yet) or at its place on a meeting's agenda.

    `point` is the pack's standing point it stands for; `treats` the kind of matter a requirement looks for; `source`
    names what brought it by itself ("followup", "minutes", "measure", "clarification") and `source_id` which one.
    `came_from` is the item in another inbox or meeting that this one continues.
    """

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "arena__unit__municipality_id",
        "unit": "arena__unit_id",
        "arena": "arena_id",
        "self": "submitted_by_id",
    }

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="items")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    place = models.PositiveIntegerField(default=0)
    title = models.CharField(_("what it is about"), max_length=200)
    text = models.TextField(_("more about it"), blank=True)
    point = models.CharField(max_length=60, blank=True)
    treats = models.CharField(max_length=60, blank=True)
    tryout = models.BooleanField(_("belongs to a try-out"), default=False)  # L17: try-out or other matters
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("owner"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    source = models.CharField(max_length=20, blank=True)
    source_id = models.BigIntegerField(null=True, blank=True)
    source_url = models.CharField(max_length=200, blank=True)
    came_from = models.ForeignKey("self", models.PROTECT, related_name="became", null=True, blank=True)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ("place", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["arena", "state"], name="items_of_an_arena"),
            models.Index(fields=["source", "source_id"], name="items_by_source"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.pk])

    def scope(self) -> Scope:
        unit = self.arena.unit
        return Scope(
            frozenset({unit.municipality_id}),
            frozenset({unit.pk}),
            frozenset({self.arena_id}),
            person=self.submitted_by_id,
        )

    @property
    def field(self) -> str:
        """Where in the meeting's live note the minutes of this item are written."""
        return f"item-{self.pk}"


class Step(models.Model):
    """One step of an item's way, as its sender reads it: submitted, accepted, postponed, returned, sent on …"""

    item = models.ForeignKey(Item, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+", null=True, blank=True)
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.item}"


class ItemTime(models.Model):
    """A stretch of a meeting spent on one item, running while it has no end. The same item may be taken up again."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="times")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("begun_at", "id")

    def __str__(self) -> str:
        return f"{self.item}: {self.begun_at}"
