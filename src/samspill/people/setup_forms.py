"""Forms of the guided set-up: several rows at once, and lines pasted from a list."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from samspill.people.fields import DayField, read_grades
from samspill.people.forms import GRADES, LANGUAGES, TAKEN, taken
from samspill.people.models import Person
from samspill.people.welcoming import Newcomer


class ServiceForm(forms.Form):
    add = forms.BooleanField(label=_("We have this service"), required=False)
    service = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of the service"), max_length=160)
    head = forms.CharField(label=_("Head of the service"), max_length=160, required=False)
    email = forms.EmailField(label=_("The head's e-mail"), required=False)

    def clean_email(self) -> str | None:
        email = self.cleaned_data["email"] or None
        if email and taken([email]):
            raise ValidationError(TAKEN)
        return email

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("add", None)  # it only says that a row counts as it stands
        if self.cleaned_data.get("email") and not self.cleaned_data.get("head"):
            self.add_error("head", now("Write the name of the head too, or leave the e-mail empty."))
        return self.cleaned_data


class SchoolForm(forms.Form):
    name = forms.CharField(label=_("Name of the school"), max_length=160)
    lowest_grade = forms.TypedChoiceField(
        label=_("Lowest grade"), choices=GRADES, coerce=int, empty_value=None, required=False
    )
    highest_grade = forms.TypedChoiceField(
        label=_("Highest grade"), choices=GRADES, coerce=int, empty_value=None, required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    def clean(self) -> dict[str, Any]:
        low, high = self.cleaned_data.get("lowest_grade"), self.cleaned_data.get("highest_grade")
        if low and high and high < low:
            self.add_error("highest_grade", now("The highest grade is below the lowest."))
        return self.cleaned_data


class WhoForm(forms.Form):
    """Somebody who works here already, or somebody new."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Somebody who works here already"),
        required=False,
        empty_label=_("Nobody of these"),
        error_messages={"invalid_choice": _("Choose somebody from the list.")},
    )
    name = forms.CharField(label=_("Or somebody new: name"), max_length=160, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=32, required=False)
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, staff: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["person"].queryset = staff  # type: ignore[attr-defined]

    def clean_email(self) -> str | None:
        email = self.cleaned_data["email"] or None
        if email and taken([email]):
            raise ValidationError(TAKEN)
        return email

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if bool(given.get("person")) == bool(given.get("name")) and not self.errors.get("person"):
            self.add_error("name", now("Choose somebody who works here, or write the name of somebody new; not both."))
        return given


class TeachersForm(forms.Form):
    """One teacher on each line, as one copies them from a list or a sheet."""

    lines = forms.CharField(
        label=_("Teachers"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "One on each line: name, e-mail, grade. Such as: Kari Lunde, kari.lunde@example.org, 5. "
            "Lines copied from a sheet work too. E-mail and grade may be left out."
        ),
    )
    since = DayField(label=_("First day"))

    def clean_lines(self) -> list[Newcomer]:
        numbered = [(n, line) for n, line in enumerate(self.cleaned_data["lines"].splitlines(), 1) if line.strip()]
        wrong: list[str] = []
        found = [(n, newcomer) for n, line in numbered if (newcomer := _read(n, line, wrong))]
        wrong += _doubles(found)
        if wrong:
            raise ValidationError(wrong)
        return [newcomer for _n, newcomer in found]


def _read(number: int, line: str, wrong: list[str]) -> Newcomer | None:
    """One line; the parts may come in any order after the name, as an e-mail is known by its @."""
    name, *rest = [part.strip() for part in re.split(r"\t|;" if re.search(r"\t|;", line) else ",", line)]
    emails = [part for part in rest if "@" in part]
    others = ",".join(part for part in rest if part and "@" not in part)
    hole = {"line": number, "text": line.strip()}
    if not name or "@" in name:
        wrong.append(now("Line %(line)s, “%(text)s”: write the name first.") % hole)
        return None
    try:
        for email in emails:
            validate_email(email)
        return Newcomer(name, emails[0] if emails else None, read_grades(others))
    except ValidationError:
        wrong.append(now("Line %(line)s, “%(text)s”: this is no e-mail address.") % hole)
    except ValueError:
        wrong.append(now("Line %(line)s, “%(text)s”: we cannot read the grade. Write 5, or 5-7.") % hole)
    return None


def _doubles(found: list[tuple[int, Newcomer]]) -> list[str]:
    known = taken(newcomer.email for _n, newcomer in found if newcomer.email)
    wrong, seen = [], set()
    for number, newcomer in found:
        email = (newcomer.email or "").lower()
        if email and email in known:
            sentence = now("Line %(line)s: somebody is already registered with %(email)s. Take this line out.")
            wrong.append(sentence % {"line": number, "email": newcomer.email})
        elif email and email in seen:
            sentence = now("Line %(line)s: %(email)s stands on an earlier line too. Two people cannot share it.")
            wrong.append(sentence % {"line": number, "email": newcomer.email})
        seen.add(email)
    return wrong
