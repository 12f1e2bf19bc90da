"""Who sees to an activity of the plan and who takes part: the method's roles, filled with those who hold them here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspill.arenas.models import Arena
from samspill.measures.models import Measure
from samspill.methods.schema import Activity, Method
from samspill.people.models import Unit, UnitKind
from samspill.wheel.models import Occasion


@dataclass(frozen=True, slots=True)
class Filled:
    """Since when each role and arena of a unit has somebody, and every role and arena here that could have."""

    since: Mapping[str, date]
    seatable: frozenset[str]

    def any_of(self, names: Iterable[str]) -> date | None:
        return min((self.since[name] for name in names if name in self.since), default=None)

    def all_of(self, names: Iterable[str], otherwise: date) -> date | None:
        """The day all of them had somebody; those that have no seat here, such as the whole staff, need none."""
        here = [name for name in names if name in self.seatable]
        days = [self.since[name] for name in here if name in self.since]
        return None if len(days) < len(here) else max(days, default=otherwise)

    def empty(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those that could have somebody here and have nobody."""
        return tuple(name for name in names if name in self.seatable and name not in self.since)


def level_of(unit: Unit) -> str:
    return "municipality" if unit.kind == UnitKind.OFFICE else "school"


def filled_at(arenas: Iterable[Arena], method: Method, level: str, day: date | None = None) -> Filled:
    """From the seats there ever were; with `day`, from those that still hold then. Their arenas' seats are at hand."""
    since: dict[str, date] = {}
    for arena in arenas:
        for seat in arena.memberships.all():
            if day is None or seat.until is None or seat.until >= day:
                for name in (seat.role, arena.kind):
                    since[name] = min(since.get(name, seat.since), seat.since)
    kinds = [kind for kind in method.arenas.values() if kind.level == level and kind.standing]
    places = {place.role for kind in kinds for place in kind.places if not place.optional}
    return Filled(since, frozenset(places | {kind.id for kind in kinds}))


def parts_of(one: Occasion, activity: Activity | None, filled: Filled, joined: date) -> Mapping[str, date | None]:
    """The two parts of a main activity (R32): since when somebody sees to it, since when there is who takes part."""
    return {
        "responsible": joined if one.responsible_id else filled.any_of(activity.responsible if activity else ()),
        "participants": _participants(one, activity, filled, joined),
    }


def _participants(one: Occasion, activity: Activity | None, filled: Filled, joined: date) -> date | None:
    if activity is None:
        return filled.any_of([one.arena.kind]) if one.arena else None
    return filled.all_of(activity.participants, joined)


@dataclass(frozen=True, slots=True)
class Duty:
    """A role that sees to something, and who holds it; nobody, where it is vacant."""

    role: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who holds the roles of the method today: in single arenas, and anywhere at their units."""

    in_arena: Mapping[tuple[int, str], tuple[str, ...]]
    at_unit: Mapping[tuple[int, str], tuple[str, ...]]

    def duties(self, one: Occasion, activity: Activity | None) -> tuple[Duty, ...]:
        """Those who see to an activity, role by role: in the arena that meets, else anywhere at the unit."""
        if activity is None:
            return ()
        return tuple(Duty(role, self._holding(one, role)) for role in activity.responsible)

    def _holding(self, one: Occasion, role: str) -> tuple[str, ...]:
        seated = self.in_arena.get((one.arena_id, role), ()) if one.arena_id else ()
        return seated or self.at_unit.get((one.unit_id, role), ())


def staffing_of(arenas: Sequence[Arena], units: Collection[int], method: Method, today: date) -> Staffing:
    """Read in one query, the seats of `arenas` with their people being at hand."""
    in_arena: dict[tuple[int, str], list[str]] = {}
    at_unit: dict[tuple[int, str], list[str]] = {}
    for arena in arenas:
        for seat in arena.memberships.all():
            if seat.since <= today and (seat.until is None or seat.until >= today) and not seat.guest:
                in_arena.setdefault((arena.pk, seat.role), []).append(seat.person.name)
                at_unit.setdefault((arena.unit_id, seat.role), []).append(seat.person.name)
    for unit, role, name in _coordinating(units, method):
        at_unit.setdefault((unit, role), []).append(name)
    return Staffing(_once(in_arena), _once(at_unit))


def _once(found: Mapping[tuple[int, str], list[str]]) -> Mapping[tuple[int, str], tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


def _coordinating(units: Collection[int], method: Method) -> Iterator[tuple[int, str, str]]:
    """Who coordinates what is tried out: the role that belongs to a measure and to no seat (R22)."""
    roles = [role.id for role in method.roles.values() if role.level == "measure"]
    rows = Measure.objects.filter(unit__in=units, fate="", ended_on=None, tried_on__isnull=False, practice_on=None)
    for unit, name in rows.exclude(coordinator=None).values_list("unit", "coordinator__name"):
        yield from ((unit, role, name) for role in roles)
