from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.meetings.models import Item
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField


class StepForm(VersionForm):
    """One step of a measure: when, at which matter, and why where something is missing."""

    on = DayField(label=_("Day"), help_text=_("The day it was decided or done."))
    item = forms.ModelChoiceField(
        Item.objects.none(),
        label=_("Matter of a meeting"),
        help_text=_("Where it was talked about, if it was in a meeting."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Needed when something is missing or a phase is skipped. It stands in the history as a deviation."),
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
        required=False,
    )

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
