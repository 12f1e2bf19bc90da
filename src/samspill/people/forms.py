from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db.models.functions import Lower
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from samspill.people.answering import VersionForm
from samspill.people.fields import DayField, GradesField, check_days
from samspill.people.models import HEX_COLOUR, Municipality, Person, Position, Profession, Unit, UnitKind
from samspill.people.png import is_png

MOST_LOGO = 200 * 1024
GRADES = [("", _("Not known")), *((str(grade), str(grade)) for grade in range(1, 14))]
LANGUAGES = [("", _("The same as the municipality")), *settings.LANGUAGES]
TAKEN = _(
    "Somebody is already registered with this e-mail address. Is it the same person? Find them in the list of people "
    "and add a position there. Is it somebody else? Write another address."
)


def without(form: forms.BaseForm, *names: str) -> None:
    for name in names:
        form.fields.pop(name, None)


def start_of(thing: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What a form shows first: the values of the row for every field that it has."""
    names = [name for name in form.base_fields if hasattr(thing, name)]
    return {name: getattr(thing, name) for name in names}


class MunicipalityForm(VersionForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    other_names = forms.CharField(
        label=_("Other official names"),
        max_length=200,
        required=False,
        help_text=_("Such as the Sami or Kven name. Separate them with commas."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class LooksForm(MunicipalityForm):
    """Everything about a municipality, its looks included."""

    colour = forms.CharField(
        label=_("Colour"),
        required=False,
        validators=[HEX_COLOUR],
        help_text=_("Such as #0b5394. We make it darker or lighter where it would be hard to read."),
    )
    logo = forms.FileField(label=_("Logo"), required=False, help_text=_("A PNG picture of at most 200 kB."))
    remove_logo = forms.BooleanField(label=_("Remove the logo we have"), required=False)
    accessibility_statement = forms.URLField(
        label=_("Address of the accessibility statement"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://uustatus.no/nb/erklaringer/…")},
    )

    def __init__(self, *args: Any, has_logo: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if not has_logo:
            without(self, "remove_logo")

    def clean_logo(self) -> bytes | None:
        file = self.cleaned_data.get("logo")
        if not file:
            return None
        if file.size > MOST_LOGO:
            size = round(file.size / 1024)
            wrong = now("The picture is %(size)s kB; it may be at most 200 kB. Save it smaller and try again.")
            raise forms.ValidationError(wrong, params={"size": size})
        data: bytes = file.read()
        if not is_png(data):
            raise forms.ValidationError(now("This is not a PNG picture. Save the logo as PNG and try again."))
        return data

    def clean(self) -> dict[str, Any]:
        """No new file means that the logo stays, unless it is to be removed."""
        given = self.cleaned_data
        if given.pop("remove_logo", False):
            given["logo"] = None
        elif not given.get("logo"):
            given.pop("logo", None)
        return given


class UnitForm(VersionForm):
    name = forms.CharField(label=_("Name"), max_length=160)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    organisation_number = forms.CharField(label=_("Organisation number"), max_length=12, required=False)
    lowest_grade = forms.TypedChoiceField(
        label=_("Lowest grade"), choices=GRADES, coerce=int, empty_value=None, required=False
    )
    highest_grade = forms.TypedChoiceField(
        label=_("Highest grade"), choices=GRADES, coerce=int, empty_value=None, required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    def __init__(self, *args: Any, unit: Unit, **given: Any) -> None:
        given.setdefault("initial", start_of(unit, type(self)))
        super().__init__(*args, **given)
        if unit.kind != UnitKind.SCHOOL:
            without(self, "lowest_grade", "highest_grade")

    def clean(self) -> dict[str, Any]:
        low, high = self.cleaned_data.get("lowest_grade"), self.cleaned_data.get("highest_grade")
        if low and high and high < low:
            self.add_error("highest_grade", now("The highest grade is below the lowest."))
        return self.cleaned_data


class GradesAndLanguageForm(UnitForm):
    """The first step of setting up a school."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        without(self, "name", "address", "organisation_number")


class ContactForm(forms.Form):
    """What is asked about a person wherever one is added or changed."""

    name = forms.CharField(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=32, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("The same as where they work")), *settings.LANGUAGES], required=False
    )
    person: Person | None = None  # who may keep the address they have

    def clean_email(self) -> str | None:
        email = self.cleaned_data["email"].strip() or None
        if email and taken([email], but=self.person):
            raise forms.ValidationError(TAKEN)
        return email


def taken(emails: Iterable[str], *, but: Person | None = None) -> set[str]:
    """Those of the addresses that somebody has already, in small letters."""
    wanted = [email.lower() for email in emails]
    rows = Person.objects.annotate(small=Lower("email")).filter(small__in=wanted)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return set(rows.values_list("small", flat=True))


class PersonForm(ContactForm, VersionForm):
    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        given["initial"] = start_of(person, type(self))
        super().__init__(*args, **given)
        self.person = person


Professions = Iterable[tuple[str, Any]]


def _profession(choices: Professions) -> forms.ChoiceField:
    wrong = _("We do not know the profession “%(value)s” here. Choose one from the list.")
    return forms.ChoiceField(
        label=_("Profession"), choices=[("", _("Choose")), *choices], error_messages={"invalid_choice": wrong}
    )


class AddPersonForm(ContactForm):
    grades = GradesField()
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, professions: Professions, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["profession"] = _profession(professions)
        self.order_fields(["name", "profession", "grades", "email", "phone", "language", "since"])


class PositionForm(forms.Form):
    grades = GradesField()
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))

    def __init__(self, *args: Any, professions: Professions, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["profession"] = _profession(professions)
        self.order_fields(["version", "profession"])

    def clean(self) -> dict[str, Any]:
        check_days(self, self.cleaned_data.get("since"), self.cleaned_data.get("until"))
        return self.cleaned_data


class ChangePositionForm(PositionForm, VersionForm):
    def __init__(self, *args: Any, position: Position, professions: Professions, **given: Any) -> None:
        names = ("version", "profession", "grades", "since", "until")
        given["initial"] = {name: getattr(position, name) for name in names}
        super().__init__(*args, professions=professions, **given)


class CallOffForm(VersionForm):
    """Why something on a day does not take place: a meeting, an activity of the plan."""

    reason = forms.CharField(
        label=_("Why is it called off?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class EndPositionForm(VersionForm):
    until = DayField(label=_("Last day"))
    why = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, *args: Any, position: Position, **given: Any) -> None:
        super().__init__(*args, **given)
        self.position = position

    def clean(self) -> dict[str, Any]:
        check_days(self, self.position.since, self.cleaned_data.get("until"))
        return self.cleaned_data


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Name or e-mail"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    profession = forms.ChoiceField(
        label=_("Profession"), required=False, choices=[("", _("All professions")), *Profession.choices]
    )
    without = forms.ChoiceField(
        label=_("Contact"), required=False, choices=[("", _("Everybody")), ("email", _("Without an e-mail address"))]
    )


class InviteForm(forms.Form):
    mail = forms.BooleanField(label=_("Send the code by e-mail as well"), required=False, initial=True)

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        if not person.email:
            without(self, "mail")


def looks_of(municipality: Municipality) -> dict[str, Any]:
    return {name: value for name, value in start_of(municipality, LooksForm).items() if name != "logo"}
