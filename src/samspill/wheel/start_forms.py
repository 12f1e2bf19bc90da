"""Starting a project in the browser: which method, from when, which schools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.methods.load import methods
from samspill.people.fields import DayField
from samspill.people.models import Unit
from samspill.projects.words import say

PARTS = (("in", _("takes part")), ("compared", _("is compared with")), ("out", _("neither")))
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])$")


class MonthField(forms.CharField):
    """A month as 2017-10, by the browser's own picker where there is one; it gives the first day."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2017-10"})

    def clean(self, value: Any) -> date:
        text = super().clean(value)
        found = MONTH.match(text)
        if not found:
            raise forms.ValidationError(_("We cannot read this as a month. Write it as 2017-10."))
        return date(int(found[1]), int(found[2]), 1)


class StartForm(forms.Form):
    """One choice per school; every second that teaches the method's grades is proposed (R4)."""

    method = forms.ChoiceField(label=_("Method"))
    start = MonthField(label=_("From the month"))

    def __init__(self, *given: Any, schools: Sequence[Unit], proposed: Iterable[Unit], **named: Any) -> None:
        super().__init__(*given, **named)
        self.schools, chosen = schools, {unit.pk for unit in proposed}
        newest = {key[0]: method for key, method in sorted(methods().items())}
        field = self.fields["method"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(slug, say(method, "method.name")) for slug, method in newest.items()]
        for unit in schools:
            initial = "in" if unit.pk in chosen else "compared"
            self.fields[f"school_{unit.pk}"] = forms.ChoiceField(label=unit.name, choices=PARTS, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.schools and not self.chosen("in"):
            raise forms.ValidationError(_("Choose at least one school that takes part."))
        return cleaned

    def chosen(self, part: str) -> list[Unit]:
        return [unit for unit in self.schools if self.cleaned_data.get(f"school_{unit.pk}") == part]


class JoinForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("School"))
    joined = DayField(label=_("From"))
    takes_part = forms.BooleanField(
        label=_("Takes part"),
        help_text=_("Otherwise it is a comparison school: it works as before and nothing is asked of it."),
        required=False,
        initial=True,
    )
