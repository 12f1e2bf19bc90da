"""What shall be held: one group of fields for each kind of meeting, kept as the plan's setup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from samspill.people.answering import VersionForm
from samspill.people.fields import SCHOOL_DAYS, WeekdaysField
from samspill.planner.forms import HourField
from samspill.planner.kinds import Kind
from samspill.planner.setup import MINUTES, MOST_TIMES, Chosen, chosen, kept, require_sound

#: The fields of one kind, in the order they are asked; those behind the mark are seldom changed.
ALWAYS = ("times", "minutes")
SELDOM = ("weekdays", "opens", "closes", "liked_weekday", "liked_from")
ROOMS = "rooms"  # where the unit has any


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of meeting with its fields as they are bound."""

    kind: Kind
    on: BoundField
    always: tuple[BoundField, ...]
    seldom: tuple[BoundField, ...]
    rooms: BoundField | None
    open: bool


class SetupForm(VersionForm):
    """`kinds` are what can be planned; each has its fields under its own id."""

    def __init__(self, data: Any = None, *, kinds: Sequence[Kind], setup: Mapping[str, Any], version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.kinds = kinds
        for kind in kinds:
            held = chosen(setup, kind.kind)
            for name, field in _fields(kind).items():
                if (name == "times" and kind.times is None) or (name == ROOMS and not kind.rooms):
                    continue  # it meets every week, or there is nothing to choose among
                field.initial = getattr(held, name)
                self.fields[_name(kind.kind, name)] = field

    def rows(self) -> Iterator[Row]:
        for kind in self.kinds:
            seldom = tuple(self[_name(kind.kind, name)] for name in SELDOM if _name(kind.kind, name) in self.fields)
            always = tuple(self[_name(kind.kind, name)] for name in ALWAYS if _name(kind.kind, name) in self.fields)
            rooms = self[_name(kind.kind, ROOMS)] if kind.rooms else None
            opened = any(one.errors or one.initial for one in (*seldom, *filter(None, [rooms])))
            yield Row(kind, self[_name(kind.kind, "on")], always, seldom, rooms, opened)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        setup = {kind.kind: self._kept(kind.kind, given) for kind in self.kinds}
        return {"version": given.get("version"), "setup": setup}

    def _kept(self, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """One kind as it is stored; what is wrong in it is said at its own fields."""
        own: dict[str, Any] = {name: given.get(_name(kind, name)) for name in ("on", *ALWAYS, *SELDOM, ROOMS)}
        own |= {name: tuple(own[name] or ()) for name in ("weekdays", ROOMS)}
        found = kept(Chosen(**own))
        try:
            require_sound({kind: found})
        except ValidationError as error:
            for said in error.messages:
                self.add_error(_name(kind, "on"), said)
        return found


def _name(kind: str, field: str) -> str:
    return f"{kind}__{field}"


def _fields(kind: Kind) -> dict[str, forms.Field]:
    days = [("", _("none in particular")), *SCHOOL_DAYS]
    return {
        "on": forms.BooleanField(label=_("Plan these meetings"), required=False),
        "times": forms.IntegerField(
            label=_("Times a year"), required=False, min_value=1, max_value=MOST_TIMES, help_text=kind.asked
        ),
        "minutes": forms.IntegerField(
            label=_("Length in minutes"),
            required=False,
            min_value=MINUTES[0],
            max_value=MINUTES[-1],
            help_text=now("Empty: %(minutes)s minutes.") % {"minutes": kind.minutes},
        ),
        "weekdays": WeekdaysField(label=_("Only on these weekdays"), help_text=_("None ticked: any day will do.")),
        "opens": HourField(label=_("Not before"), required=False),
        "closes": HourField(label=_("Over by"), required=False),
        "liked_weekday": forms.TypedChoiceField(
            label=_("Best on a"), choices=days, coerce=int, empty_value=None, required=False
        ),
        "liked_from": HourField(label=_("Best at"), required=False),
        "rooms": forms.MultipleChoiceField(
            label=_("In one of these rooms"),
            choices=kind.rooms,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None ticked: it needs no room. One meeting at a time is held in each."),
        ),
    }
