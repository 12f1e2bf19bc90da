"""The forms of the log: made for a phone and one thumb."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from samspill.documents.kinds import PICTURES, kind_of
from samspill.methods.schema import Method
from samspill.people.answering import VersionForm
from samspill.projects.words import say

FORM = "log-entry"
#: The pack's name of each field, whose words it has.
FIELDS = {
    "done": "done",
    "with_whom": "with-whom",
    "seen": "seen",
    "adjusted": "adjustment",
    "question": "question",
    "on": "on",
}
# What the phone's keyboard is told: whole sentences, and that Return begins a new line.
TYPED = {"data-guard": "", "autocapitalize": "sentences", "enterkeyhint": "enter"}
LINE = {**TYPED, "enterkeyhint": "next", "autocomplete": "off"}


def _text(label: Any, *, rows: int, required: bool = False, **given: Any) -> forms.CharField:
    area = forms.Textarea(attrs={**TYPED, "rows": rows})
    return forms.CharField(label=label, required=required, max_length=4000, widget=area, **given)


class EntryFields(forms.Form):
    """What was done is enough; everything else is there for whoever has more to say."""

    done = _text(
        _("What we did"),
        rows=4,
        required=True,
        error_messages={"required": _("Write what you did. One sentence will do.")},
    )
    with_whom = forms.CharField(
        label=_("With whom"), required=False, max_length=200, widget=forms.TextInput(attrs=LINE)
    )
    seen = _text(_("What we saw"), rows=3)
    adjusted = _text(_("What we adjust"), rows=3)
    question = forms.CharField(
        label=_("A question for the next meeting"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={**LINE, "enterkeyhint": "done"}),
    )
    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Give the day it happened."),
            "invalid": _("This is no day. Choose one, or write it like 2026-09-14."),
        },
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        max_length=300,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "data-photo": ""}),
        help_text=_("Without faces, please. Where and with what it was taken is removed."),
    )

    def __init__(self, *args: Any, method: Method, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        if not self.is_bound:  # what went wrong is read first
            self.fields["done"].widget.attrs["autofocus"] = True
        if FORM in method.forms:
            for name, key in FIELDS.items():
                self.fields[name].label = say(method, f"forms.{FORM}.{key}.label")
                self.fields[name].help_text = say(method, f"forms.{FORM}.{key}.help")

    def clean_photo(self) -> File[bytes] | None:
        photo: File[bytes] | None = self.cleaned_data.get("photo")
        if not photo:
            return None
        if photo.size > settings.UPLOAD_BYTES:
            raise forms.ValidationError(
                _("The photo is %(size)s. At most %(most)s are accepted: choose a smaller one."),
                params={"size": filesizeformat(photo.size), "most": filesizeformat(settings.UPLOAD_BYTES)},
            )
        if kind_of(photo.read(), str(photo.name)) not in PICTURES:
            raise forms.ValidationError(_("This is no photo. Choose a JPEG, PNG or WebP picture."))
        photo.seek(0)
        return photo

    @property
    def extras(self) -> list[tuple[Any, bool]]:
        """The fields that open at a tap, and whether they stand open already."""
        return [(self[name], bool(self[name].value() or self[name].errors)) for name in FIELDS if name not in _SHOWN]

    @property
    def photo_open(self) -> bool:
        return bool(self["photo"].errors)


_SHOWN = ("done", "on")


class EntryForm(EntryFields):
    """A new entry. `key` is made with the form, so that sending it twice makes one entry; `by` is whose it is."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    by = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: int, **given: Any) -> None:
        super().__init__(*args, **given)
        self.person = person
        self.initial.setdefault("by", person)

    def clean(self) -> dict[str, Any]:
        data = {**(super().clean() or {})}
        if data.pop("by", self.person) != self.person:
            raise forms.ValidationError(
                _("This was written while somebody else was signed in. Whoever wrote it signs in and sends it.")
            )
        return data


class ChangeEntryForm(EntryFields, VersionForm):
    """An entry said otherwise, on the day it was written."""


class AdditionForm(forms.Form):
    text = _text(
        _("What is to be added"), rows=3, required=True, error_messages={"required": _("Write what is to be added.")}
    )


class AnswerForm(VersionForm):
    answer = _text(_("The answer"), rows=3, required=True, error_messages={"required": _("Write the answer.")})


class WithdrawForm(VersionForm):
    reason = _text(
        _("Why is it withdrawn?"),
        rows=2,
        required=True,
        help_text=_("The entry is hidden. That it was there, and why it went, stays."),
        error_messages={"required": _("Write why you take it back.")},
    )
