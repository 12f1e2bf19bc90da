from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.measures.models import Answer, Stance
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField


class AskForm(forms.Form):
    by = DayField(
        label=_("Answer by"),
        required=False,
        help_text=_("Whoever leads a team that has not answered is reminded before this day, and nobody else."),
    )


class AnswerForm(VersionForm):
    """What an arena thinks, and why in a few words."""

    stance = forms.ChoiceField(
        label=_("What does the team think?"),
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the team thinks.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
        help_text=_("A sentence or two. You can change it until the decision stands."),
    )


class AmongForm(AnswerForm):
    """One answer among several: left empty it waits on. `standing` is what somebody else has answered meanwhile."""

    standing: Answer | None = None

    def __init__(self, *args: Any, answer: Answer, **given: Any) -> None:
        given |= {"prefix": f"a{answer.pk}", "initial": {"version": answer.version}}
        given |= {"empty_permitted": True, "use_required_attribute": False}
        super().__init__(*args, **given)
        self.fields["reason"].widget.attrs["rows"] = 2
        self.fields["reason"].help_text = ""  # the page says it once for all of them
