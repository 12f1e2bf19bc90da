from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.measures.models import Statement
from samspill.measures.proposal_forms import LONGEST, Choices
from samspill.people.answering import VersionForm

ALL = "all"


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2, "data-guard": True})
    return forms.CharField(label=label, help_text=help_text, widget=area, required=False)


class WordForm(VersionForm):
    """One word for whatever the body chooses: asked for where it lets a proposal wait or says no."""

    reason = _reason(_("A word, or why"), _("Needed to park, to decline and to send on. Whoever proposed it reads it."))


class MergeForm(VersionForm):
    """Which proposals become one: an existing one that stays, or a new one."""

    into = forms.ChoiceField(label=_("The one that stays"), required=False)
    title = forms.CharField(
        label=_("What the new one is called"),
        max_length=LONGEST,
        required=False,
        help_text=_("Only where a new proposal gathers them."),
    )
    reason = _reason(_("Why they belong together"))

    def __init__(self, *args: Any, others: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        wrong = {"invalid_choice": _("Choose a proposal of this school from the list.")}
        self.fields["into"] = forms.ChoiceField(
            label=_("The one that stays"),
            choices=[("", _("A new proposal that gathers them")), *others],
            required=False,
            error_messages=wrong,
        )
        self.fields["others"] = forms.MultipleChoiceField(
            label=_("Merge these as well"),
            choices=others,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=wrong,
        )
        self.order_fields(["version", "into", "title", "others", "reason"])


class SplitForm(VersionForm):
    """Into which proposals, one to a line, and where each statement goes."""

    titles = forms.CharField(
        label=_("The new proposals, one to a line"),
        widget=forms.Textarea(attrs={"rows": 4, "data-guard": True}),
        help_text=_("Two or more. All keep the reason and where it comes from."),
    )
    reason = _reason(_("Why it is split"))

    def __init__(self, *args: Any, statements: Iterable[Statement], **given: Any) -> None:
        super().__init__(*args, **given)
        self.statements = tuple(statements)
        places = [
            (ALL, _("with all of them")),
            *((str(n), _("with line %(number)s") % {"number": n}) for n in range(1, 7)),
        ]
        for one in self.statements:
            self.fields[f"statement_{one.pk}"] = forms.ChoiceField(
                label=str(one), choices=places, initial=ALL, required=False
            )

    def clean_titles(self) -> list[str]:
        lines = [line.strip(" \t-•*") for line in self.cleaned_data["titles"].splitlines()]
        titles = [line for line in lines if line]
        if any(len(line) > LONGEST for line in titles):
            raise forms.ValidationError(
                _("Each line may have at most %(most)s letters. Shorten the long ones."), params={"most": LONGEST}
            )
        return titles

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        titles = cleaned.get("titles", [])
        dealt: dict[int, list[int]] = {place: [] for place in range(len(titles))}
        for one in self.statements:
            where = cleaned.pop(f"statement_{one.pk}", ALL) or ALL
            if where != ALL and int(where) > len(titles):
                self.add_error(f"statement_{one.pk}", _("There is no such line above. Choose another one."))
                continue
            for place in dealt if where == ALL else [int(where) - 1]:
                dealt[place].append(one.pk)
        cleaned["dealt"] = dealt
        return cleaned
