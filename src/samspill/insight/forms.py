from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.insight.models import Grade
from samspill.people.fields import DayField, check_days

LONG = forms.Textarea(attrs={"rows": 4, "data-guard": True})  # read by others: islands/nudge.ts


class DepartureForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you do it otherwise?"),
        help_text=_("One or two sentences. They stand on the board beside the requirement, as knowledge for others."),
        widget=LONG,
        max_length=2000,
    )
    not_applicable = forms.BooleanField(
        label=_("The requirement does not apply here at all"),
        help_text=_("For example because the school has no such grade."),
        required=False,
    )
    since = DayField(label=_("From"))
    until = DayField(label=_("To"), required=False, help_text=_("Leave empty when you do not know yet."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_days(self, cleaned.get("since"), cleaned.get("until"))
        return cleaned


class EndForm(forms.Form):
    until = DayField(label=_("Last day you did it otherwise"))


class SupportForm(forms.Form):
    text = forms.CharField(
        label=_("What would help you?"),
        help_text=_("The school owner reads it while your board is released, and answers here."),
        widget=LONG,
        max_length=2000,
    )


class JudgementForm(forms.Form):
    value = forms.TypedChoiceField(
        label=_("How far have you come?"),
        choices=Grade.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why do you think so?"),
        help_text=_("One or two sentences, without names. They stand beside what the traces say."),
        widget=LONG,
        max_length=2000,
    )
    arena: forms.ModelChoiceField[Arena] = forms.ModelChoiceField(
        label=_("Who judged"), queryset=None, required=False, empty_label=_("the school as a whole")
    )
    on = DayField(label=_("Day"))

    def __init__(self, *given: Any, teams: Iterable[Arena], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["arena"].queryset = Arena.objects.filter(pk__in=[one.pk for one in teams]).select_related("project")  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer to the school"),
        help_text=_("What you do, who does it, and by when."),
        widget=LONG,
        max_length=2000,
    )
