from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.core.schoolyear import Period
from samspill.methods.schema import Method
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.people.models import Person
from samspill.projects.words import say, say_period

ALL = ("", _("all"))
LEVELS = (("", _("all")), ("municipality", _("the municipality")), ("school", _("the schools")))
SHORTEST, LONGEST = 5, 600  # minutes


class PlanFilter(forms.Form):
    """What of the plan to show. Whatever cannot be read shows everything."""

    half = forms.ChoiceField(label=_("Half-year"), required=False)
    arena = forms.ChoiceField(label=_("Arena"), required=False)
    role = forms.ChoiceField(label=_("Responsible"), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS, required=False)
    behind = forms.BooleanField(label=_("Only what is behind"), required=False)
    open = forms.BooleanField(label=_("Only what is not held yet"), required=False)
    weekly = forms.BooleanField(label=_("Weekly meetings too"), required=False)
    view = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, method: Method, halves: tuple[Period, ...], level: bool) -> None:
        super().__init__(data)
        self.choose("half", [(half.key, say_period(half.key)) for half in halves])
        self.choose("arena", [(kind, say(method, f"arenas.{kind}.name")) for kind in method.arenas])
        roles = dict.fromkeys(role for activity in method.plan for role in activity.responsible)
        self.choose("role", [(role, say(method, f"roles.{role}.name")) for role in roles])
        if not level:
            del self.fields["level"]

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *choices]

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


class HeldForm(VersionForm):
    on = DayField(label=_("Held on"))
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        help_text=_("Leave empty if nobody knows."),
        required=False,
        min_value=SHORTEST,
        max_value=LONGEST,
    )


class MoveForm(VersionForm):
    on = DayField(label=_("New day"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed when the day lies outside the time the method gives."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )


class ResponsibleForm(VersionForm):
    responsible = forms.ModelChoiceField(
        Person.objects.none(), label=_("Responsible"), required=False, empty_label=_("nobody in particular")
    )

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "responsible", people)


class ArenaField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    """Arenas by the name people know them by."""

    method: Method | None = None

    def label_from_instance(self, obj: Arena) -> str:
        return name_of(obj, self.method)


class OwnActivityForm(forms.Form):
    title = forms.CharField(label=_("What will you do?"), max_length=200)
    on = DayField(label=_("Day"))
    arena = ArenaField(Arena.objects.none(), label=_("Arena"), required=False, empty_label=_("none in particular"))
    responsible = forms.ModelChoiceField(
        Person.objects.none(), label=_("Responsible"), required=False, empty_label=_("nobody in particular")
    )

    def __init__(
        self, *given: Any, people: QuerySet[Person], arenas: QuerySet[Arena], method: Method, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        offer(self, "responsible", people)
        field = self.fields["arena"]
        assert isinstance(field, ArenaField)
        field.method, field.queryset = method, arenas


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
