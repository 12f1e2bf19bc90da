from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.followups.models import Followup
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.people.models import Person

BY_HELP = _("Empty: it has no date yet.")
NOT_IN_ARENA = _("Choose somebody from the list: members of the arena and those who stand in for them.")


def _text() -> forms.CharField:
    return forms.CharField(
        label=_("What is to be done"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One thing, so that it is clear when it is done. No names of pupils."),
    )


def _who(people: QuerySet[Person]) -> forms.ModelChoiceField[Person]:
    return forms.ModelChoiceField(
        people, label=_("Who"), empty_label=None, error_messages={"invalid_choice": NOT_IN_ARENA}
    )


class FinishForm(VersionForm):
    word = forms.CharField(
        label=_("How did it go?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line is enough. It is shown when the arena meets next."),
    )


class DropForm(VersionForm):
    reason = forms.CharField(
        label=_("Why is it dropped?"),
        required=False,  # the verb says it in better words
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("So that whoever asked for it understands."),
    )


class ChangeForm(VersionForm):
    by = DayField(label=_("By when"), required=False, help_text=BY_HELP)

    def __init__(self, *args: Any, followup: Followup, people: QuerySet[Person], **given: Any) -> None:
        given["initial"] = {name: getattr(followup, name) for name in ("version", "text", "who", "by")}
        super().__init__(*args, **given)
        self.fields = {"version": self.fields["version"], "text": _text(), "who": _who(people), **self.fields}


class AddForm(forms.Form):
    """One's own follow-up: for which arena, what, by when."""

    by = DayField(label=_("By when"), required=False, help_text=BY_HELP)

    def __init__(self, *args: Any, arenas: QuerySet[Arena], **given: Any) -> None:
        super().__init__(*args, **given)
        arena = forms.ModelChoiceField(
            arenas,
            label=_("For which arena"),
            empty_label=None,
            help_text=_("Its members see it, and its next meeting asks how it went."),
            error_messages={"invalid_choice": _("Choose one of the arenas you sit in.")},
        )
        self.fields = {"text": _text(), "arena": arena, **self.fields}


class AskForm(forms.Form):
    """A follow-up in an arena, for oneself or for another member."""

    by = DayField(label=_("By when"), required=False, help_text=BY_HELP)

    def __init__(self, *args: Any, people: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields = {"text": _text(), "who": _who(people), **self.fields}
