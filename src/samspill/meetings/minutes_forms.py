from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.design.dates import weekday
from samspill.meetings.actions.carrying import COPIED, MOVED
from samspill.meetings.models import Item, Meeting
from samspill.people.answering import VersionForm

CHOOSE_MEETING = _("Choose one of the coming meetings in the list.")


class ArenasField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Arena) -> str:
        return str(obj)


class ArenaField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself is not generic
    def label_from_instance(self, obj: Arena) -> str:
        return f"{obj} · {obj.unit.name}"


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Meeting) -> str:
        return weekday(obj.on, year=True) if not obj.title else f"{weekday(obj.on, year=True)} · {obj.title}"


class ShareForm(VersionForm):
    """Which of the arenas the method names get the minutes: all, unless there is a reason."""

    def __init__(self, *args: Any, sisters: QuerySet[Arena], **given: Any) -> None:
        super().__init__(*args, **given)
        if sisters.exists():
            self.fields["to"] = ArenasField(
                sisters,
                label=_("Also send them to"),
                required=False,
                initial=list(sisters),
                help_text=_("The method sends the minutes there, so that both know what the other does."),
            )
            self.fields["reason"] = forms.CharField(
                label=_("Why not, if you untick one?"), required=False, max_length=400
            )


class ForwardForm(forms.Form):
    def __init__(self, *args: Any, arenas: QuerySet[Arena], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["to"] = ArenaField(
            arenas,
            label=_("To which arena"),
            empty_label=None,
            error_messages={"invalid_choice": _("Choose one of the arenas in the list.")},
        )
        self.fields["remark"] = forms.CharField(
            label=_("A word to go with it"),
            required=False,
            max_length=400,
            help_text=_("What you would like them to look at, or to answer."),
        )


class TakeBackForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), required=False, max_length=400, help_text=_("It stays in the journal."))


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("What is not right?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say which item, and how it should read. Whoever takes the minutes sees it at once."),
        error_messages={"required": _("Write what is not right. Is everything right? Go back and approve.")},
    )


class CorrectForm(forms.Form):
    text = forms.CharField(
        label=_("Correction"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say which item, and how it should read. It gets a number and your name, below the minutes."),
        error_messages={"required": _("Write what is to be corrected, and how it should read.")},
    )


class PutToForm(forms.Form):
    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["to"] = MeetingField(
            meetings,
            label=_("Which meeting approves them"),
            empty_label=None,
            error_messages={"invalid_choice": CHOOSE_MEETING, "required": _("Call a coming meeting first.")},
        )


class CarryForm(forms.Form):
    """Which items, to which coming meeting, and whether they leave this record."""

    how = forms.ChoiceField(
        label=_("How"),
        widget=forms.RadioSelect,
        choices=[
            (COPIED, _("Copy: this record stays whole, and the matter comes up again")),
            (MOVED, _("Move: the matter leaves this record and takes its outcomes along")),
        ],
        initial=COPIED,
    )

    def __init__(
        self, *args: Any, items: QuerySet[Item], meetings: QuerySet[Meeting], chosen: Iterable[int] = (), **given: Any
    ) -> None:
        super().__init__(*args, **given)
        which = forms.ModelMultipleChoiceField(
            items,
            label=_("Which matters"),
            widget=forms.CheckboxSelectMultiple,
            initial=list(chosen),
            error_messages={"required": _("Choose at least one matter.")},
        )
        to = MeetingField(
            meetings,
            label=_("To which meeting"),
            required=False,
            empty_label=_("No meeting yet: into the inbox"),
            error_messages={"invalid_choice": CHOOSE_MEETING},
        )
        self.fields = {"items": which, "to": to, **self.fields}
