"""On which weekday and at which hour an arena meets every week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from samspill.people.answering import VersionForm
from samspill.planner.models import WeeklyPlace

NOT_OFFERED = _("These meetings are not held then. Choose one of those that are offered.")


class WeeklyForm(VersionForm):
    """`places` are the weekdays and hours that are allowed; where it lies now can be chosen too."""

    weekday = forms.TypedChoiceField(label=_("Weekday"), coerce=int, error_messages={"invalid_choice": NOT_OFFERED})
    begins = forms.TypedChoiceField(
        label=_("Begins at"), coerce=time.fromisoformat, error_messages={"invalid_choice": NOT_OFFERED}
    )

    def __init__(self, data: Any = None, *, row: WeeklyPlace, places: Iterable[tuple[int, time]]) -> None:
        here = [(row.weekday, row.begins)] if row.weekday and row.begins else []
        offered = [*places, *here]
        initial = {"version": row.version, "weekday": row.weekday, "begins": _hour(row.begins)}
        super().__init__(data, initial=initial)
        self.fields["weekday"].choices = [  # type: ignore[attr-defined]
            (day, WEEKDAYS[day - 1]) for day in sorted({day for day, _begins in offered})
        ]
        hours = sorted({_hour(begins) for _day, begins in offered})
        self.fields["begins"].choices = [(hour, hour) for hour in hours]  # type: ignore[attr-defined]


def _hour(begins: time | None) -> str:
    return begins.isoformat("minutes") if begins else ""
