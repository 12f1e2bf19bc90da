from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.measures.models import Evaluation, Participant
from samspill.meetings.models import Item
from samspill.methods.schema import Field, Method
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.projects.words import say

FORM = "evaluation"
#: The columns that answer the pack's fields. What a body decides has a row of its own.
COLUMNS = {
    "tried": "tried",
    "experience": "experience",
    "worked": "worked",
    "did-not-work": "did_not_work",
    "proposal": "proposal",
    "prerequisites": "prerequisites",
}
LEADERS = ("worked", "did-not-work", "proposal", "prerequisites")
ELECTS = _(
    "Those who tried it choose one among themselves who speaks for them. "
    "Whoever you name here is kept as elected by them."
)


def words_of(method: Method, *, leader: bool = False) -> Iterator[tuple[str, Field, str]]:
    """The pack's fields that are written down: column, field, and the key of its words."""
    form = method.forms.get(FORM)
    for field in form.fields if form else ():
        if field.id in COLUMNS and (not leader or field.id in LEADERS):
            yield COLUMNS[field.id], field, f"forms.{FORM}.{field.id}"


def asked(method: Method, field: Field, key: str) -> forms.Field:
    """One field of the pack's form, in the reader's language."""
    label, help_text = say(method, f"{key}.label"), say(method, f"{key}.help")
    if field.kind == "choice":
        choices = [(one, say(method, f"{key}.choices.{one}")) for one in field.choices]
        return forms.ChoiceField(
            choices=choices, label=label, help_text=help_text, required=field.required, widget=forms.RadioSelect
        )
    widget = forms.Textarea(attrs={"rows": 4, "data-guard": True})
    return forms.CharField(label=label, help_text=help_text, required=field.required, widget=widget)


class ParticipantField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    def label_from_instance(self, obj: Participant) -> str:
        name = obj.person.name
        return str(_("%(name)s (elected)") % {"name": name}) if obj.represents else name


def matter(items: QuerySet[Item]) -> forms.ModelChoiceField[Item]:
    return MatterField(
        items,
        label=_("Matter of a meeting"),
        help_text=_("Where it was talked about, if it was in a meeting."),
        required=False,
    )


class MatterField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    def label_from_instance(self, obj: Item) -> str:
        return f"{obj.meeting}: {obj.title}"


class LeaderForm(forms.Form):
    """What the leader and the coordinator find, by the pack's form."""

    LEADER = True

    def __init__(self, *args: Any, method: Method, items: QuerySet[Item], **given: Any) -> None:
        super().__init__(*args, **given)
        for column, field, key in words_of(method, leader=self.LEADER):
            self.fields[column] = asked(method, field, key)
        self.fields["on"] = DayField(label=_("Day"))
        self.fields["item"] = matter(items)


class TeamForm(LeaderForm):
    """What a team finds, with whoever speaks for those who tried it."""

    LEADER = False

    def __init__(self, *args: Any, method: Method, arenas: QuerySet[Arena], tried: QuerySet[Participant], **given: Any):
        super().__init__(*args, method=method, **given)
        key = f"forms.{FORM}.representative.label"
        arena = forms.ModelChoiceField(
            arenas,
            label=_("Which team evaluates"),
            help_text=_("Each team writes its own. They stand side by side."),
            empty_label=None,
        )
        who = ParticipantField(tried, label=say(method, key), help_text=ELECTS, required=False)
        self.fields = {"arena": arena, **self.fields, "representative": who}
        self.order_fields(["version", "arena", "tried", "representative"])


class ChangeLeaderForm(LeaderForm, VersionForm):
    def __init__(self, *args: Any, evaluation: Evaluation, **given: Any) -> None:
        super().__init__(*args, initial=standing(evaluation, (*COLUMNS.values(), "item")), **given)


class ChangeTeamForm(TeamForm, VersionForm):
    """The same, once it is written; which team it was stays."""

    def __init__(self, *args: Any, evaluation: Evaluation, **given: Any) -> None:
        initial = standing(evaluation, (*COLUMNS.values(), "item"))
        initial["representative"] = _part(given["tried"], evaluation.representative_id)
        super().__init__(*args, initial=initial, **given)
        del self.fields["arena"]


def standing(evaluation: Evaluation, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(evaluation, name) for name in ("version", "on", *names)}


def _part(tried: Iterable[Participant], person: int | None) -> Participant | None:
    return next((one for one in tried if one.person_id == person), None)
