"""The days of a municipality: when pupils and teachers are at school, and when people are busy elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.people.models import Municipality, Person, Unit


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


class BusySource(models.Model):
    """Where a person's busy times are read: an address of their own work calendar, or a file.

    The address opens a whole calendar: it is kept sealed, of what is shown only the host.
    """

    SCOPE: ClassVar[dict[str, str]] = {"self": "person_id"}

    person = models.OneToOneField(Person, models.CASCADE, related_name="busy_source")
    sealed = models.TextField(blank=True, editable=False)  # the address; empty for a file
    host = models.CharField(max_length=255, blank=True)
    given_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)  # when it could last be read
    problem = models.CharField(max_length=16, blank=True)  # of the last try, a code of `delivery.fetching.Trouble`
    left_out = models.PositiveIntegerField(default=0)  # appointments that could not be understood

    def __str__(self) -> str:
        return str(self.person)

    def scope(self) -> Scope:
        return Scope(person=self.person_id)

    @property
    def waits(self) -> bool:
        """Given, and not looked at yet."""
        return bool(self.sealed) and self.tried_at is None


class BusyTime(models.Model):
    """From when until when somebody cannot come. Never why, nor where they are."""

    SCOPE: ClassVar[dict[str, str]] = {"self": "person_id"}

    person = models.ForeignKey(Person, models.CASCADE, related_name="busy_times")
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        ordering = ("starts",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "starts", "ends"], name="busy_times_of_a_person")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="busy_time_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.starts:%Y-%m-%d %H:%M}"

    def scope(self) -> Scope:
        return Scope(person=self.person_id)
