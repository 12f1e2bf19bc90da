"""One part of a programme, as it is written in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.conferences.models import Session, SessionForm, SessionKind
from samspill.conferences.words import ATTRIBUTES
from samspill.meetings.agenda_forms import OrderForm
from samspill.people.answering import VersionForm
from samspill.people.models import Person

__all__ = ["OrderForm", "PartForm", "RoundForm", "form_for"]

SHORTEST, LONGEST = 1, 480  # minutes
Choices = Sequence[tuple[str, Any]]
FEWEST, MOST = 2, 30  # people in a group: two can talk, thirty are a plenary


def _number(label: Any, least: int, most: int, initial: int, said: Any) -> forms.IntegerField:
    wrong = {"min_value": said, "max_value": said, "invalid": said, "required": said}
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=initial, error_messages=wrong)


class PartForm(VersionForm):
    """A plenary or a break."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # none while it is new
    theme = forms.CharField(label=_("Theme"), max_length=200, error_messages={"required": _("Write what it is about.")})
    minutes = _number(_("Minutes"), SHORTEST, LONGEST, 15, _("Write how many minutes, from 1 to 480."))

    def __init__(self, *given: Any, people: QuerySet[Person], takes_up: Choices = (), **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["responsible"] = forms.ModelChoiceField(
            people,
            label=_("Responsible"),
            required=False,
            empty_label=_("the facilitator"),
            error_messages={"invalid_choice": _("Choose one of the people in the list.")},
        )

        if takes_up:
            self.fields["treats"] = forms.ChoiceField(
                label=_("Takes up"),
                choices=[("", _("nothing in particular")), *takes_up],
                required=False,
                error_messages={"invalid_choice": _("Choose one of those in the list.")},
            )


class RoundForm(PartForm):
    """A round of group talks: how the groups are put together, what they talk about, how large they are."""

    question = forms.CharField(
        label=_("Question to the groups"),
        max_length=2000,
        required=False,
        help_text=_("One question, or two. It stands on the projector and on every phone."),
        widget=forms.Textarea(attrs={"rows": 2, "data-guard": True}),
    )
    # Not “form”: in the browser a field of that name hides the form itself.
    how = forms.ChoiceField(label=_("How the groups are put together"), choices=SessionForm.choices)
    by = forms.ChoiceField(
        label=_("Alike in"),
        choices=[("", "–"), *ATTRIBUTES.items()],
        required=False,
        help_text=_("Only for groups that are alike."),
    )
    smallest = _number(_("Smallest group"), FEWEST, MOST, 5, _("Write how many people, from 2 to 30."))
    largest = _number(_("Largest group"), FEWEST, MOST, 8, _("Write how many people, from 2 to 30."))
    field_order = ("version", "theme", "question", "how", "by", "minutes", "smallest", "largest", "responsible")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["form"] = given.pop("how", "")
        if given["form"] == SessionForm.HOMOGENEOUS:
            if not given.get("by"):
                self.add_error("by", str(_("Choose what those who sit together have in common.")))
        elif "by" in given:
            given["by"] = ""
        small, large = given.get("smallest"), given.get("largest")
        if small and large and small > large:
            said = _("The smallest group cannot be larger than the largest. Write a number up to %(largest)s.")
            self.add_error("smallest", str(said) % {"largest": large})
        return given


def form_for(
    kind: str, data: Any, people: QuerySet[Person], session: Session | None = None, takes_up: Choices = ()
) -> PartForm:
    """The form of a part; filled from the session where there is one. `takes_up` is what a talk may be about."""
    cls = RoundForm if kind == SessionKind.GROUPS else PartForm
    start: dict[str, Any] = {}
    if session:
        names = ("version", "theme", "question", "treats", "by", "minutes", "smallest", "largest", "responsible")
        start = {name: getattr(session, name) for name in names} | {"how": session.form}
    elif kind == SessionKind.BREAK:
        start["theme"] = SessionKind.BREAK.label
    offered = () if kind == SessionKind.BREAK else takes_up
    return cls(
        data, people=people, takes_up=offered, initial=start, auto_id=f"part-{session.pk if session else 'new'}-%s"
    )
