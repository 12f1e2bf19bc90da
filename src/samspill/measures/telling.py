"""Whom a decision is told to, and what somebody hears about the measures they had a part in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.measures.models import Measure
from samspill.measures.queries import forebears
from samspill.people.models import Person
from samspill.people.queries import staff_of

#: The groups a decision can be told to, in the order they are offered in.
GROUPS: Mapping[str, object] = {
    "proposers": _("Whoever proposed it"),
    "answered": _("Those who answered"),
    "participants": _("Those who take part in the try-out"),
    "coordinator": _("The coordinator"),
    "staff": _("Everybody who works at the school"),
}
# A mail of its own goes to those whose work it is; everybody else finds it on their page and in the weekly letter.
BY_MAIL = ("proposers", "participants", "coordinator")
AT_FIRST = ("proposers", "answered", "participants", "coordinator")


def people_in(group: str, measure: Measure, day: date) -> QuerySet[Person]:
    """Who is meant by a group, that day."""
    if group == "staff":
        return staff_of(measure.unit, day)
    if group == "proposers":  # also of what was merged into this one, or of what this one was split off from
        made = {measure.pk, *forebears(measure.pk)}
        return Person.objects.filter(proposals__in=made, is_active=True).distinct()
    return Person.objects.filter(_part(group, measure.pk), is_active=True).distinct()


def _part(group: str, pk: int) -> Q:
    return {
        "answered": Q(pk__in=Measure.objects.filter(pk=pk).values("answers__answered_by")),
        "participants": Q(tries__measure=pk),
        "coordinator": Q(coordinates=pk),
    }[group]


def told_to(groups: Collection[str], measure: Measure, day: date) -> dict[Person, bool]:
    """Everybody in the groups, once each, with whether they get a mail."""
    told: dict[Person, bool] = {}
    for group in GROUPS:
        for person in people_in(group, measure, day) if group in groups else ():
            told[person] = told.get(person, False) or group in BY_MAIL
    return told


def offered(measure: Measure, day: date) -> list[tuple[str, str]]:
    """The groups with somebody in them, each with who or how many."""
    return [(group, words) for group in GROUPS if (words := _counted(group, measure, day))]


def _counted(group: str, measure: Measure, day: date) -> str:
    names = list(people_in(group, measure, day).values_list("name", flat=True))
    if not names:
        return ""
    shown = ", ".join(names) if len(names) <= 3 else str(len(names))
    return f"{GROUPS[group]} ({shown})"
