"""Near the top of a measure's page: what it grew from, and what it lives on in; the stations say where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samspill.measures.models import Measure
from samspill.people.panels import Panel

if TYPE_CHECKING:
    from samspill.measures.shown import Shown


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of the line."""

    label: str
    on: date | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The points on one side of it."""

    label: str
    marks: tuple[Mark, ...]


def line(shown: Shown) -> Panel:
    measure = shown.measure
    groups = (Group(_("Grew from"), tuple(_origins(measure))), Group(_("Lives on in"), tuple(_heirs(measure))))
    told = [group for group in groups if group.marks]
    context = {"measure": measure, "groups": told, "asks_why": bool(measure.practice_on)}
    return Panel("measures/_thread_short.html", context)


def _origins(measure: Measure) -> Iterator[Mark]:
    said = list(measure.statements.all())
    if said:
        name = _("Said in several places") if len(said) > 1 else _("Said")
        yield Mark(name, said[0].said_on, said[0].get_absolute_url() if len(said) == 1 else "")
    parents = sorted((one.parent for one in measure.ancestry.all()), key=attrgetter("pk"))
    if len(parents) > 1:
        yield Mark(_("Several proposals"), parents[0].proposed_on)
    else:
        yield from (Mark(one.title, one.proposed_on, one.get_absolute_url()) for one in parents)


def _heirs(measure: Measure) -> Iterator[Mark]:
    for heir in sorted((one.child for one in measure.heirs.all()), key=attrgetter("pk"))[:3]:
        yield Mark(heir.title, heir.proposed_on, heir.get_absolute_url())
