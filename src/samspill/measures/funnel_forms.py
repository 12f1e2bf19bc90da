from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samspill.core.schoolyear.periods import Period
from samspill.measures.funnel_queries import Narrowed
from samspill.measures.words import level_name
from samspill.methods.schema import Method
from samspill.people.models import Unit
from samspill.projects.words import say_period

OPTION, SELECTED = '<option value="{}"{}>{}</option>', SafeString(" selected")


class SchoolSelect(forms.Select):
    """Django's own takes two templates for each choice: 5 ms for the schools of a large municipality."""

    template_name = "measures/_funnel_select.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = self.format_value(value)
        options = ((key, SELECTED if key in chosen else "", label) for key, label in self.choices)
        return {**super().get_context(name, value, attrs), "options": format_html_join("", OPTION, options)}

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:  # noqa: ARG002
        return []


class FunnelFilter(forms.Form):
    """Which measures are counted. A choice that is none is left out, and the form says so."""

    half = forms.ChoiceField(label=_("Proposed in"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    school = forms.ChoiceField(label=_("School"), required=False, widget=SchoolSelect)

    def __init__(
        self,
        *args: Any,
        halves: Sequence[Period],
        levels: Sequence[str],
        method: Method,
        schools: Sequence[Unit] = (),
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self._halves = {half.key: half for half in halves}
        self._choose("half", [(half.key, say_period(half.key)) for half in reversed(halves)])
        self._choose("level", [(level, level_name(method, level)) for level in levels])
        self._choose("school", [(str(unit.pk), unit.name) for unit in schools])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def narrowed(self) -> Narrowed:
        self.is_valid()
        given = self.cleaned_data
        school = given.get("school")
        half = self._halves.get(given.get("half", ""))
        return Narrowed(half, given.get("level") or "", int(school) if school else None)
