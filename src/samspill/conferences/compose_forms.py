"""What the board sends: who goes where, who is pinned, who is to sit together or apart, what counts how much."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.conferences.models import Conference, Participant, Session
from samspill.conferences.queries import rounds_of

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
