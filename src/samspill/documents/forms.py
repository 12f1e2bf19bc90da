from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from samspill.documents.kinds import kind_of

HELP = _(
    "Word, OpenDocument, RTF, PDF, Excel, PowerPoint, a picture or plain text, at most %(size)s. "
    "No macros, no password."
)


class FileForm(forms.Form):
    """One file; everything that speaks against it is said at the field. Rooms may add fields of their own."""

    file = forms.FileField(label=_("File"), max_length=300)

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.fields["file"].help_text = str(HELP) % {"size": filesizeformat(settings.UPLOAD_BYTES)}

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_BYTES:
            raise forms.ValidationError(
                _("The file is %(size)s. At most %(most)s are accepted: make its pictures smaller, or split it."),
                params={"size": filesizeformat(file.size), "most": filesizeformat(settings.UPLOAD_BYTES)},
            )
        kind_of(file.read(), str(file.name))
        file.seek(0)
        return file


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why is it withdrawn?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
