from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.wheel.year import LAYERS

FIRST, LAST = 1900, 2200
CHOSEN = "chosen"  # sent along by the form: then no tick means none, not all


class YearFilter(forms.Form):
    """Which layers to show. Whatever cannot be read shows everything."""

    layer = forms.MultipleChoiceField(
        label=_("Shown in the year"), widget=forms.CheckboxSelectMultiple, choices=list(LAYERS.items()), required=False
    )
    year = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=FIRST, max_value=LAST)
    part = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=4)
    view = forms.CharField(required=False, widget=forms.HiddenInput)
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


class ActivityForm(VersionForm):
    """An own activity; its version is there only when it is changed."""

    title = forms.CharField(
        label=_("What happens?"), max_length=160, widget=forms.TextInput(attrs={"data-guard": True})
    )
    starts = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave empty if it is over on the first day."))
    open = forms.BooleanField(
        label=_("Show it on the public wheel too"),
        help_text=_("Everybody can read that one, so it must name nobody."),
        required=False,
    )

    def __init__(self, *given: Any, new: bool, private: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if new:
            del self.fields["version"]
        if private:
            del self.fields["open"]
