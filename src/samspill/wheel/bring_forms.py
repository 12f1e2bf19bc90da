"""Choosing what of a calendar file comes into the wheel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.wheel.bringing import Entry, Offer, Preview

SALT = "samspill.wheel.bringing"
A_DAY = 24 * 60 * 60


class ChosenForm(forms.Form):
    """What was read travels in the page, signed: other people's appointments are not kept while somebody thinks."""

    read = forms.CharField(widget=forms.HiddenInput)
    chosen_rows = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What to bring in"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": gettext_lazy("Choose at least one, or go back.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **named: Any) -> None:
        super().__init__(data, **named)
        self.rows = _rows(str((data or self.initial).get("read", "")))
        self.lost = self.rows is None
        labels = [(str(number), label) for number, (_entry, label) in enumerate(self.rows or [])]
        self.fields["chosen_rows"].choices = labels  # type: ignore[attr-defined]

    @classmethod
    def of(cls, preview: Preview) -> ChosenForm:
        """Everything is chosen but what may name somebody: that is for the reader to say."""
        rows = [(*_plain(one.entry), label_of(one)) for one in preview.offers]
        ticked = [str(number) for number, one in enumerate(preview.offers) if not one.names]
        return cls(initial={"read": signing.dumps(rows, salt=SALT, compress=True), "chosen_rows": ticked})

    def chosen(self) -> list[Entry]:
        rows = self.rows or []
        return [rows[number][0] for number in self.cleaned_data["chosen_rows"]]


def _plain(one: Entry) -> tuple[str, str, str, str]:
    return one.uid, one.title, one.first.isoformat(), one.last.isoformat()


def _rows(signed: str) -> list[tuple[Entry, str]] | None:
    try:
        found = signing.loads(signed, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        return None
    return [
        (Entry(uid, title, date.fromisoformat(first), date.fromisoformat(last)), label)
        for uid, title, first, last, label in found
    ]


def label_of(one: Offer) -> str:
    words = {"days": _days(one.entry.first, one.entry.last), "title": one.entry.title}
    if one.names:
        return _("%(days)s: %(title)s (may name somebody; everybody in the municipality can read it)") % words
    if one.before:
        before = _days(one.before.starts, one.before.until)
        return _("%(days)s: %(title)s (changed; so far %(before)s: %(was)s)") % {
            **words,
            "before": before,
            "was": one.before.title,
        }
    return _("%(days)s: %(title)s") % words


def _days(first: date, last: date) -> str:
    if first == last:
        return date_format(first)
    return _("%(first)s to %(last)s") % {"first": date_format(first), "last": date_format(last)}
