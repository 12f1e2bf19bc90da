"""When people can come: the hours of their weekdays, what they wish for, when they are away. Never why."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.people.models import Person, Unit, Versioned

OF_A_PERSON: dict[str, Any] = {
    "self": "person_id",
    "municipality": "person__positions__unit__municipality_id",
    "unit": "person__positions__unit_id",
}


class Absence(Versioned):
    """Days somebody is not there; with hours, only that part of each day. There is no place for a reason."""

    SCOPE: ClassVar[dict[str, str]] = OF_A_PERSON

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    begins = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    added_by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("first", "id")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "first"], name="absences_of_a_person")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")),
                name="absence_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=models.Q(begins__isnull=True, ends__isnull=True) | models.Q(ends__gt=models.F("begins")),
                name="absence_of_part_of_a_day_has_two_hours",
                violation_error_message=_("Write both hours, the earlier one first, or none for the whole day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {date_format(self.first)} – {date_format(self.last)}"

    def scope(self) -> Scope:
        return self.person.scope()


class PersonTimes(Versioned):
    """What somebody who serves several schools can bear: meetings a day and a week, and the way between two schools."""

    SCOPE: ClassVar[dict[str, str]] = OF_A_PERSON

    person = models.OneToOneField(Person, models.CASCADE, related_name="times")
    per_day = models.PositiveSmallIntegerField(_("meetings a day at the most"), null=True, blank=True)
    per_week = models.PositiveSmallIntegerField(_("meetings a week, wished for"), null=True, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(_("minutes between two schools"), default=30)

    def __str__(self) -> str:
        return str(self.person)

    def scope(self) -> Scope:
        return self.person.scope()


class PersonHours(models.Model):
    """Hours of a weekday in which somebody can meet, at one unit or anywhere. A weekday without any: the whole day.

    On which days somebody is at a school stays with the seats of its arenas.
    """

    SCOPE: ClassVar[dict[str, str]] = OF_A_PERSON

    person = models.ForeignKey(Person, models.CASCADE, related_name="meeting_hours")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(_("weekday"))  # 1 = Monday … 5 = Friday
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))

    class Meta:
        ordering = ("person", "weekday", "begins", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(weekday__range=(1, 5)), name="hours_on_a_working_day"),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")),
                name="hours_end_after_they_begin",
                violation_error_message=_("The hours end before they begin."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.weekday} {self.begins:%H:%M}–{self.ends:%H:%M}"

    def scope(self) -> Scope:
        return self.person.scope()
