from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.people.models import Person
from samspill.planner.models.plan import YearPlan


class PlanningKind(models.TextChoices):
    PLAN = "plan", _("plan the year")
    REPAIR = "repair", _("mend the plan")
    WHY = "why", _("find out what collides")


class PlanningState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")


UNDER_WAY = (PlanningState.WAITING, PlanningState.RUNNING)


class Planning(models.Model):
    """One run of the planner: what it was asked, how far it is, what it found. Kept, so that it can be repeated.

    `before` is where everything lay until then, so that it can be taken back.
    """

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "plan__municipality_id", "unit": "plan__unit_id"}

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=6, choices=PlanningKind.choices)
    state = models.CharField(max_length=9, choices=PlanningState.choices, default=PlanningState.WAITING)
    seed = models.BigIntegerField(default=0)
    progress = models.JSONField(default=dict, blank=True)  # share, cost, bound, unplaced, stage
    before = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)  # cost, bound, gap, by_part, unplaced; moves; what collides
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(state__in=("waiting", "running")), name="one_planning_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display()}"

    def scope(self) -> Scope:
        return self.plan.scope()

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY
