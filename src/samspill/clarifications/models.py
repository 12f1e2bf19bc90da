"""What a school or a service cannot settle itself, from the day it is raised until those who asked have the answer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.meetings.models import Item, Meeting, Outcome
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project

GENERAL = Q(general=True, answered_on__isnull=False)


class Clarification(Versioned):
    """A case over the matters that carry it through meetings (R45, R46, R54, R55).

    `item` is what lies in the forum's inbox or on its agenda, `raised_in` the matter it grew from. `phase` is one of
    the pack's. `origin_…` name what a room above made it of, a measure say. An answer that is `general` is for every
    school; until then the case belongs to those who asked, the forum and the school owner.
    """

    SCOPE: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "municipality": "unit__municipality_id",
        "unit": "unit_id",
        "arena": ("arena_id", "item__arena_id"),
        "self": "raised_by_id",
    }
    STATES: ClassVar[dict[str, Q]] = {"general": GENERAL}

    project = models.ForeignKey(Project, models.PROTECT, related_name="clarifications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="clarifications")  # who asks
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="clarifications", null=True, blank=True)
    title = models.CharField(_("what is to be clarified"), max_length=200)
    text = models.TextField(_("more about it"), blank=True)
    services = models.ManyToManyField(Unit, related_name="+", blank=True, verbose_name=_("whom it concerns"))
    phase = models.CharField(max_length=40)
    due = models.DateField(_("answer due by"), null=True, blank=True)
    item = models.OneToOneField(Item, models.PROTECT, related_name="clarification")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    raised_on = models.DateField(_("raised on"))
    raised_in = models.ForeignKey(Item, models.PROTECT, related_name="raised_clarifications", null=True, blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="clarifications", null=True, blank=True)
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    called_on = models.DateField(_("called on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    outcome = models.ForeignKey(Outcome, models.SET_NULL, related_name="+", null=True, blank=True)  # the answer's own
    clarified_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    clarified_on = models.DateField(_("clarified on"), null=True, blank=True)
    general = models.BooleanField(_("the answer goes to all schools"), default=False)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    withdrawn = models.TextField(_("why it is withdrawn"), blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)
    origin_id = models.BigIntegerField(null=True, blank=True)
    origin_name = models.CharField(max_length=300, blank=True)  # as it was called that day
    origin_url = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = (models.F("due").asc(nulls_last=True), "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["project", "due"], name="clarifications_open", condition=Q(answered_on=None, withdrawn_on=None)
            ),
            models.Index(fields=["origin_kind", "origin_id"], name="clarifications_by_origin"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("clarifications:case", args=[self.pk])

    def scope(self) -> Scope:
        arenas = {self.item.arena_id, self.arena_id} - {None}
        return Scope(
            frozenset({self.unit.municipality_id}),
            frozenset({self.unit_id}),
            frozenset(pk for pk in arenas if pk is not None),
            person=self.raised_by_id,
            states=frozenset({"general"} if self.general and self.answered_on else ()),
        )

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due is not None and self.due < today


class CaseStep(models.Model):
    """One step of a case's way: a phase it reached, another due date, back from the forum, withdrawn.

    `instead_of` names the phases that were passed over, with `reason` saying why.
    """

    case = models.ForeignKey(Clarification, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=40)  # a phase of the pack, or "due", "returned", "withdrawn"
    at = models.DateTimeField()
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True)
    instead_of = models.CharField(max_length=200, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.case}"
