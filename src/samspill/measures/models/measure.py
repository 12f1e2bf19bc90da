from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.meetings.models import Item
from samspill.people.addresses import address
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project

PLACES: dict[str, str] = {"municipality": "unit__municipality_id", "unit": "unit_id", "arena": "unit__arenas"}


class Source(models.TextChoices):
    """Where a proposal comes from."""

    PERSON = "person", _("a person")
    MEETING = "meeting", _("a meeting")
    SUMMER = "summer-evaluation", _("the evaluation before the summer")
    CONFERENCE = "conference", _("a dialogue conference")


class Statement(models.Model):
    """Something that was said, word for word, and where. Nobody's name: a statement counts by what it says."""

    SCOPE: ClassVar[dict[str, str]] = PLACES
    STATES: ClassVar[dict[str, models.Q]] = {"opened": models.Q(measures__opened_on__isnull=False)}

    project = models.ForeignKey(Project, models.PROTECT, related_name="statements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="statements")
    text = models.TextField(_("what was said"))
    said_on = models.DateField()
    level = models.CharField(max_length=40, blank=True)  # of the pyramid, if the group gave one
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.MEETING)
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="+", null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="statements", null=True, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)  # "outcome", "group-note" …: what the room above calls it
    origin_id = models.BigIntegerField(null=True, blank=True)
    origin_name = models.CharField(max_length=300, blank=True)  # as it was called that day
    origin_url = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("said_on", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["origin_kind", "origin_id"], name="statements_by_origin")
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:119]}…"

    def get_absolute_url(self) -> str:
        return address("measures:statement", self.pk)

    def journal_name(self) -> str:
        """Where and when it was said: beside its words no name stands, not even of whoever kept them."""
        return f"{self.arena or self.origin_name or self.unit}, {date_format(self.said_on)}"

    def scope(self) -> Scope:
        """It follows what grew from it: with one of its measures it is open to the guidance team."""
        opened = any(one.opened_on for one in self.measures.all())
        return place_of(self.unit, states=["opened"] if opened else [])


class Fate(models.TextChoices):
    """What takes a proposal off the way of its method; empty while it goes on."""

    GOES_ON = "", _("goes on")
    PARKED = "parked", _("parked")
    MERGED = "merged", _("merged with another")
    SPLIT = "split", _("split into several")
    FORUM = "forum", _("sent to be clarified")


class Measure(Versioned):
    """A proposal and what becomes of it. `phase` is the pack's; the days it came to each station are kept beside.

    The person it is about is its coordinator. `opened_on` says since when the guidance team may follow it.
    """

    SCOPE: ClassVar[dict[str, str]] = {**PLACES, "self": "coordinator_id"}
    STATES: ClassVar[dict[str, models.Q]] = {"opened": models.Q(opened_on__isnull=False)}

    project = models.ForeignKey(Project, models.PROTECT, related_name="measures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="measures")
    title = models.CharField(_("what you propose"), max_length=160)
    text = models.TextField(_("how it could be done"), blank=True)
    reason = models.TextField(_("why"), blank=True)
    concerns = models.CharField(_("whom it concerns"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=40, blank=True)  # a choice of the pack's plan form
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.PERSON)
    source_item = models.ForeignKey(Item, models.PROTECT, related_name="proposals", null=True, blank=True)
    source_name = models.CharField(max_length=300, blank=True)  # as it was called that day
    source_url = models.CharField(max_length=200, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="proposals", null=True, blank=True)
    statements = models.ManyToManyField(Statement, related_name="measures", blank=True)
    phase = models.CharField(max_length=60)
    phase_on = models.DateField()
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.GOES_ON, blank=True)
    fate_reason = models.TextField(_("why"), blank=True)
    fate_on = models.DateField(null=True, blank=True)
    coordinator = models.ForeignKey(
        Person, models.PROTECT, related_name="coordinates", null=True, blank=True, verbose_name=_("coordinator")
    )
    coordinator_since = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    proposed_on = models.DateField()
    analysed_on = models.DateField(null=True, blank=True)
    heard_on = models.DateField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    tried_on = models.DateField(null=True, blank=True)
    evaluated_on = models.DateField(null=True, blank=True)
    practice_on = models.DateField(null=True, blank=True)
    alive_on = models.DateField(null=True, blank=True)  # found in use a year or more after it became practice
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-proposed_on", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "phase"], name="measures_of_a_unit"),
            models.Index(fields=["project", "unit"], name="measures_of_a_project"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("measures:measure", self.pk)

    def scope(self) -> Scope:
        states = ["opened"] if self.opened_on else []
        return place_of(self.unit, person=self.coordinator_id, states=states)

    @property
    def live(self) -> bool:
        """Whether it still goes its way: neither laid aside nor come to an end."""
        return not self.fate and self.ended_on is None

    @property
    def settled(self) -> bool:
        """Whether it is past being a proposal: decided on, or by a deviation tried out without a decision."""
        return any((self.decided_on, self.tried_on, self.evaluated_on, self.practice_on))


class DescentKind(models.TextChoices):
    MERGED = "merged", _("merged into")
    SPLIT = "split", _("split off from")


class Descent(models.Model):
    """One proposal that another came of: it was merged into it, or the other was split off."""

    parent = models.ForeignKey(Measure, models.PROTECT, related_name="heirs")
    child = models.ForeignKey(Measure, models.PROTECT, related_name="ancestry")
    kind = models.CharField(max_length=6, choices=DescentKind.choices)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True)
    # By a merge: the statements that came to the child with it, which leave again when it is taken back.
    brought: ArrayField[list[int], list[int]] = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["parent", "child"], name="one_descent_per_pair"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("child")), name="nothing_comes_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.parent} → {self.child}"


def place_of(unit: Unit, *, person: int | None = None, states: list[str] | None = None) -> Scope:
    """A measure belongs to its school and to every arena there: whoever sits in one may follow it."""
    arenas = frozenset(arena.pk for arena in unit.arenas.all())
    return Scope(
        frozenset({unit.municipality_id}), frozenset({unit.pk}), arenas, person=person, states=frozenset(states or ())
    )
