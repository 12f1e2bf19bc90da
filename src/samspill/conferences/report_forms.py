"""The words that the participants get with the answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.people.answering import VersionForm


class ReportForm(VersionForm):
    opening = forms.CharField(
        label=_("A word to the participants"),
        help_text=_("What did you hear, and what do you thank for? It stands first, on the page and in the mail."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-guard": True}),
    )
    coming = forms.CharField(
        label=_("What happens next"),
        help_text=_("Who works on with it, and when do they hear more?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-guard": True}),
    )
