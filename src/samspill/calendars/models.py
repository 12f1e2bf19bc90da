"""The school days of a municipality: when pupils and teachers are at school, and when they are not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.people.models import Municipality, Unit


class Calendar(models.Model):
    """The school days of one municipality (or, where it differs, of one school) over a span of days."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id", "unit": "unit_id"}

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="calendars")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="calendars", null=True, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ("starts",)

    def __str__(self) -> str:
        return f"{self.unit or self.municipality}, {date_format(self.starts)} – {date_format(self.ends)}"

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id, self.unit_id)


class SpanKind(models.TextChoices):
    HOLIDAY = "holiday", _("holiday")  # neither pupils nor teachers
    PLANNING = "planning", _("planning day")  # teachers without pupils


class Span(models.Model):
    """Consecutive days that are no ordinary school days. Weekends need no span."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="spans")
    kind = models.CharField(max_length=8, choices=SpanKind.choices)
    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("first",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="span_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.kind} {self.first}–{self.last}"
