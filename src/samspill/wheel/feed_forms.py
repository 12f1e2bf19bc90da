"""What the pages about one's own calendar ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import File
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.calendars.busy_words import said
from samspill.delivery.fetching import LARGEST, Trouble
from samspill.wheel.models import REMINDERS


class ReminderForm(forms.Form):
    reminder = forms.TypedChoiceField(
        label=_("Reminder"), choices=[("", _("no reminder")), *REMINDERS], coerce=int, empty_value=None, required=False
    )


class BusyAddressForm(forms.Form):
    """The address is a secret: browsers do not keep it, and it is never filled in again."""

    address = forms.CharField(
        label=_("Address of the calendar"),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url", "spellcheck": "false"}),
        help_text=_("It begins with https:// or webcal:// and often ends in .ics."),
    )


class CalendarFileForm(forms.Form):
    file = forms.FileField(
        label=_("Calendar file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        help_text=_("A file that ends in .ics, at most 5 MB."),
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            raise forms.ValidationError(str(said(Trouble.TOO_LARGE)))
        return file


def reminder_form(pk: int, data: QueryDict | None = None, **initial: Any) -> ReminderForm:
    """One of several on a page: the names of its fields are the feed's own."""
    return ReminderForm(data, prefix=f"feed-{pk}", initial=initial)
