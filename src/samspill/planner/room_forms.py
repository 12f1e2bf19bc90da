"""The rooms of each unit, one name on each line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.people.answering import VersionForm
from samspill.people.models import Unit
from samspill.planner.models import UnitRooms
from samspill.planner.models.rooms import LONGEST

MOST = 50  # rooms of one unit


class NamesField(forms.CharField):
    """Names on lines of their own; empty lines and what stands there twice do not count."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[str]:
        text = str(super().clean(value))
        names = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
        if any(";" in name or len(name) > LONGEST for name in names) or len(names) > MOST:
            raise forms.ValidationError(
                _("Write at most %(most)s rooms, each with at most %(longest)s characters and without a semicolon."),
                params={"most": MOST, "longest": LONGEST},
            )
        return names


class RoomsForm(VersionForm):
    """What the names of a unit were when they were shown is sent along, instead of a version."""

    version = None  # type: ignore[assignment]  # Django's way to leave out an inherited field

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        self.units = units
        held = {one.unit_id: one.names for one in UnitRooms.objects.filter(unit__in=[unit.pk for unit in units])}
        self.held = {unit.pk: held.get(unit.pk, []) for unit in units}
        for unit in units:
            names = "\n".join(self.held[unit.pk])
            self.fields[f"rooms-{unit.pk}"] = NamesField(label=unit.name, required=False, initial=names)
            self.fields[f"was-{unit.pk}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=_joined(self.held[unit.pk])
            )

    def rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        return ((self[f"rooms-{unit.pk}"], self[f"was-{unit.pk}"]) for unit in self.units)

    def clean(self) -> dict[str, Any]:
        given, changed = super().clean() or {}, {}
        for unit in self.units:
            was = [name for name in given.get(f"was-{unit.pk}", "").split(";") if name]
            wanted = given.get(f"rooms-{unit.pk}", was)
            if wanted != was:
                changed[unit.pk] = (was, wanted)
        return {"rooms": changed}

    def accept_current(self, version: int) -> None:  # noqa: ARG002 - rows have no version of their own
        """Let the next save count: how the rooms stand now is what it is held against."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for unit in self.units:
            data[f"was-{unit.pk}"] = _joined(self.held[unit.pk])
        self.data = data


def _joined(names: Sequence[str]) -> str:
    return ";".join(names)
