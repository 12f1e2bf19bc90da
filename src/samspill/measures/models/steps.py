from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspill.measures.models.measure import Measure
from samspill.meetings.models import Item
from samspill.people.models import Person


class Step(models.Model):
    """One step of a measure: who took it, at which matter of which meeting, when, and what was missing.

    A step with something missing, or past a phase, is a deviation and has a reason: knowledge, not a fault.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=60, blank=True)  # phase ids of the pack; empty: it was proposed
    after = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="measure_steps", null=True, blank=True)
    reason = models.TextField(blank=True)
    missing: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    deviates = models.BooleanField(default=False)

    class Meta:
        ordering = ("on", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(deviates=False) | ~models.Q(reason=""), name="a_deviation_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.after}"
