from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.guidance.models import Ending, Invitation, Leader, Part, Reason
from samspill.measures.models import Measure
from samspill.meetings.agenda_forms import GUARDED
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.people.models import Person

CHOOSE_PERSON = _("Choose somebody who works in the guidance team.")
CHOOSE_MEASURES = _("Choose measures from the list.")


def _text(label: Any, *, rows: int = 4, help_text: Any = "", required: Any = "") -> forms.CharField:
    """Several lines; `required` is the sentence for an empty one."""
    widget = forms.Textarea(attrs={**GUARDED, "rows": rows})
    errors = {"required": required} if required else {}
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=8000,
        widget=widget,
        help_text=help_text,
        error_messages=errors,
    )


def _choice(label: Any, choices: Any, said: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[one for one in choices if one[0]],
        widget=forms.RadioSelect,
        help_text=help_text,
        error_messages={"required": said, "invalid_choice": said},
    )


def _topic() -> forms.CharField:
    return forms.CharField(
        label=_("What is it about?"),
        max_length=200,
        widget=forms.TextInput(attrs={**GUARDED, "autocomplete": "off"}),
        error_messages={"required": _("Write in a few words what you would like them to follow.")},
    )


def _until() -> DayField:
    return DayField(label=_("Last day"), help_text=_("Then it ends by itself."))


class InviteForm(forms.Form):
    topic = _topic()
    until = _until()

    def __init__(self, *args: Any, people: QuerySet[Person], measures: QuerySet[Measure], **given: Any) -> None:
        super().__init__(*args, **given)
        person = forms.ModelChoiceField(
            people,
            label=_("Whom do you invite?"),
            empty_label=None,
            widget=forms.RadioSelect,
            error_messages={"required": CHOOSE_PERSON, "invalid_choice": CHOOSE_PERSON},
        )
        self.fields = {"person": person, **self.fields}
        self.fields["opens"] = forms.ModelMultipleChoiceField(
            measures,
            label=_("What do you open?"),
            help_text=_("Everybody from the guidance team who is invited here reads what is opened, with its log."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": CHOOSE_MEASURES, "invalid_pk_value": CHOOSE_MEASURES},
        )


class InvitationForm(VersionForm):
    topic = _topic()
    until = _until()

    def __init__(self, *args: Any, invitation: Invitation, **given: Any) -> None:
        given["initial"] = {"version": invitation.version, "topic": invitation.topic, "until": invitation.until}
        super().__init__(*args, **given)


class EndForm(VersionForm):
    why = _text(
        _("A word to go with it"), rows=2, help_text=_("Thank you, or why it ends now. Whoever was invited reads it.")
    )


class CommentForm(forms.Form):
    part = forms.ChoiceField(label=_("Which part of the plan is it about?"), choices=Part.choices, required=False)
    text = _text(
        _("What do you see, wonder about or suggest?"),
        help_text=_(
            "A question often helps more than an answer. Nothing is ticked, and the measure does not wait for it."
        ),
        required=_("Write your comment first."),
    )


class AskForm(forms.Form):
    reason = _choice(_("What do you need help with?"), Reason.choices, _("Choose what it is about."))
    text = _text(_("More about it"), rows=3, help_text=_("May be left empty. No names of pupils."))


class ReplyForm(forms.Form):
    text = _text(_("Your answer"), rows=3, required=_("Write your answer first."))


class SettleForm(VersionForm):
    ending = _choice(_("What became of it?"), Ending.choices, _("Choose what became of it."))
    word = forms.CharField(
        label=_("A word about it"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={**GUARDED, "autocomplete": "off"}),
    )


class RewriteForm(VersionForm):
    text = _text(_("What you wrote"), required=_("Write something, or leave it as it was."))


class LeadForm(VersionForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # nobody has said anything yet
    designed_by = _choice(_("Who designed it?"), Leader.choices, _("Choose who designed it."))
    led_by = _choice(_("Who led it?"), Leader.choices, _("Choose who led it."))
