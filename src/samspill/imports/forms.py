from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from samspill.core.registers.model import NONE, Question
from samspill.imports.models import ImportKind
from samspill.imports.words import sentence

LARGEST = 10 * 1024 * 1024


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What does the file hold?"), choices=ImportKind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, Excel (.xlsx) or a compressed CSV (.gz), at most 10 MB. You see what it would do first."),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            raise forms.ValidationError(
                _("The file is %(size)s. At most 10 MB are accepted: split it, or export only what is needed."),
                params={"size": filesizeformat(file.size)},
            )
        return file


class QuestionsForm(forms.Form):
    """One choice for each open question of a reading."""

    def __init__(self, questions: Iterable[Question], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.ids = {}
        for number, question in enumerate(questions):
            name = f"question_{number}"
            self.ids[name] = question.id
            self.fields[name] = forms.ChoiceField(
                label=sentence(question),
                choices=[("", _("Choose …")), *((one, _name(one)) for one in question.candidates)],
                required=question.required,
            )

    def answers(self) -> dict[str, str]:
        return {self.ids[name]: value for name, value in self.cleaned_data.items() if value}


def _name(candidate: str) -> object:
    return _("None of these") if candidate == NONE else candidate
