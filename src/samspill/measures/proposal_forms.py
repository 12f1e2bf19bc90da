from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.measures.models import Measure
from samspill.measures.sayings import Saying
from samspill.people.answering import VersionForm

LONGEST = 160
Choices = Sequence[tuple[str, str]]


def _words(label: Any, help_text: Any = "", rows: int = 3, **given: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "data-guard": True})
    return forms.CharField(label=label, help_text=help_text, widget=area, **given)


class WordsForm(forms.Form):
    """The words of a proposal: what and why are enough."""

    title = forms.CharField(
        label=_("What do you propose?"),
        max_length=LONGEST,
        help_text=_("One line, so that others know what it is about."),
        widget=forms.TextInput(attrs={"data-guard": True}),
    )
    reason = _words(_("Why?"), _("What have you seen, and what would be better? No names of pupils."))
    text = _words(_("How could it be done?"), required=False)
    concerns = forms.CharField(
        label=_("Whom does it concern?"),
        max_length=200,
        required=False,
        help_text=_("Such as: grade 5, all who have breaks outside."),
        widget=forms.TextInput(attrs={"data-guard": True}),
    )

    def __init__(self, *args: Any, levels: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        if levels:
            self.fields["level"] = forms.ChoiceField(
                label=_("Level"),
                choices=[("", _("We do not know yet")), *levels],
                required=False,
                error_messages={"invalid_choice": _("Choose one of the levels in the list.")},
            )


class ProposeForm(WordsForm):
    """A new proposal; at which school where there are several, and on what it builds where it comes from a meeting."""

    def __init__(self, *args: Any, places: Choices, sayings: Iterable[Saying] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        if len(places) > 1:
            self.fields["unit"] = forms.ChoiceField(
                label=_("School"),
                choices=places,
                error_messages={"invalid_choice": _("Choose one of the schools in the list.")},
            )
        if lines := [(one.key, one.text) for one in sayings]:
            self.fields["quoted"] = quoted_field(lines, _("What it grew from"))


class RewordForm(VersionForm, WordsForm):
    def __init__(self, *args: Any, measure: Measure, **given: Any) -> None:
        names = ("version", "title", "reason", "text", "concerns", "level")
        given["initial"] = {name: getattr(measure, name) for name in names}
        super().__init__(*args, **given)
        self.fields["reason"].required = False  # what a conference or a team proposes may have none


class SeveralForm(forms.Form):
    """Several proposals in one go: one to a line, and lines of the minutes that become one each."""

    def __init__(self, *args: Any, sayings: Iterable[Saying], **given: Any) -> None:
        super().__init__(*args, **given)
        if lines := [(one.key, one.text) for one in sayings]:
            self.fields["quoted"] = quoted_field(lines, _("Lines of the minutes that become a proposal each"))
        self.fields["titles"] = _words(
            _("Proposals, one to a line"), _("Each line becomes a proposal of its own."), 6, required=False
        )
        self.fields["reason"] = _words(_("Why?"), _("It counts for all of them. Leave it empty if they differ."), 2)
        self.fields["reason"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["titles"] = [line.strip(" \t-•*") for line in cleaned.get("titles", "").splitlines()]
        cleaned["titles"] = [line for line in cleaned["titles"] if line]
        if not cleaned["titles"] and not cleaned.get("quoted"):
            self.add_error("titles", _("Write at least one proposal, or choose a line of the minutes."))
        return cleaned


def quoted_field(lines: Choices, label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=lines,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The words are kept as they stand, without who said them."),
        error_messages={"invalid_choice": _("Choose among the lines that are shown.")},
    )
