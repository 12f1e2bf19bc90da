"""Whom to put on the list, and what is ticked in its table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspill.conferences.actions.participants import Wanted
from samspill.conferences.sources import Found, Source, Sources, found_in
from samspill.meetings.agenda_forms import ids_in
from samspill.people.answering import VersionForm

NOBODY = _("Tick at least one place that people come from.")


class SourcesForm(forms.Form):
    """Arenas, units and professions to tick; each says how many people it has."""

    def __init__(self, *given: Any, sources: Sources, **named: Any) -> None:
        super().__init__(*given, **named)
        self.known = {one.key: one for one in sources.all()}
        self._add("arenas", _("Arenas"), sources.arenas)
        self._add("units", _("Everybody who works at"), sources.units)
        self._add("professions", _("Everybody who works as"), sources.professions)

    def _add(self, name: str, label: Any, sources: tuple[Source, ...]) -> None:
        if sources:
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                choices=[(one.key, f"{one.name} ({len(one.people)})") for one in sources],
                initial=[one.key for one in sources if one.usual],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": _("Choose among what is shown.")},
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.chosen():
            raise forms.ValidationError(NOBODY)
        return {"sources": self.chosen()}

    def chosen(self) -> list[Source]:
        """What is ticked; before anything was sent what is usual."""
        if not self.is_bound:
            return [one for one in self.known.values() if one.usual]
        assert isinstance(self.data, QueryDict), "it is only made of requests"
        keys = [key for name in self.fields for key in self.data.getlist(name)]
        return [self.known[key] for key in keys if key in self.known]

    def found(self, there: list[int]) -> Found:
        return found_in(self.chosen(), there)


class GuestForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The invitation goes there."))
    anyway = forms.BooleanField(label=_("This is another person"), required=False, widget=forms.HiddenInput)

    def add_error(self, field: str | None, error: Any) -> None:
        if field == "anyway":
            self.fields["anyway"].widget = forms.CheckboxInput()
        super().add_error(field, error)


def wanted_of(data: QueryDict) -> dict[int, Wanted]:
    """The ticks of many rows. `seen` lists the rows that were on the page, each with its version (“7:2,9:1”)."""
    ticked = {name: set(ids_in(",".join(data.getlist(name)))) for name in ("comes", "lead", "note")}
    here = set(data.getlist("here"))
    shown = ids_in(data.get("sessions", ""))
    return {
        pk: Wanted(
            version,
            pk in ticked["lead"],
            pk in ticked["note"],
            pk not in ticked["comes"],
            frozenset(one for one in shown if f"{pk}:{one}" not in here),
        )
        for pk, version in _seen(data)
    }


def _seen(data: QueryDict) -> list[tuple[int, int]]:
    pairs = (pair.partition(":") for pair in ",".join(data.getlist("seen")).split(","))
    return [(ids[0], ids[1]) for pk, _colon, version in pairs if len(ids := ids_in(f"{pk},{version}")) == 2]


class InviteForm(VersionForm):
    greeting = forms.CharField(
        label=_("A word to go with it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
    )


def added_in_words(count: int) -> str:
    if not count:
        return str(_("Everybody was on the list already."))
    return ngettext("%(count)s person is put on the list.", "%(count)s people are put on the list.", count) % {
        "count": count
    }
