"""When somebody can come to meetings, and how many are bearable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from samspill.people.answering import VersionForm
from samspill.people.models import Person
from samspill.planner.forms import HourField
from samspill.planner.models import PersonHours, PersonTimes

MOST_A_DAY, MOST_A_WEEK, LONGEST_WAY = 10, 30, 240
WORKING = range(1, 6)


class HoursForm(VersionForm):
    """Hours for each weekday, left empty for the whole day, and how much is bearable."""

    per_day = forms.IntegerField(
        label=_("Meetings a day, at the most"), required=False, min_value=1, max_value=MOST_A_DAY
    )
    per_week = forms.IntegerField(
        label=_("Meetings a week, as wished"),
        required=False,
        min_value=1,
        max_value=MOST_A_WEEK,
        help_text=_("More are planned only where nothing else fits."),
    )
    travel = forms.IntegerField(label=_("Minutes between two schools"), min_value=0, max_value=LONGEST_WAY)

    def __init__(self, data: Any = None, *, person: Person) -> None:
        times = PersonTimes.objects.filter(person=person).first() or PersonTimes(person=person)
        initial = {"version": times.version, "per_day": times.per_day, "per_week": times.per_week}
        super().__init__(data, initial={**initial, "travel": times.travel_minutes})
        held = {row.weekday: row for row in PersonHours.objects.filter(person=person, unit=None)}
        for day in WORKING:
            row = held.get(day)
            words = {"weekday": str(WEEKDAYS[day - 1]).capitalize()}
            self.fields[f"from_{day}"] = HourField(
                label=now("%(weekday)s from") % words, required=False, initial=row and row.begins
            )
            self.fields[f"until_{day}"] = HourField(
                label=now("%(weekday)s until") % words, required=False, initial=row and row.ends
            )

    def days(self) -> Iterator[tuple[BoundField, BoundField]]:
        return ((self[f"from_{day}"], self[f"until_{day}"]) for day in WORKING)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        rows = []
        for day in WORKING:
            begins, ends = given.get(f"from_{day}"), given.get(f"until_{day}")
            if bool(begins) != bool(ends):
                self.add_error(f"until_{day}", now("Write both hours, or neither for the whole day."))
            elif begins and ends and ends <= begins:
                self.add_error(f"until_{day}", now("The hours end before they begin. Write the earlier hour first."))
            elif begins:
                rows.append((day, begins, ends))
        return {**{name: given.get(name) for name in ("version", "per_day", "per_week", "travel")}, "rows": rows}
