"""The lines of the activity plan: what, who, why and when, how it stands by its traces, and what lacks in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.access.rules import decide
from samspill.arenas.models import Arena
from samspill.arenas.words import name_of, role_name
from samspill.methods.schema import Activity, Method
from samspill.people.asking import Asked
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.projects.words import sentence
from samspill.wheel.bridge import activities_of
from samspill.wheel.models import Occasion
from samspill.wheel.traces import Found, Trace, traces_of
from samspill.wheel.who import Duty, Filled, Staffing, filled_at, level_of, staffing_of

STATES = ("held", "begun", "passed", "coming", "off")


@dataclass(frozen=True, slots=True)
class Lack:
    """Who is missing in an activity, in words, and where it is mended; no address for who may not (R32)."""

    words: str
    way: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One occasion as a reader sees it."""

    occasion: Occasion
    activity: Activity | None
    state: str  # one of STATES; "passed": its day is over and nothing shows that it took place
    may_record: bool
    duties: tuple[Duty, ...] = ()
    traces: tuple[Trace, ...] = ()
    lacks: tuple[Lack, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Those who see to it, by name."""
        if self.occasion.responsible:
            return (self.occasion.responsible.name,)
        return tuple(dict.fromkeys(name for duty in self.duties for name in duty.people))

    @property
    def main(self) -> bool:
        return self.activity is None or self.activity.main


@dataclass(frozen=True, slots=True)
class Around:
    """What the lines of some occasions are read beside: read once, however many there are."""

    request: Asked
    method: Method
    arenas: Sequence[Arena]
    staffing: Staffing
    filled: Mapping[int, Filled]  # unit → who holds the roles there today
    found: Found

    @classmethod
    def of(cls, request: Asked, project: Project, rows: Sequence[Occasion]) -> Self:
        """`rows` know their meetings. Five queries, and those of the rooms above."""
        method, units = adapted(project).method, {row.unit_id: row.unit for row in rows}
        asked = Arena.objects.filter(project=project, unit__in=units).select_related("unit__municipality")
        arenas = list(asked.prefetch_related("memberships__person"))
        filled = {
            pk: filled_at((one for one in arenas if one.unit_id == pk), method, level_of(unit), request.today)
            for pk, unit in units.items()
        }
        return cls(
            request,
            method,
            arenas,
            staffing_of(arenas, units, method, request.today),
            filled,
            traces_of(rows, arenas, method, request.today, request.actor),
        )

    def line(self, one: Occasion) -> Line:
        activity = activities_of(self.method).get(one.activity)
        state = state_of(one, self.request.today, self.found)
        ticks = one.meeting is None and state in ("coming", "passed", "begun") and one.on <= self.request.today
        return Line(
            one,
            activity,
            state,
            ticks and may(self.request, one, "plan.record_held"),
            self.staffing.duties(one, activity),
            self.found.of(one),
            tuple(self._lacks(one, activity)) if state in ("begun", "passed", "coming") else (),
        )

    def _lacks(self, one: Occasion, activity: Activity | None) -> Iterator[Lack]:
        """Nobody sees to it, or a role that takes part is vacant: what L32 asks for a main activity."""
        if activity is not None and not activity.main:
            return
        filled = self.filled[one.unit_id]
        if not one.responsible_id and not any(duty.people for duty in self.staffing.duties(one, activity)):
            yield self._nobody(one)
        if activity is None and one.arena is None:
            yield Lack(_("Nobody is named as taking part: it has no arena."))
        for name in filled.empty(activity.participants if activity else ()):
            yield self._vacant(one, name)

    def _nobody(self, one: Occasion) -> Lack:
        url = reverse("wheel:responsible", args=[one.pk]) if may(self.request, one, "plan.change") else ""
        return Lack(_("Nobody is responsible."), _("Name somebody"), url)

    def _vacant(self, one: Occasion, name: str) -> Lack:
        """A role without anybody leads to the arena that has a place for it; an arena without seats, to itself."""
        arena = next((each for each in self.arenas if each.unit_id == one.unit_id and self._has(each, name)), None)
        allowed = arena is not None and decide(self.request.actor, "arena.change", arena.scope()).allowed
        if arena is not None and arena.kind == name:
            words = sentence(_("Nobody sits in “%(arena)s”."), arena=name_of(arena, self.method))
            return Lack(words, _("Fill the places"), arena.get_absolute_url() if allowed else "")
        words = sentence(_("Nobody sits in the place “%(role)s”."), role=role_name(name, self.method))
        url = f"{reverse('arenas:seat', args=[arena.pk])}?role={name}" if arena and allowed else ""
        return Lack(words, _("Fill the place"), url)

    def _has(self, arena: Arena, name: str) -> bool:
        kind = self.method.arenas.get(arena.kind)
        here = kind is not None and any(place.role == name for place in kind.places)
        return arena.until is None and arena.standing and (arena.kind == name or here)


def state_of(one: Occasion, today: date, found: Found) -> str:
    """Read from the traces: nobody sets a state."""
    shown = {trace.shows for trace in found.of(one)}
    if "done" in shown:
        return "held"
    if one.off:
        return "off"
    if "begun" in shown and one.latest >= today:
        return "begun"
    return "passed" if one.day < today else "coming"


def counts_of(states: Iterable[str]) -> Mapping[str, int]:
    """How many stand how, in the order of the states."""
    there = list(states)
    return {state: there.count(state) for state in STATES if state in there}
