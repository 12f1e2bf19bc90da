from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.measures.models import Chosen, Plan
from samspill.measures.words import levels_of
from samspill.methods.schema import Method
from samspill.people.answering import VersionForm
from samspill.people.fields import LAST_DAY_FIRST, DayField
from samspill.people.models import Person
from samspill.projects.words import say

#: Fields of ours, and what the pack's form calls them where it has them.
OF_PACK = {
    "goal": "goal",
    "content": "content",
    "main_arena": "main-arena",
    "time_frame": "time-frame",
    "level": "level",
    "signs": "signs",
    "ends": "ends",
}
TEXTS = ("goal", "content", "time_frame", "signs", "baseline")
STRANGER = _("Choose people who work at the school or sit in one of its arenas.")


class ArenaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # the field itself takes no argument
    def __init__(self, *args: Any, method: Method, **given: Any) -> None:
        super().__init__(*args, **given)
        self.method = method

    def label_from_instance(self, obj: Arena) -> str:
        return name_of(obj, self.method)


def _words(rows: int, **given: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-guard": True})
    return forms.CharField(required=False, max_length=4000, widget=widget, **given)


class PlanForm(VersionForm):
    """The six points of a plan (R24) that are words and days, with ours; half of it may be kept."""

    goal = _words(3)
    content = _words(4)
    level = forms.ChoiceField(required=False)
    time_frame = _words(3)
    starts = DayField(label=_("First day"), required=False)
    ends = DayField(label=_("Last day"), required=False)
    signs = _words(3, label=_("Signs of success"))
    baseline = _words(
        3, label=_("How it is today"), help_text=_("What you see now, so that you can tell later whether it changed.")
    )
    pupils = forms.IntegerField(
        label=_("About how many pupils it reaches"), required=False, min_value=0, max_value=100_000
    )

    field_order = ("version", "goal", "content", "main_arena", "level", "time_frame", "starts", "ends")

    def __init__(self, *args: Any, arenas: QuerySet[Arena], method: Method, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["main_arena"] = ArenaChoice(
            arenas,
            method=method,
            required=False,
            label=_("Main arena"),
            empty_label=_("Not chosen yet"),
            error_messages={"invalid_choice": _("This team is not one of the school's. Choose one from the list.")},
        )
        names = [(one, say(method, f"forms.measure-plan.level.choices.{one}")) for one in levels_of(method)]
        self.fields["level"].choices = [("", _("Not chosen yet")), *names]  # type: ignore[attr-defined]
        self._in_the_packs_words(method)
        self.order_fields(self.field_order)

    def _in_the_packs_words(self, method: Method) -> None:
        form = method.forms.get("measure-plan")
        known = {field.id for field in form.fields} if form else set()
        for name, theirs in OF_PACK.items():
            if theirs in known:
                self.fields[name].label = say(method, f"forms.measure-plan.{theirs}.label")
                self.fields[name].help_text = say(method, f"forms.measure-plan.{theirs}.help")

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if first and last and last < first:
            self.add_error("ends", str(LAST_DAY_FIRST))
        return self.cleaned_data

    @staticmethod
    def held(plan: Plan | None, level: str) -> dict[str, Any]:
        """What the form is filled with; a plan that is not there yet has version 0."""
        if plan is None:
            return {"version": 0, "level": level}
        names = (*TEXTS, "version", "main_arena", "starts", "ends", "pupils")
        return {**{name: getattr(plan, name) for name in names}, "level": level}


class CoordinatorForm(VersionForm):
    """Who coordinates, already chosen. With something that speaks against it, the form asks once more by a tick."""

    since = DayField(label=_("From"))

    def __init__(self, *args: Any, warnings: Iterable[str], **given: Any) -> None:
        super().__init__(*args, **given)
        if any(warnings):
            self.fields["all_the_same"] = forms.BooleanField(
                label=_("Yes, name this person all the same"),
                error_messages={"required": _("Read what speaks against it, then tick here, or choose somebody else.")},
            )

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("all_the_same", None)
        return self.cleaned_data


class StepDownForm(VersionForm):
    on = DayField(label=_("From"), help_text=_("The first day without a coordinator."))
    why = forms.CharField(
        label=_("A word to the others"),
        required=False,
        max_length=300,
        help_text=_("Such as “new job” or “too much at once”. It stands in the history."),
    )


class PeopleForm(forms.Form):
    """Who takes part in the try-out: several at once, by team."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("Who"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person."), "invalid_choice": STRANGER},
    )
    chosen = forms.ChoiceField(label=_("How"), choices=Chosen.choices, widget=forms.RadioSelect)
    since = DayField(label=_("From"))

    def __init__(self, *args: Any, people: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]


class PartForm(forms.Form):
    chosen = forms.ChoiceField(label=_("How"), choices=Chosen.choices, widget=forms.RadioSelect)
    represents = forms.BooleanField(
        label=_("Elected to represent those who try it"),
        required=False,
        help_text=_("At least one of those who tried it takes part in the evaluation."),
    )
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: still takes part."))


class MilestoneForm(forms.Form):
    text = forms.CharField(
        label=_("What is reached"), max_length=200, widget=forms.TextInput(attrs={"data-guard": True})
    )
    by = DayField(label=_("By when"))


class MoveMilestoneForm(VersionForm, MilestoneForm):
    field_order = ("version", "text", "by")
