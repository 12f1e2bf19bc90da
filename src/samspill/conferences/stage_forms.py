"""What the leader of the day writes: why the day closes as it does, minutes without a socket."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CloseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the minutes count without the groups that have not handed in"),
        help_text=_("Leave it empty, and the groups have until midnight to hand in."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
    )


class CompleteForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the minutes count without the groups that have not handed in"),
        help_text=_("It is kept in the journal. Without missing groups it may be empty."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
    )


class MinutesForm(forms.Form):
    text = forms.CharField(
        label=_("Add to the minutes"), max_length=5000, widget=forms.Textarea(attrs={"data-guard": True})
    )
