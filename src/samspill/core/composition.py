"""Who is missing in a body: the places it asks for, held against the seats that are filled on a day.

Codes, and what fills their holes:
  vacant            role                   nobody sits where somebody must
  too-few           role, have, wanted     fewer than asked for
  everyone-missing  role, person           one who belongs to "all of the kind" has no seat
  deputy-missing    role, person, seat     somebody sits, and nobody is named to stand in (R40)
  wrong-profession  role, person, seat     the seat is held by somebody of another profession
  lead-missing      role                   nobody leads; `role` is who should
  several-leads     have                   more than one leads
  guest-leaves-soon person, until, seat    a guest's last day is near
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core.finding import Finding

Key = int | str
SOON = timedelta(days=21)
WEIGHTS = {
    "vacant": 80,
    "lead-missing": 70,
    "too-few": 60,
    "everyone-missing": 50,
    "deputy-missing": 40,
    "several-leads": 30,
    "wrong-profession": 20,
    "guest-leaves-soon": 10,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind of place. `professions` may fill it ((), anyone); `belonging` are all who must sit there, if known."""

    role: str
    at_least: int = 1
    deputy: bool = False
    optional: bool = False
    professions: frozenset[str] = frozenset()
    belonging: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Sitting:
    """One filled seat; `professions` are what the person works as that day."""

    id: Key
    person: Key
    role: str
    since: date
    until: date | None = None
    leads: bool = False
    guest: bool = False
    deputy: Key | None = None
    professions: frozenset[str] = frozenset()

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def missing(places: Sequence[Wanted], seats: Sequence[Sitting], *, lead: str, day: date) -> tuple[Finding, ...]:
    """Everything that lacks on `day`, the heaviest first. O(places × seats)."""
    held = [seat for seat in seats if seat.holds(day)]
    members = [seat for seat in held if not seat.guest]
    found = [finding for place in places for finding in _of_place(place, members)]
    found += _of_lead(members, lead)
    found += [
        _finding("guest-leaves-soon", person=seat.person, until=seat.until, seat=seat.id)
        for seat in held
        if seat.guest and seat.until is not None and seat.until - day <= SOON
    ]
    return tuple(sorted(found, key=lambda finding: -finding.weight))


def _of_place(place: Wanted, members: Sequence[Sitting]) -> Iterator[Finding]:
    here = [seat for seat in members if seat.role == place.role]
    people = {seat.person for seat in here}
    absent = place.belonging - people
    if not place.optional and not absent and len(people) < place.at_least:
        if people:
            yield _finding("too-few", role=place.role, have=len(people), wanted=place.at_least)
        else:
            yield _finding("vacant", role=place.role)
    for person in sorted(absent, key=str):
        yield _finding("everyone-missing", role=place.role, person=person)
    for seat in here:
        yield from _of_seat(place, seat)


def _of_seat(place: Wanted, seat: Sitting) -> Iterator[Finding]:
    if place.deputy and seat.deputy is None:
        yield _finding("deputy-missing", role=place.role, person=seat.person, seat=seat.id)
    if place.professions and not place.professions & seat.professions:
        yield _finding("wrong-profession", role=place.role, person=seat.person, seat=seat.id)


def _of_lead(members: Sequence[Sitting], lead: str) -> Iterator[Finding]:
    leads = {seat.person for seat in members if seat.leads}
    if not leads:
        yield _finding("lead-missing", role=lead)
    elif len(leads) > 1:
        yield _finding("several-leads", have=len(leads))


def _finding(code: str, **params: Key | date) -> Finding:
    return Finding(code, WEIGHTS[code], params)


def by_role(findings: Sequence[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """The findings of each place, for a page that draws place by place; those of the whole body under ""."""
    grouped: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        role = str(finding.params.get("role", ""))
        grouped[role] = (*grouped.get(role, ()), finding)
    return grouped
