from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from samspill.core.registers.model import Question
from samspill.imports.models import ImportKind
from samspill.imports.names import candidate_name
from samspill.imports.words import sentence

LARGEST = 10 * 1024 * 1024
ASKED = 50  # one who is asked more than fifty times has told us the wrong column


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What does the file hold?"), choices=ImportKind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV, Excel (.xlsx) or a compressed CSV (.gz), at most 10 MB. You see what it would do first."),
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            raise forms.ValidationError(
                _("The file is %(size)s. At most 10 MB are accepted: split it, or export only what is needed."),
                params={"size": filesizeformat(file.size)},
            )
        return file


class QuestionsForm(forms.Form):
    """One choice for each open question of a reading, those that must be answered first."""

    def __init__(self, questions: Iterable[Question], data: Any = None) -> None:
        super().__init__(data)
        ordered = sorted(questions, key=lambda question: not question.required)
        self.more = max(0, len(ordered) - ASKED)
        self.asked = {_field(question): question for question in ordered[:ASKED]}
        for name, question in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=sentence(question),
                choices=[("", _("Choose …")), *((one, candidate_name(question, one)) for one in question.candidates)],
                required=question.required,
            )

    def answers(self) -> dict[str, str]:
        return {self.asked[name].id: value for name, value in self.cleaned_data.items() if value}


def _field(question: Question) -> str:
    """The same name however many questions stand before: somebody may answer one while another is on the page."""
    return f"question-{hashlib.sha256(question.id.encode()).hexdigest()[:12]}"
