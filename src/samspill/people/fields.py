"""Form fields that several rooms ask with: a day, days of the week, grades, a photo of a logo."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

SCHOOL_DAYS = [(str(day), WEEKDAYS[day - 1]) for day in range(1, 6)]
LAST_DAY_FIRST = _("The last day is before the first day.")


# What is reckoned from a day (a year ahead, the weeks around it) must still be a day.
YEARS = range(1900, 2200)


class DayField(forms.DateField):
    """A day, by the browser's own calendar where there is one."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **given: Any) -> None:
        given.setdefault(
            "error_messages", {"invalid": _("We cannot read this as a date. Write it as 2026-08-17 or 17.08.2026.")}
        )
        super().__init__(**given)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value.year not in YEARS:
            years = {"first": str(YEARS[0]), "last": str(YEARS[-1])}
            raise forms.ValidationError(
                _("The year is not one we can reckon with. Choose a day from %(first)s to %(last)s."), params=years
            )


class WeekdaysField(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=SCHOOL_DAYS, coerce=int, required=False, **given)

    def clean(self, value: Any) -> list[int]:
        return sorted(super().clean(value))


class GradesField(forms.CharField):
    """Grades as people write them: “5”, “5, 6” or “1–4”."""

    default_error_messages = {
        "grades": _("We cannot read “%(text)s” as grades. Write them as 5, as 5, 6 or as 1-4; from 1 to 13.")
    }

    def __init__(self, **given: Any) -> None:
        given.setdefault("required", False)
        given.setdefault("label", _("Grades"))
        given.setdefault("help_text", _("Such as 5, or 5, 6, or 1-4. Leave empty for staff without a grade."))
        super().__init__(**given)

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        try:
            return read_grades(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["grades"], params={"text": text}) from None

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


def read_grades(text: str) -> list[int]:
    """“1-3, 5” → [1, 2, 3, 5]; ValueError for anything else."""
    grades: set[int] = set()
    for part in text.replace("–", "-").replace(";", ",").split(","):
        first, _dash, last = part.strip().partition("-")
        if first:
            grades |= set(range(int(first), int(last or first) + 1))
    if not all(1 <= grade <= 13 for grade in grades):
        raise ValueError(text)
    return sorted(grades)


def check_days(form: forms.BaseForm, since: date | None, until: date | None) -> None:
    """Say at the last day that it is before the first."""
    if since and until and until < since:
        form.add_error("until", str(LAST_DAY_FIRST))
