"""What one chooses and writes when statements are sorted: themes, filters, proposals, reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.conferences.models import Theme
from samspill.measures.proposal_forms import WordsForm
from samspill.meetings.agenda_forms import ids_in
from samspill.people.answering import VersionForm

Choices = Sequence[tuple[str, Any]]
NO_THEME = _("Choose one of the themes in the list. Somebody may have removed the one you chose.")


def _points(form: forms.Form, *names: str) -> list[int]:
    """Statements as ids, each in a field of its own or many in one; what is no number counts as nothing."""
    assert isinstance(form.data, QueryDict), "it comes from a request"
    return ids_in(",".join(given for name in names for given in form.data.getlist(name)))


class SortForm(forms.Form):
    """The chosen statements (`point`, or all in one as `points`) and what is to be done with them."""

    do = forms.ChoiceField(choices=[("in", ""), ("out", ""), ("new", "")], required=False)
    name = forms.CharField(max_length=160, required=False)

    def __init__(self, *args: Any, themes: Collection[Theme], **given: Any) -> None:
        super().__init__(*args, **given)
        self.themes = {str(one.pk): one for one in themes}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["points"] = _points(self, "point", "points")
        if not given["points"]:
            raise forms.ValidationError(_("No statement is chosen. Choose one or more in the list first."))
        wanted = self.data.get("to") or self.data.get("theme", "")
        given["theme"] = self.themes.get(wanted)
        given["do"] = "in" if self.data.get("to") else given.get("do") or "in"
        if given["do"] == "in" and given["theme"] is None and given.get("name", "").strip():
            given["do"] = "new"  # Enter in the field of a new theme
        if given["do"] == "new":
            if not given.get("name", "").strip():
                raise forms.ValidationError(_("Write what the new theme is called. A word or two is enough."))
        elif given["theme"] is None:
            raise forms.ValidationError(NO_THEME)
        return given


class FilterForm(forms.Form):
    """What of all that was said is shown."""

    q = forms.CharField(label=_("Search in what was said"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Which"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    round = forms.ChoiceField(label=_("Round"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **given: Any) -> None:
        super().__init__(*args, **given)
        every = [("", _("all")), ("uncoded", _("in no theme yet")), ("mine", _("sorted by me"))]
        self.fields["state"].choices = every  # type: ignore[attr-defined]
        for name, rows in choices.items():
            self.fields[name].choices = [("", _("all")), *rows]  # type: ignore[attr-defined]
            if not rows:
                self.fields[name].widget = forms.HiddenInput()
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"  # drawn without the word “optional”: of a filter all is


def _theme_name() -> forms.CharField:
    guard = forms.TextInput(attrs={"data-guard": True})
    return forms.CharField(label=_("Theme"), max_length=160, help_text=_("A word or two is enough."), widget=guard)


def _remark() -> forms.CharField:
    return forms.CharField(
        label=_("What belongs here"),
        required=False,
        max_length=2000,
        help_text=_("So that others sort in the same way. No names of pupils."),
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
    )


class NewThemeForm(forms.Form):
    name = _theme_name()
    remark = _remark()


class ThemeForm(VersionForm):
    name = _theme_name()
    remark = _remark()


class MergeForm(forms.Form):
    def __init__(self, *args: Any, others: Sequence[Theme], **given: Any) -> None:
        super().__init__(*args, **given)
        self.others = {str(one.pk): one for one in others}
        self.fields["into"] = forms.ChoiceField(
            label=_("Merge with"),
            choices=[("", "–"), *((pk, one.name) for pk, one in self.others.items())],
            help_text=_("Its statements and proposals are read there from now on. It can be taken back."),
            error_messages={"invalid_choice": NO_THEME, "required": NO_THEME},
        )

    def clean_into(self) -> Theme:
        return self.others[self.cleaned_data["into"]]


class ProposalForm(WordsForm):
    """A proposal from a theme, with the statements it builds on."""

    def __init__(self, *args: Any, statements: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["points"] = forms.TypedMultipleChoiceField(
            label=_("What it grew from"),
            choices=statements,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("The proposal keeps these statements, word for word, without who said them."),
            error_messages={"invalid_choice": _("Choose among the statements that are shown.")},
        )


class FinishForm(VersionForm):
    """Saying that the analysis stands; where something is left out, why."""

    reason = forms.CharField(
        label=_("Why is it left out?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
    )

    def __init__(self, *args: Any, lacks: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if not lacks:
            del self.fields["reason"]


class SuggestionForm(forms.Form):
    """One suggestion, and those of its statements that are meant."""

    kind = forms.ChoiceField(choices=[("new", ""), ("into", ""), ("same", "")])
    key = forms.CharField(max_length=200, required=False)
    name = forms.CharField(max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["points"] = _points(self, "point")
        given["shown"] = ids_in(self.data.get("shown", ""))
        return given
