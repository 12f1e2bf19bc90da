from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.measures.side import Chosen

Choices = Iterable[tuple[str, str]]
ALL = ("", _("All"))


class SideForm(forms.Form):
    """What is shown of a school's measures; kept when one goes from one view to another."""

    view = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    mine = forms.BooleanField(label=_("Only what I take part in"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    arena = forms.ChoiceField(label=_("Main arena"), required=False)
    waits = forms.ChoiceField(label=_("Whose turn"), required=False)
    past = forms.BooleanField(label=_("Also what was laid aside or has ended"), required=False)

    def __init__(self, *args: Any, levels: Choices, arenas: Choices, turns: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, choices in (("level", levels), ("arena", arenas), ("waits", turns)):
            self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]

    def chosen(self) -> Chosen:
        """What counts of it; a value that is no choice any more counts for nothing."""
        self.is_valid()
        given = self.cleaned_data
        arena = given.get("arena") or ""
        return Chosen(
            mine=bool(given.get("mine")),
            level=given.get("level") or "",
            arena=int(arena) if arena else None,
            waits=given.get("waits") or "",
            past=bool(given.get("past")),
        )
