"""What the board sends: who goes where, who is pinned, who is to sit together or apart, what counts how much."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.conferences.laying import DUTIES
from samspill.conferences.models import Conference, Group, Participant, Session, WishKind
from samspill.conferences.queries import rounds_of
from samspill.conferences.words import ATTRIBUTES, HABITS, weights_of
from samspill.people.answering import VersionForm
from samspill.people.models import Person
from samspill.people.queries import people_in

GONE = {"invalid_choice": _("This is no longer on the board. Look at how it stands now, then choose again.")}


class BoardForm(forms.Form):
    """A tap on the board: its refusals stand on top of it."""

    def __init__(self, conference: Conference, data: Any = None) -> None:
        super().__init__(data)
        self.conference = conference
        for name, rows in (
            ("participant", Participant.objects.filter(conference=conference).select_related("person")),
            ("other", Participant.objects.filter(conference=conference).select_related("person")),
            ("session", rounds_of(conference)),
        ):
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def sentences(self) -> list[str]:
        return [str(said) for errors in self.errors.values() for said in errors]


class MoveForm(BoardForm):
    """`seen` is the group's number where the reader saw the person sit, 0 for none."""

    participant = forms.ModelChoiceField(Participant.objects.none(), error_messages=GONE)
    session = forms.ModelChoiceField(Session.objects.none(), error_messages=GONE)
    group = forms.IntegerField(required=False, min_value=1)
    other = forms.ModelChoiceField(Participant.objects.none(), required=False, error_messages=GONE)
    seen = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("group") and not given.get("other"):
            raise forms.ValidationError(_("Choose a group, or somebody to change places with."))
        return given


class PinForm(BoardForm):
    """Pin somebody where they sit, in one round or in all; `on` is what it shall be."""

    participant = forms.ModelChoiceField(Participant.objects.none(), error_messages=GONE)
    session = forms.ModelChoiceField(Session.objects.none(), required=False, error_messages=GONE)
    on = forms.BooleanField(required=False)


class ArrivalForm(forms.Form):
    """Somebody who came: one of the municipality who is not coming so far, or a guest."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who came?"), required=False, empty_label=_("a guest"), error_messages=GONE
    )
    name = forms.CharField(label=_("The guest's name"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("The guest's e-mail"),
        required=False,
        help_text=_("Only if they want to hear what becomes of it."),
    )

    def __init__(self, conference: Conference, data: Any = None, *, day: date) -> None:
        super().__init__(data)
        expected = conference.participants.filter(absent=False).values("person")
        known = Q(pk__in=people_in(conference.unit.municipality, day).values("pk")) | Q(
            conference_seats__conference=conference
        )
        rows = Person.objects.filter(known).exclude(pk__in=expected).distinct().order_by("name")
        self.fields["person"].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("person") and not given.get("name"):
            self.add_error("name", str(_("Choose somebody, or write the guest's name.")))
        return given


class WishForm(BoardForm):
    """Two or more, together or apart, in one round or in all."""

    kind = forms.ChoiceField(label=_("They are to sit"), choices=WishKind.choices, widget=forms.RadioSelect)
    people = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        label=_("People"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least two people."),
            **GONE,
            "invalid_pk_value": GONE["invalid_choice"],
        },
    )
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("When"),
        required=False,
        empty_label=_("in every round"),
        error_messages=GONE,
    )

    def __init__(self, conference: Conference, data: Any = None, *, chosen: int | None = None) -> None:
        super().__init__(conference, data)
        self.initial = {"people": [chosen] if chosen else [], "kind": WishKind.APART}
        rows = conference.participants.filter(absent=False).select_related("person")
        self.fields["people"].queryset = rows  # type: ignore[attr-defined]


#: How much something counts, in words; what is between is the nearer word.
MUCH = ((0, _("not")), (2, _("some")), (4, _("much")))
OFTEN = ((0, _("not")), (1, _("some")), (2, _("much")))


class WeightsForm(forms.Form):
    """What counts how much when people are mixed. What is not changed keeps its exact weight."""

    def __init__(self, conference: Conference, data: Any = None) -> None:
        super().__init__(data)
        self.held = weights_of(conference)
        for names, choices in ((ATTRIBUTES, MUCH), (HABITS, OFTEN)):
            for name, label in names.items():
                self.fields[name] = forms.TypedChoiceField(
                    label=str(label).capitalize(),
                    choices=choices,
                    coerce=int,
                    initial=nearest(self.held[name], choices),
                    widget=forms.RadioSelect,
                )

    def wanted(self) -> dict[str, int]:
        return {name: value for name, value in self.cleaned_data.items() if value != self.fields[name].initial}


def nearest(weight: int, choices: Any) -> int:
    return int(min(choices, key=lambda one: (abs(one[0] - weight), -one[0]))[0])


class GroupForm(VersionForm):
    """Where a group sits, what it is asked, and who does what in it."""

    room = forms.CharField(label=_("Where"), max_length=80, required=False)
    question = forms.CharField(
        label=_("A question of its own"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only if this group is asked something else than the others."),
    )

    def __init__(self, group: Group, data: Any = None) -> None:
        fields = ("version", "room", "question", *DUTIES)
        super().__init__(data, initial={name: getattr(group, name) for name in fields})
        rows = Participant.objects.filter(seats__group=group).select_related("person")
        for name, label in DUTY_WORDS.items():
            self.fields[name] = forms.ModelChoiceField(
                rows, label=label, required=False, empty_label=_("nobody"), error_messages=GONE
            )


DUTY_WORDS: dict[str, Any] = {
    "leader": _("Leads the group"),
    "note_taker": _("Takes notes"),
    "rapporteur": _("Speaks for the group"),
    "time_keeper": _("Keeps the time"),
}
