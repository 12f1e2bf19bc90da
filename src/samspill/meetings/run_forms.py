"""Forms of the meeting as it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.meetings.models import Outcome, OutcomeKind
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.people.models import Person

LONGEST_LINE = 400  # as long as a follow-up may be: what needs more stands in the minutes
KINDS = (
    (OutcomeKind.INFORMATION, _("Information")),
    (OutcomeKind.DECISION, _("Decision")),
    (OutcomeKind.FOLLOWUP, _("Follow-up")),
    (OutcomeKind.TO_ARENA, _("To another arena")),
    (OutcomeKind.CLARIFICATION, _("To be clarified")),
)
NEXT, SOON, DAY = "next", "soon", "day"
SOON_DAYS = 14


def line(**given: Any) -> forms.CharField:
    """A line that the name guard looks at while it is written."""
    given.setdefault("max_length", LONGEST_LINE)
    return forms.CharField(widget=forms.TextInput(attrs={"data-guard": "", "autocomplete": "off"}), **given)


@dataclass(frozen=True, slots=True)
class Choices:
    """What an outcome may name here: people, arenas, the forum that clarifies, days."""

    people: QuerySet[Person]
    arenas: QuerySet[Arena]
    today: date
    forum: Arena | None = None
    next_meeting: date | None = None

    def days(self) -> list[tuple[str, Any]]:
        soon = self.today + timedelta(days=SOON_DAYS)
        days = [
            (SOON, _("in two weeks, %(day)s") % {"day": date_format(soon, "MONTH_DAY_FORMAT")}),
            (DAY, _("another day")),
        ]
        if self.next_meeting:
            told = _("the next meeting, %(day)s") % {"day": date_format(self.next_meeting, "MONTH_DAY_FORMAT")}
            days.insert(0, (NEXT, told))
        return days


class ArenaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    def label_from_instance(self, obj: Arena) -> str:
        return f"{obj} ({obj.unit.name})"


class OutcomeForm(forms.Form):
    """One line and a kind; each kind asks for what it needs."""

    kind = forms.ChoiceField(label=_("What came of it"), choices=KINDS, widget=forms.RadioSelect)
    text = line(label=_("In one line"))
    decided_by = line(label=_("Decided by"), required=False, max_length=200, help_text=_("Empty: by this arena."))
    why = line(label=_("Why"), required=False)

    def __init__(self, *args: Any, choices: Choices, **given: Any) -> None:
        start = NEXT if choices.next_meeting else SOON
        given["initial"] = {"kind": OutcomeKind.INFORMATION, "when": start, **given.get("initial", {})}
        super().__init__(*args, **given)
        self.choices = choices
        # A field counts as required where its kind is chosen; a fresh form shows every kind as it will be asked for.
        kinds = [self["kind"].value()] if self.is_bound else [OutcomeKind.FOLLOWUP, OutcomeKind.TO_ARENA]
        followup, to_arena = OutcomeKind.FOLLOWUP in kinds, OutcomeKind.TO_ARENA in kinds
        self.fields["who"] = forms.ModelChoiceField(
            choices.people,
            label=_("Who does it"),
            required=followup,
            empty_label=_("Choose a person"),
            error_messages={"required": _("Choose who does it. A follow-up that is nobody's is seldom done.")},
        )
        self.fields["when"] = forms.ChoiceField(
            label=_("By when"), choices=choices.days(), widget=forms.RadioSelect, required=followup
        )
        self.fields["by"] = DayField(label=_("Another day"), required=False)
        self.fields["to"] = ArenaChoice(
            choices.arenas,
            label=_("To which arena"),
            required=to_arena,
            empty_label=_("Choose an arena"),
            error_messages={"required": _("Choose the arena it goes to.")},
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind, when = data.get("kind"), data.pop("when", "")
        if kind == OutcomeKind.FOLLOWUP:
            data["by"] = self._day(when, data.get("by"))
        elif kind == OutcomeKind.CLARIFICATION:
            data["to"] = self.choices.forum
            if self.choices.forum is None:
                self.add_error("kind", _("There is no arena that clarifies for this one. Send it to another arena."))
        return self._only(kind)

    def _day(self, when: str, chosen: date | None) -> date | None:
        if when == DAY:
            if chosen is None and "by" not in self.errors:
                self.add_error("by", _("Choose the day, or one of the days above."))
            return chosen
        return self.choices.next_meeting if when == NEXT else self.choices.today + timedelta(days=SOON_DAYS)

    def _only(self, kind: str | None) -> dict[str, Any]:
        """What belongs to other kinds was typed before the kind was changed, and is not meant."""
        asked = {"kind", "text", *ASKED.get(kind or "", ())}
        return {name: value for name, value in self.cleaned_data.items() if name in asked}


ASKED: Mapping[str, tuple[str, ...]] = {
    OutcomeKind.DECISION: ("decided_by", "why"),
    OutcomeKind.FOLLOWUP: ("who", "by"),
    OutcomeKind.TO_ARENA: ("to",),
    OutcomeKind.CLARIFICATION: ("to",),
}


class MinutesForm(forms.Form):
    text = forms.CharField(label=_("Add to the minutes"), max_length=20_000, widget=forms.Textarea)


class ChangeOutcomeForm(VersionForm):
    """The line again, with what its kind asks for. Where it was sent stays: take it back and write it anew."""

    text = line(label=_("In one line"))

    def __init__(self, *args: Any, outcome: Outcome, people: QuerySet[Person], **given: Any) -> None:
        names = ("version", "text", "why", "decided_by")
        given["initial"] = {name: getattr(outcome, name) for name in names}
        super().__init__(*args, **given)
        if outcome.kind == OutcomeKind.DECISION:
            self.fields["decided_by"] = line(
                label=_("Decided by"), required=False, max_length=200, help_text=_("Empty: by this arena.")
            )
            self.fields["why"] = line(label=_("Why"), required=False)
        if outcome.followup:
            self.initial = {**self.initial, "who": outcome.followup.who, "by": outcome.followup.by}
            self.fields["who"] = forms.ModelChoiceField(people, label=_("Who does it"), empty_label=None)
            self.fields["by"] = DayField(label=_("By when"), required=False)


class RemoveOutcomeForm(VersionForm):
    reason = line(label=_("Why"), help_text=_("One line for those who were counting on it."))

    def __init__(self, *args: Any, outcome: Outcome, **given: Any) -> None:
        given["initial"] = {"version": outcome.version}
        super().__init__(*args, **given)
        self.fields["reason"].required = bool(outcome.followup or outcome.sent)


class LengthForm(VersionForm):
    lasted = forms.IntegerField(
        label=_("How long did it last?"),
        min_value=1,
        max_value=24 * 60,
        help_text=_("In minutes. Reckoned from when the meeting was begun and ended here."),
    )


class MinuteTakerForm(forms.Form):
    def __init__(self, *args: Any, people: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["person"] = forms.ModelChoiceField(
            people, label=_("Minute-taker"), required=False, empty_label=_("Nobody yet")
        )


class DynamicsForm(forms.Form):
    """The questions of the method, each from 1 to 5."""

    def __init__(self, *args: Any, questions: Mapping[str, tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        scale = [(value, str(value)) for value in range(1, 6)]
        for name, (label, help_text) in questions.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                help_text=help_text,
                choices=scale,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a number from 1 to 5.")},
            )
