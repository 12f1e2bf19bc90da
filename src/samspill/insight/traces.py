"""Pure: what planned occasions and filled seats say about single activities, and about what activities bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspill.arenas.models import Arena
from samspill.core.fidelity.model import Ref, Subject
from samspill.core.schoolyear import SchoolYear
from samspill.methods.schema import Activity, Method
from samspill.people.models import UnitKind
from samspill.projects.models import Participation
from samspill.wheel.bridge import activities_of
from samspill.wheel.models import Occasion


@dataclass(frozen=True, slots=True)
class _Who:
    """Since when each role and arena of a unit has somebody, and every role and arena here that could have."""

    filled: Mapping[str, date]
    seatable: frozenset[str]

    def any_of(self, names: Iterable[str]) -> date | None:
        return min((self.filled[name] for name in names if name in self.filled), default=None)

    def all_of(self, names: Iterable[str], otherwise: date) -> date | None:
        """The day all of them had somebody; those that have no seat here, such as the whole staff, need none."""
        here = [name for name in names if name in self.seatable]
        days = [self.filled[name] for name in here if name in self.filled]
        return None if len(days) < len(here) else max(days, default=otherwise)


def whole_activities(
    occasions: Iterable[Occasion],
    arenas: Sequence[Arena],
    method: Method,
    participation: Participation,
    today: date,
) -> Iterator[Subject]:
    """The main activities up to the end of this school year: who sees to each, and who takes part (L32)."""
    level = "municipality" if participation.unit.kind == UnitKind.OFFICE else "school"
    who, last, joined = _who(arenas, method, level), SchoolYear.of(today).period.end, participation.joined
    activities = activities_of(method)
    for one in occasions:
        activity = activities.get(one.activity)
        if one.off or one.day > last or (activity and not activity.main):
            continue
        parts = {
            "responsible": joined if one.responsible_id else who.any_of(activity.responsible if activity else ()),
            "participants": _participants(one, activity, who, joined),
        }
        ref = Ref("occasion", one.pk)
        yield Subject("activity", str(one.pk), joined, max(one.day, joined), parts, ref=ref)


def _who(arenas: Sequence[Arena], method: Method, level: str) -> _Who:
    filled: dict[str, date] = {}
    for arena in arenas:
        for seat in arena.memberships.all():
            for name in (seat.role, arena.kind):
                filled[name] = min(filled.get(name, seat.since), seat.since)
    kinds = [kind for kind in method.arenas.values() if kind.level == level and kind.standing]
    places = {place.role for kind in kinds for place in kind.places if not place.optional}
    return _Who(filled, frozenset(places | {kind.id for kind in kinds}))


def _participants(one: Occasion, activity: Activity | None, who: _Who, joined: date) -> date | None:
    if activity is None:
        return who.any_of([one.arena.kind]) if one.arena else None
    return who.all_of(activity.participants, joined)


def brought(occasions: Iterable[Occasion], activities: Mapping[str, Activity]) -> Iterator[Subject]:
    """Things that come to be by activities being held: the overall plan is discussed, then adopted (R93 to R96).

    A part is there when every occasion that brings it has been held: all three grade teams have discussed it.
    """
    days: dict[str, dict[str, list[date | None]]] = {}
    begins: dict[str, date] = {}
    for one in occasions:
        activity = activities.get(one.activity)
        if activity and activity.brings and not one.off:
            subject, part = activity.brings
            days.setdefault(subject, {}).setdefault(part, []).append(one.held_day)
            begins[subject] = min(begins.get(subject, one.earliest), one.earliest, one.held_day or one.earliest)
    for subject, parts in days.items():
        whole = {part: max(filter(None, held)) if all(held) else None for part, held in parts.items()}
        yield Subject(subject, subject, begins[subject], parts=whole)
