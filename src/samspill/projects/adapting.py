"""What a municipality may adapt, and the form for each: typed by what the method holds now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from samspill.core.fidelity import RULES, Wish
from samspill.core.fidelity.rules.shape import Param
from samspill.methods.overlay import FIXED_PARAMS
from samspill.methods.schema import ArenaKind, Method, Place
from samspill.methods.vocabulary import RHYTHM_PERIODS
from samspill.projects.words import language, say, say_common, say_value

PARAMS: Mapping[str, Any] = {
    "after_months": _("Months before it is asked for"),
    "at_least": _("How many at least"),
    "at_least_rounds": _("Rounds at least"),
    "before": _("What must have happened first"),
    "days": _("Days it stays fresh"),
    "exempt_months": _("Months that are left out"),
    "last": _("How many of the last meetings are looked at"),
    "levels": _("Levels"),
    "minutes": _("Minutes"),
    "most_overlap": _("Largest share of pairs who may meet again"),
    "parts": _("What must be there"),
    "period": _("Counted per"),
    "share": _("Smallest share"),
    "subjects": _("Which services"),
    "tags": _("Any of these"),
    "weeks": _("Weeks"),
    "within_days": _("Days to do it in"),
    "within_period": _("In the course of"),
}
THINGS: Mapping[str, Any] = {
    "name": _("Its name"),
    "off": _("Set the requirement aside"),
    "places": _("Who sits in it"),
    "rhythm": _("How often it meets"),
}


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing that can be adapted: its address below the adaptation page, its name and how it stands."""

    what: str
    label: Any
    value: str = ""


class AdaptForm(forms.Form):
    """A reason, and whatever field the kind of thing asks for; `overlay` is the path and value for the pack."""

    path: str

    reason = forms.CharField(
        label=_("Why do you do it this way?"),
        help_text=_("It stands on every board, as knowledge for others."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    title: Any = ""
    lead = ""

    def overlay(self) -> tuple[str, Any]:
        return self.path, self.cleaned_data["value"]

    def first(self, **fields: forms.Field) -> None:
        """Put these fields before the reason."""
        self.fields = {**fields, **self.fields}


def label_of(path: str) -> Any:
    """What an adaptation's path is about, as a reader says it."""
    thing = path.rpartition(".")[2]
    return PARAMS.get(thing) or THINGS.get(thing, thing)


def open_params(wish: Wish) -> list[Param]:
    return [one for one in RULES[wish.rule].params if one.name in PARAMS and one.name not in FIXED_PARAMS]


def knobs_of_wish(method: Method, wish: Wish) -> list[Knob]:
    """Its parameters, and setting it aside."""
    knobs = [
        Knob(f"requirements/{wish.id}/{one.name}", PARAMS[one.name], say_value(method, _now(wish, one)))
        for one in open_params(wish)
    ]
    return [*knobs, Knob(f"requirements/{wish.id}/off", THINGS["off"])]


def knobs_of_arena(method: Method, arena: ArenaKind) -> list[Knob]:
    rhythm = [Knob(f"arenas/{arena.id}/rhythm", THINGS["rhythm"], say_value(method, arena.rhythm))]
    return [
        Knob(f"arenas/{arena.id}/name", THINGS["name"], say(method, f"arenas.{arena.id}.name")),
        *(rhythm if arena.rhythm else []),
        Knob(f"arenas/{arena.id}/places", THINGS["places"], say_value(method, arena.places)),
    ]


def form_for(method: Method, what: str, data: Any) -> AdaptForm | None:
    """The form for one knob; None for what cannot be adapted."""
    match what.split("/"):
        case ["requirements", name, "off"] if name in method.requirements:
            return OffForm(data, method=method, wish=method.requirements[name])
        case ["requirements", name, param] if name in method.requirements:
            wish = method.requirements[name]
            found = next((one for one in open_params(wish) if one.name == param), None)
            return ParamForm(data, method=method, wish=wish, param=found) if found else None
        case ["arenas", name, "rhythm"] if name in method.arenas and method.arenas[name].rhythm:
            return RhythmForm(data, method=method, arena=method.arenas[name])
        case ["arenas", name, "places"] if name in method.arenas:
            return PlacesForm(data, method=method, arena=method.arenas[name])
        case ["arenas" | "roles" as kind, name, "name"] if name in getattr(method, kind):
            return NameForm(data, method=method, kind=kind, name=name)
    return None


def _now(wish: Wish, param: Param) -> object:
    return wish.params.get(param.name, param.default)


class OffForm(AdaptForm):
    def __init__(self, data: Any, *, method: Method, wish: Wish) -> None:
        super().__init__(data)
        self.path = f"requirements.{wish.id}.off"
        self.title = THINGS["off"]
        self.lead = say(method, f"requirements.{wish.id}.sentence")

    def overlay(self) -> tuple[str, Any]:
        return self.path, True


class ParamForm(AdaptForm):
    def __init__(self, data: Any, *, method: Method, wish: Wish, param: Param) -> None:
        super().__init__(data)
        self.path, self.title = f"requirements.{wish.id}.params.{param.name}", PARAMS[param.name]
        self.lead = say(method, f"requirements.{wish.id}.sentence")
        self.first(value=_field(method, param, _now(wish, param)))


def _field(method: Method, param: Param, now: Any) -> forms.Field:
    """A field of the parameter's kind, filled with how it stands."""
    given: dict[str, Any] = {"label": PARAMS[param.name], "initial": now}
    if param.kind == "whole":
        return forms.IntegerField(min_value=0, max_value=1000, **given)
    if param.kind == "share":
        return forms.FloatField(min_value=0, max_value=1, help_text=_("From 0 to 1: 0.5 is half."), **given)
    if param.kind == "months":
        return _months(now)
    if param.kind == "texts":
        known = dict.fromkeys((*param.choices, *(now or ())))
        choices = [(one, say_value(method, one)) for one in known]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **given)
    return forms.ChoiceField(choices=_periods(param.choices), **given)


def _months(now: Any) -> forms.Field:
    return forms.TypedMultipleChoiceField(
        label=PARAMS["exempt_months"],
        choices=[(number, name) for number, name in MONTHS.items()],
        coerce=int,
        required=False,
        initial=list(now or ()),
        widget=forms.CheckboxSelectMultiple,
    )


def _periods(ids: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(one, say_common(f"periods.{one}")) for one in ids]


class RhythmForm(AdaptForm):
    def __init__(self, data: Any, *, method: Method, arena: ArenaKind) -> None:
        super().__init__(data)
        now = arena.rhythm
        assert now is not None  # form_for sees to it
        self.path, self.title = f"arenas.{arena.id}.rhythm", THINGS["rhythm"]
        self.lead = say(method, f"arenas.{arena.id}.name")
        self.first(
            at_least=forms.IntegerField(label=PARAMS["at_least"], min_value=1, max_value=60, initial=now.at_least),
            period=forms.ChoiceField(label=PARAMS["period"], choices=_periods(RHYTHM_PERIODS), initial=now.period),
            minutes=forms.IntegerField(
                label=PARAMS["minutes"], min_value=5, max_value=600, required=False, initial=now.minutes
            ),
            exempt_months=_months(now.exempt_months),
        )

    def overlay(self) -> tuple[str, Any]:
        names = ("at_least", "period", "minutes", "exempt_months")
        given = {name: self.cleaned_data[name] for name in names}
        return self.path, {name: value for name, value in given.items() if value not in (None, [])}


class PlacesForm(AdaptForm):
    def __init__(self, data: Any, *, method: Method, arena: ArenaKind) -> None:
        super().__init__(data)
        self.path, self.title = f"arenas.{arena.id}.places", THINGS["places"]
        self.lead, self.places = say(method, f"arenas.{arena.id}.name"), arena.places
        fields: dict[str, forms.Field] = {}
        for number, place in enumerate(arena.places):
            fields |= _place_fields(number, place, say(method, f"roles.{place.role}.name"))
        self.first(**fields)

    def overlay(self) -> tuple[str, Any]:
        return self.path, [self._place(number, place) for number, place in enumerate(self.places)]

    def _place(self, number: int, place: Place) -> dict[str, Any]:
        at_least, optional = self.cleaned_data[f"at_least_{number}"], self.cleaned_data[f"optional_{number}"]
        kept = {"role": place.role, "everyone": place.everyone, "deputy": place.deputy}
        named = {"named_by": place.named_by} if place.named_by else {}
        return {**kept, **named, "at_least": at_least, "optional": optional}


def _place_fields(number: int, place: Place, role: str) -> dict[str, forms.Field]:
    return {
        f"at_least_{number}": forms.IntegerField(label=role, min_value=1, max_value=50, initial=place.at_least),
        f"optional_{number}": forms.BooleanField(
            label=_("%(role)s is not required") % {"role": role}, required=False, initial=place.optional
        ),
    }


class NameForm(AdaptForm):
    def __init__(self, data: Any, *, method: Method, kind: str, name: str) -> None:
        super().__init__(data)
        self.kind, self.name = kind, name
        self.title, self.lead = _("Another name"), say(method, f"{kind}.{name}.name")
        self.first(
            value=forms.CharField(label=_("Your name for it"), max_length=80, initial=self.lead),
            tongue=forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial=language()),
        )

    def overlay(self) -> tuple[str, Any]:
        tongue = self.cleaned_data["tongue"]
        return f"texts.{tongue}.{self.kind}.{self.name}.name", self.cleaned_data["value"]
