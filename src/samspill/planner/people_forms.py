"""On which weekdays people are at each school: the matrix as one form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as now

from samspill.people.answering import VersionForm
from samspill.people.fields import SCHOOL_DAYS, WeekdaysField
from samspill.planner.seat_days import Days, Place


@dataclass(frozen=True, slots=True)
class Tick:
    """One box of the matrix."""

    day: str
    short: str
    label: str
    on: bool


class DaysForm(VersionForm):
    """A tick for each weekday of each row. What a row was when it was shown is sent along, instead of a version."""

    version = None  # type: ignore[assignment]  # Django's way to leave out an inherited field

    def __init__(self, data: Any = None, *, rows: Sequence[Place]) -> None:
        super().__init__(data)
        self.places = [row for row in rows if row.may_change]
        for row in self.places:
            self.fields[row.name] = WeekdaysField(label=row.label, initial=[str(day) for day in row.weekdays])
            self.fields[_was(row)] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=_written(row.weekdays)
            )

    def ticks(self, row: Place) -> Iterator[Tick]:
        chosen = {str(day) for day in self[row.name].value() or ()}
        for day, word in SCHOOL_DAYS:
            label = now("%(name)s on %(weekday)s") % {"name": row.label, "weekday": str(word).lower()}
            yield Tick(day, str(WEEKDAYS_ABBR[int(day) - 1]), label, day in chosen)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        changed = {}
        for row in self.places:
            wanted = given.get(row.name, [])
            was = [int(day) for day in given.get(_was(row), "").split(",") if day.isdecimal()]
            if wanted != was:
                changed[row.key] = Days(tuple(was), tuple(wanted))
        return {"days": changed}

    def accept_current(self, version: int) -> None:  # noqa: ARG002 - rows have no version of their own
        """Let the next save count: what everybody's days are now is what it is held against."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for row in self.places:
            data[_was(row)] = _written(row.weekdays)
        self.data = data


def _was(row: Place) -> str:
    return f"was-{row.name}"


def _written(weekdays: Sequence[int]) -> str:
    return ",".join(str(day) for day in weekdays)
