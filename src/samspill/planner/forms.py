"""What the pages of a plan ask: which year, where a meeting lies, who is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from samspill.core.schoolyear import SchoolYear
from samspill.people.answering import VersionForm
from samspill.people.fields import LAST_DAY_FIRST, DayField
from samspill.people.models import Municipality, Person, Unit
from samspill.planner.actions.changing import Along
from samspill.planner.frame import name_of
from samspill.planner.judging import Spot
from samspill.planner.models import YearPlan
from samspill.wheel.year_pages import year_words

AHEAD = 3  # school years that can be begun: the one that runs and the two after it
FEBRUARY, JULY = 2, 7
UNREADABLE_HOUR = _("We cannot read this as an hour. Write it as 09:30 or 13.00.")


class HourField(forms.TimeField):
    """An hour of the day, by the browser's own clock where there is one."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **given: Any) -> None:
        given.setdefault("error_messages", {"invalid": UNREADABLE_HOUR})
        given.setdefault("input_formats", ["%H:%M", "%H.%M", "%H:%M:%S"])
        super().__init__(**given)


class PlanChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    def label_from_instance(self, obj: YearPlan) -> str:
        return name_of(obj)


class NewPlanForm(forms.Form):
    begins = forms.TypedChoiceField(label=_("Which school year?"), coerce=int)
    like = PlanChoice(
        YearPlan.objects.none(),
        label=_("Begin from"),
        required=False,
        empty_label=_("what the method asks for"),
        help_text=_("An earlier year gives what was held, and the weekday and hour each arena is used to."),
    )

    def __init__(self, data: Any = None, *, municipality: Municipality, unit: Unit | None, today: date) -> None:
        earlier = YearPlan.objects.filter(municipality=municipality, unit=unit).select_related("municipality", "unit")
        running = SchoolYear.of(today).begins
        # From February on, it is the next year that is planned.
        soon = running + (FEBRUARY <= today.month <= JULY)
        super().__init__(data, initial={"begins": soon, "like": earlier.first()})
        years = range(running, running + AHEAD)
        self.fields["begins"].choices = [(year, year_words(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["like"].queryset = earlier  # type: ignore[attr-defined]
        if not earlier:
            self.fields["like"].widget = forms.HiddenInput()


class MoveForm(VersionForm):
    """Another day and hour for one meeting; `also` are others that a proposal moves with it."""

    on = DayField(label=_("Day"))
    begins = HourField(label=_("Begins at"))
    place = forms.ChoiceField(label=_("Room"), required=False)
    also = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rooms: Sequence[str] = (), **given: Any) -> None:
        super().__init__(data, **given)
        if rooms:
            choices = [("", _("no room")), *((name, name) for name in rooms)]
            self.fields["place"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["place"]

    def clean_also(self) -> list[Along]:
        try:
            return [_along(text) for text in self.cleaned_data["also"].split(";") if text]
        except ValueError:
            raise forms.ValidationError(
                now("This proposal cannot be read. Open the page anew, then choose again.")
            ) from None


def written(also: Mapping[str, Spot]) -> str:
    """What moves along, as the form sends it. The name of a room comes last: it may hold spaces, never a semicolon."""
    return ";".join(_written(key, *spot) for key, spot in also.items())


def _written(key: str, on: date, begins: time, room: str | None = None) -> str:
    return f"{key} {on.isoformat()} {begins:%H:%M} {room or ''}".rstrip()


def _along(text: str) -> Along:
    key, on, begins, *room = text.split(" ", 3)
    return Along(key, date.fromisoformat(on), time.fromisoformat(begins), *room)


class AskedMove(forms.Form):
    """What is asked about while a meeting is held over a day; nothing is changed by it."""

    key = forms.CharField(max_length=120)
    on = DayField()
    begins = HourField()
    place = forms.CharField(required=False, max_length=160)
    dropped = forms.BooleanField(required=False)
    school = forms.IntegerField(required=False)

    def clean_place(self) -> str | None:
        """Whoever drags a meeting says nothing of rooms: it keeps its own."""
        return self.cleaned_data["place"] if "place" in self.data else None


class AbsenceForm(forms.Form):
    """Days somebody is not there. There is no field for a reason."""

    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    begins = HourField(label=_("From"), required=False, help_text=_("Only if it is a part of each day."))
    ends = HourField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", str(LAST_DAY_FIRST))
        if bool(given.get("begins")) != bool(given.get("ends")):
            self.add_error("ends", now("Write both hours, or neither for the whole day."))
        return given


class AwayForm(AbsenceForm):
    """The same about anybody in a plan."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who is away?"),
        empty_label=_("Choose"),
        error_messages={"invalid_choice": _("Choose somebody who takes part in the meetings of this plan.")},
    )

    def __init__(self, data: Any = None, *, people: QuerySet[Person], **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.order_fields(["person"])
