"""Who comes to what: the members of arenas by their seats, those of conferences by the roles the method names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from samspill.arenas.models import Membership
from samspill.methods.schema import Method
from samspill.people.models import UnitKind
from samspill.planner.loading import Ground


@dataclass(frozen=True, slots=True)
class Company:
    """Person ids: who must come, for whom somebody else may, and who is wished for."""

    must: tuple[int, ...] = ()
    deputies: tuple[int, ...] = ()
    wished: tuple[int, ...] = ()


@dataclass(frozen=True)
class Who:
    """Answers who comes, over all the arenas of a plan."""

    ground: Ground

    def to_arena(self, arena: int) -> Company:
        """Everybody with a seat; whoever only sits in a seat the method leaves open is wished for."""
        row = self.ground.arenas[arena]
        method = self.ground.method_of(row.project_id)
        seats = self.ground.by_arena.get(arena, ())
        kind = method.arenas.get(row.kind) if method else None
        optional = {place.role for place in kind.places if place.optional} if kind else set()
        sent = {place.role for place in kind.places if place.deputy} if kind else set()
        return _company(seats, optional, sent)

    def to_activity(self, project: int, unit: int, activity: str, kind: str) -> Company:
        """Whoever the plan names for the activity; without one, the places of this kind of arena."""
        method = self.ground.methods[project]
        named = next((one for one in method.plan if one.id == activity), None)
        if named is not None:
            must, wished = named.participants, named.optional_participants
        else:
            places = method.arenas[kind].places
            must = tuple(place.role for place in places if not place.optional)
            wished = tuple(place.role for place in places if place.optional)
        needed = self._all(project, unit, must)
        leads = set(self._all(project, unit, named.responsible if named else (method.arenas[kind].lead,)))
        rest = set(self._all(project, unit, wished)) - set(needed)
        return Company(needed, tuple(one for one in needed if one not in leads), tuple(sorted(rest)))

    def _all(self, project: int, unit: int, names: Iterable[str]) -> tuple[int, ...]:
        """Everybody of these roles and arenas: at the unit, for the municipality's own at every unit."""
        here = self.ground.units[unit].kind != UnitKind.OFFICE
        return tuple(sorted({person for name in names for person in self._named(project, unit if here else 0, name)}))

    def _named(self, project: int, unit: int, name: str) -> Iterator[int]:
        for seat in self._seats.get((project, name), ()):
            if not unit or seat.arena.unit_id == unit:
                yield seat.person_id

    @cached_property
    def _seats(self) -> dict[tuple[int, str], list[Membership]]:
        """Seats by project and role, and by project and kind of arena. What an arena may leave open does not count."""
        found: dict[tuple[int, str], list[Membership]] = defaultdict(list)
        for seat in self.ground.seats:
            if seat.arena.project_id:
                found[seat.arena.project_id, seat.role].append(seat)
                if not _optional(self.ground.method_of(seat.arena.project_id), seat):
                    found[seat.arena.project_id, seat.arena.kind].append(seat)
        return found


def _optional(method: Method | None, seat: Membership) -> bool:
    kind = method.arenas.get(seat.arena.kind) if method else None
    return kind is not None and any(place.optional for place in kind.places if place.role == seat.role)


def _company(seats: Iterable[Membership], optional: set[str], sent: set[str]) -> Company:
    must: dict[int, bool] = {}
    wished: list[int] = []
    for seat in seats:
        if seat.role in optional:
            wished.append(seat.person_id)
        else:
            stands_in = seat.role in sent or seat.deputy_id is not None
            must[seat.person_id] = must.get(seat.person_id, True) and stands_in
    return Company(
        tuple(sorted(must)),
        tuple(sorted(person for person, stands_in in must.items() if stands_in)),
        tuple(sorted(set(wished) - set(must))),
    )
