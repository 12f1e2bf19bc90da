"""What a group's phone sends where no script runs: one statement, or one button."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.conferences.models import Point
from samspill.conferences.statements import LONGEST, Op, clean

BUTTONS = ("remove", "restore", "part", "take")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six letters and numbers. Capital or small letters, blanks and hyphens do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class SayForm(forms.Form):
    """One statement. Its `uid` is in the form from the beginning, so that sending twice keeps it once."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    base = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What we say"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"data-guard": True, "autocomplete": "off", "enterkeyhint": "send"}),
        error_messages={"required": _("Write what the group says, in one line.")},
    )
    level = forms.ChoiceField(label=_("Level"), required=False, widget=forms.RadioSelect)

    def __init__(self, *given: Any, levels: Iterable[tuple[str, str]], point: Point | None = None, **more: Any) -> None:
        start = (
            {"uid": point.uid, "base": point.version, "text": point.text, "level": point.level}
            if point
            else {"uid": uuid.uuid4(), "base": 0}
        )
        more["initial"] = {"level": "", **start}
        super().__init__(*given, **more)
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)
        level.choices = [("", _("none")), *levels]

    def op(self) -> Op:
        told = self.cleaned_data
        return Op(uuid.uuid4(), "write", told["uid"], told["base"], clean(told["text"]), told["level"])


class PressForm(forms.Form):
    """One of the buttons at a statement: “remove:uid:version”, “up:uid”."""

    do = forms.RegexField(r"^(remove|restore|part|take|up|down):[0-9a-f-]{36}(:\d{1,9})?$")

    def op(self, order: list[uuid.UUID]) -> Op:
        what, uid, *rest = self.cleaned_data["do"].split(":")
        if what in BUTTONS:
            return Op(uuid.uuid4(), what, uuid.UUID(uid), int(rest[0]) if rest else 0)
        return Op(uuid.uuid4(), "order", order=tuple(moved(order, uuid.UUID(uid), -1 if what == "up" else 1)))


def moved(order: list[uuid.UUID], uid: uuid.UUID, by: int) -> list[uuid.UUID]:
    """One step up or down; at the ends it stays."""
    if uid not in order:
        return order
    rest = [one for one in order if one != uid]
    rest.insert(max(0, order.index(uid) + by), uid)
    return rest
