"""The overall plan of a school for one school year: drafted, put forward, answered, adopted (R93 to R96)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.core.schoolyear import SchoolYear
from samspill.measures.models import Measure
from samspill.measures.models.measure import place_of
from samspill.meetings.models import Item, Meeting
from samspill.people.addresses import address
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project
from samspill.wheel.models import Activity, Occasion

#: The parts of the document that people write, in its order.
SECTIONS = ("aims", "activities", "measures", "division", "review")


class OverallPlan(Versioned):
    """One school's overall plan. Where it stands is read from its days: nobody sets a state.

    `lacking` are the teams that had not discussed it on the day it was adopted, `deviation` why it was adopted without.
    """

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "unit__municipality_id",
        "unit": "unit_id",
        "arena": "unit__arenas",
    }

    project = models.ForeignKey(Project, models.PROTECT, related_name="overall_plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="overall_plans")
    begins = models.PositiveSmallIntegerField()  # the school year that begins that autumn
    aims = models.TextField(_("what we want to reach"), blank=True)
    activities = models.TextField(_("about the main activities"), blank=True)
    measures = models.TextField(_("about the measures"), blank=True)
    division = models.TextField(_("who does what"), blank=True)
    review = models.TextField(_("how we look at it again"), blank=True)
    review_on = models.DateField(_("looked at again on"), null=True, blank=True)
    review_entry = models.ForeignKey(Activity, models.SET_NULL, related_name="+", null=True, blank=True)
    drafted_by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True, blank=True)
    drafted_on = models.DateField()
    copied_from = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, blank=True)
    proposed_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    adopted_at = models.ForeignKey(Meeting, models.PROTECT, related_name="+", null=True, blank=True)
    adopted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    lacking = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    deviation = models.TextField(_("why it was adopted without"), blank=True)

    class Meta:
        ordering = ("-begins", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["project", "unit", "begins"],
                name="one_overall_plan_a_year",
                violation_error_message=_("There is an overall plan for this school year already."),
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_on=None, adopted_at=None)
                | models.Q(adopted_on__isnull=False, adopted_at__isnull=False),
                name="adopted_at_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return _now("Overall plan %(year)s") % {"year": self.year.key}

    def get_absolute_url(self) -> str:
        return address("overall:plan", self.pk)

    def scope(self) -> Scope:
        return place_of(self.unit)

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.begins)

    @property
    def state(self) -> str:
        """“draft”, “proposed” (the teams are asked) or “adopted”."""
        if self.adopted_on:
            return "adopted"
        return "proposed" if self.proposed_on else "draft"


class Line(Versioned):
    """One thing that stands somewhere else and that the plan takes in: a measure, or something in the year wheel.

    Only the note is the plan's own; what it is called, who sees to it and how it stands are read where it lives.
    """

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "plan__unit__municipality_id",
        "unit": "plan__unit_id",
        "arena": "plan__unit__arenas",
    }

    plan = models.ForeignKey(OverallPlan, models.CASCADE, related_name="lines")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", null=True, blank=True)
    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="+", null=True, blank=True)
    entry = models.ForeignKey(Activity, models.CASCADE, related_name="+", null=True, blank=True)  # of the year wheel
    note = models.TextField(_("what the plan says about it"), blank=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(measure__isnull=False, occasion=None, entry=None)
                | models.Q(measure=None, occasion__isnull=False, entry=None)
                | models.Q(measure=None, occasion=None, entry__isnull=False),
                name="a_line_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["plan", "measure", "occasion", "entry"], name="each_thing_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return str(self.measure or self.occasion or self.entry)

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()

    def scope(self) -> Scope:
        return self.plan.scope()

    @property
    def kind(self) -> str:
        return "measure" if self.measure_id else "occasion" if self.occasion_id else "entry"

    @property
    def thing(self) -> int:
        return self.measure_id or self.occasion_id or self.entry_id or 0


class Edition(models.Model):
    """The plan as it was worded: kept once somebody may have read it, so that nothing that was read is lost."""

    plan = models.ForeignKey(OverallPlan, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    event = models.CharField(max_length=10, blank=True)  # "proposed", "adopted", "reopened"; empty: a change
    content = models.JSONField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "number"], name="editions_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.number}"


class Stance(models.TextChoices):
    AGREES = "agrees", _("agrees")
    CHANGES = "changes", _("wants something changed")


class Answer(Versioned):
    """What one arena thinks of the plan. Asked for first, empty until it answers; open until the plan is adopted."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "plan__unit__municipality_id",
        "unit": "plan__unit_id",
        "arena": "arena_id",
    }

    plan = models.ForeignKey(OverallPlan, models.CASCADE, related_name="answers")
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    by = models.DateField(_("answer by"), null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", null=True, blank=True)  # the matter it is there
    stance = models.CharField(_("what you think"), max_length=8, choices=Stance.choices, blank=True)
    reason = models.TextField(_("why"), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="answers", null=True, blank=True)

    class Meta:
        ordering = ("arena__kind", "arena__group", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "arena"], name="one_answer_per_arena_to_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.arena}: {self.plan}"

    def get_absolute_url(self) -> str:
        return reverse("overall:answer", args=[self.pk])

    def scope(self) -> Scope:
        unit = self.plan.unit
        return Scope(frozenset({unit.municipality_id}), frozenset({unit.pk}), frozenset({self.arena_id}))
