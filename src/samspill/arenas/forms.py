from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Membership
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField, WeekdaysField, check_days
from samspill.people.models import Person

UNKNOWN_ROLE = _("This arena has no place called “%(value)s”. Choose one of the places in the list.")
ROLE_HELP = _("The places the method asks for here.")
Roles = Iterable[tuple[str, str]]


def _role(roles: Roles) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Place"), choices=list(roles), help_text=ROLE_HELP, error_messages={"invalid_choice": UNKNOWN_ROLE}
    )


def _deputy(people: QuerySet[Person], *, required: bool = False) -> forms.ModelChoiceField[Person]:
    return forms.ModelChoiceField(
        people,
        label=_("Deputy"),
        required=required,
        empty_label=_("Nobody named"),
        help_text=_("Who comes when this person cannot. Shown: colleagues at the same school or service."),
        error_messages={"invalid_choice": _("Choose a colleague from the list.")},
    )


class SeatForm(forms.Form):
    """Give one person, already chosen, a seat."""

    leads = forms.BooleanField(label=_("Leads the arena"), required=False)
    weekdays = WeekdaysField(label=_("Days at the school"))
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, roles: Roles, deputies: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields = {"role": _role(roles), "deputy": _deputy(deputies), **self.fields}


class RepresentativeForm(SeatForm):
    """What a head of service says about whom she sends; she does not say who leads."""

    leads = None  # type: ignore[assignment]  # Django's way to leave out an inherited field


class ChangeSeatForm(VersionForm):
    leads = forms.BooleanField(label=_("Leads the arena"), required=False)
    weekdays = WeekdaysField(label=_("Days at the school"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))

    def __init__(self, *args: Any, seat: Membership, roles: Roles, deputies: QuerySet[Person], **given: Any) -> None:
        names = ("version", "role", "leads", "deputy", "weekdays", "until")
        given["initial"] = {name: getattr(seat, name) for name in names}
        super().__init__(*args, **given)
        self.seat = seat
        self.fields = {"role": _role(roles), "deputy": _deputy(deputies), **self.fields}
        if seat.guest:
            self.fields = {name: self.fields[name] for name in ("version", "until")}
            self.fields["until"].required = True

    def clean(self) -> dict[str, Any]:
        check_days(self, self.seat.since, self.cleaned_data.get("until"))
        return self.cleaned_data


class EndSeatForm(VersionForm):
    until = DayField(label=_("Last day"))
    why = forms.CharField(
        label=_("Why"), required=False, max_length=300, help_text=_("One line for the history, such as “new job”.")
    )

    def __init__(self, *args: Any, seat: Membership, **given: Any) -> None:
        super().__init__(*args, **given)
        self.seat = seat

    def clean(self) -> dict[str, Any]:
        check_days(self, self.seat.since, self.cleaned_data.get("until"))
        return self.cleaned_data


class DeputyForm(VersionForm):
    def __init__(self, *args: Any, seat: Membership, deputies: QuerySet[Person], **given: Any) -> None:
        given["initial"] = {"version": seat.version, "deputy": seat.deputy}
        super().__init__(*args, **given)
        self.fields["deputy"] = _deputy(deputies)


class GuestForm(forms.Form):
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), help_text=_("A guest always has a last day. You can move it later."))

    def clean(self) -> dict[str, Any]:
        check_days(self, self.cleaned_data.get("since"), self.cleaned_data.get("until"))
        return self.cleaned_data


class ArenaForm(VersionForm):
    """The local name and mandate: also how an existing body takes on the arena's work (R17)."""

    name = forms.CharField(
        label=_("Local name"),
        required=False,
        max_length=160,
        help_text=_(
            "Does a body you already have do this work? Write its name here, and keep the body. "
            "Left empty, the method's name is used."
        ),
    )
    mandate = forms.CharField(
        label=_("Mandate"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("What this arena is for, in your own words. Left empty, the method's words are shown."),
    )


class OpenArenaForm(forms.Form):
    """Open one more arena of the method, or let an existing body be it."""

    name = forms.CharField(label=_("Local name"), required=False, max_length=160)
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, kinds: Roles, **given: Any) -> None:
        super().__init__(*args, **given)
        wrong = {"invalid_choice": _("Choose one of the arenas in the list.")}
        kind = forms.ChoiceField(label=_("Arena"), choices=list(kinds), error_messages=wrong)
        self.fields = {"kind": kind, **self.fields}
