from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.meetings.actions.agenda import moved
from samspill.meetings.actions.inbox import CHOOSE_COMING
from samspill.meetings.models import Item, Meeting
from samspill.people.answering import VersionForm
from samspill.people.models import Person

GUARDED = {"data-guard": ""}  # the island that looks for names of children
CHOOSE_ARENA = _("Choose one of the arenas in the list.")
Choices = Iterable[tuple[str, str]]


def _minutes() -> forms.IntegerField:
    wrong = _("Write whole minutes, from 1 to 480.")
    return forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=480,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _title() -> forms.CharField:
    return forms.CharField(
        label=_("What is it about?"),
        max_length=200,
        widget=forms.TextInput(attrs={**GUARDED, "autocomplete": "off"}),
        error_messages={"required": _("Write in a few words what it is about.")},
    )


def _text() -> forms.CharField:
    return forms.CharField(
        label=_("More about it"), required=False, max_length=8000, widget=forms.Textarea(attrs={**GUARDED, "rows": 4})
    )


def _owner(people: QuerySet[Person]) -> forms.ModelChoiceField[Person]:
    return forms.ModelChoiceField(
        people,
        label=_("Who brings it up?"),
        required=False,
        empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": _("Choose somebody who sits in the arena.")},
    )


def _reason(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Why"),
        required=required,
        max_length=1000,
        widget=forms.Textarea(attrs={**GUARDED, "rows": 3}),
        help_text=_("The one who handed it in reads this."),
    )


class MatterForm(forms.Form):
    """One matter: a title is enough."""

    title = _title()
    text = _text()
    minutes = _minutes()
    tryout = forms.BooleanField(label=_("Belongs to a try-out"), required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["owner"] = _owner(people)
        self.order_fields(["title", "text", "minutes", "owner", "tryout"])


class ItemForm(VersionForm, MatterForm):
    """Changing an item: also which kind of matter it is, where the method knows kinds."""

    def __init__(self, *args: Any, item: Item, kinds: Choices, **given: Any) -> None:
        names = ("version", "title", "text", "minutes", "owner", "tryout", "treats")
        given["initial"] = {name: getattr(item, name) for name in names}
        super().__init__(*args, **given)
        known = list(kinds)
        if known:
            wrong = {"invalid_choice": _("Choose one of the kinds in the list.")}
            self.fields["treats"] = forms.ChoiceField(
                label=_("Kind of matter"),
                choices=[("", _("Something else")), *known],
                required=False,
                error_messages=wrong,
            )


class PointForm(forms.Form):
    point = forms.CharField(label=_("Point of the method"), max_length=60)


class AcceptForm(VersionForm):
    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **given: Any) -> None:
        super().__init__(*args, **given)
        wrong = {"invalid_choice": CHOOSE_COMING, "required": CHOOSE_COMING}
        self.fields["meeting"] = forms.ModelChoiceField(meetings, label=_("To which meeting?"), error_messages=wrong)


class OrderForm(forms.Form):
    """The order of an agenda as the reader saw it (`seen`), and as she wants it: whole, or one item a place on."""

    seen = forms.CharField(required=False)
    order = forms.CharField(required=False)
    move = forms.CharField(required=False)

    def wanted(self) -> dict[str, list[int]]:
        """`order` and `seen` as ids; what is no number counts as nothing."""
        self.full_clean()
        seen, order = (ids_in(self.cleaned_data.get(name, "")) for name in ("seen", "order"))
        item, by = self._move()
        return {"seen": seen, "order": moved(seen, item, by) if by else order}

    def moved(self) -> int:
        """Which item was moved, to be named aloud; 0 when nobody knows."""
        return self._move()[0] or next(iter(ids_in(self.data.get("dragged", ""))), 0)

    def _move(self) -> tuple[int, int]:
        item, _colon, way = self.data.get("move", "").partition(":")
        by = {"up": -1, "down": 1}.get(way, 0)
        return (next(iter(ids_in(item)), 0), by) if by else (0, 0)


def ids_in(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.isdecimal() and len(part) < 19]


class PostponeForm(VersionForm):
    reason = _reason(required=False)

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **given: Any) -> None:
        super().__init__(*args, **given)
        wrong = {"invalid_choice": CHOOSE_COMING, "required": CHOOSE_COMING}
        self.fields["meeting"] = forms.ModelChoiceField(meetings, label=_("To which meeting?"), error_messages=wrong)
        self.order_fields(["version", "meeting", "reason"])


class GiveBackForm(VersionForm):
    reason = _reason(required=True)


class SendOnForm(VersionForm):
    reason = _reason(required=False)

    def __init__(self, *args: Any, arenas: QuerySet[Arena], names: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        wrong = {"invalid_choice": CHOOSE_ARENA, "required": CHOOSE_ARENA}
        field = forms.ModelChoiceField(arenas, label=_("To which arena?"), error_messages=wrong)
        field.choices = [("", "---------"), *names]
        self.fields["arena"] = field
        self.order_fields(["version", "arena", "reason"])


class PlanForm(VersionForm):
    """Minutes, owner and part of the time for every item of an agenda at once; each item has its own version."""

    version = None  # type: ignore[assignment]  # Django's way to leave out an inherited field

    def __init__(self, *args: Any, items: Iterable[Item], people: QuerySet[Person], **given: Any) -> None:
        super().__init__(*args, **given)
        self.items = list(items)
        choices = [("", _("Nobody yet")), *((person.pk, person.name) for person in people)]
        for item in self.items:
            self._add(f"version_{item.pk}", forms.IntegerField(widget=forms.HiddenInput), item.version)
            self._add(f"minutes_{item.pk}", _minutes(), item.minutes)
            owner = _owner(people)
            owner.choices = choices  # one query for all rows
            self._add(f"owner_{item.pk}", owner, item.owner_id)
            tryout = forms.BooleanField(label=_("Belongs to a try-out"), required=False)
            self._add(f"tryout_{item.pk}", tryout, item.tryout)

    def _add(self, name: str, field: forms.Field, initial: object) -> None:
        field.initial = initial
        self.fields[name] = field

    def accept_current(self, _version: int) -> None:
        """Let the next save count for every item, whichever had been changed."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for pk, current in Item.objects.filter(pk__in=[one.pk for one in self.items]).values_list("pk", "version"):
            data[f"version_{pk}"] = str(current)
        self.data = data

    def rows(self) -> Iterator[tuple[Item, BoundField, BoundField, BoundField]]:
        """The fields of each item, as the page lays them out."""
        for item in self.items:
            yield item, self[f"minutes_{item.pk}"], self[f"owner_{item.pk}"], self[f"tryout_{item.pk}"]

    def clean(self) -> dict[str, Any]:
        """Gather the fields of each item: {"planned": {item: {"version", "minutes", "owner", "tryout"}}}."""
        names = ("version", "minutes", "owner", "tryout")
        flat = self.cleaned_data
        return {"planned": {item.pk: {name: flat.get(f"{name}_{item.pk}") for name in names} for item in self.items}}


class SendForm(VersionForm):
    greeting = forms.CharField(
        label=_("A word to go with it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={**GUARDED, "rows": 3}),
    )
