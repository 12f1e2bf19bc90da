"""What is known of people when they are put on the list of a conference: work, school, grade, team, years here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samspill.arenas.queries import memberships_on
from samspill.conferences.models import Conference
from samspill.people.models import Person, Position, Profession
from samspill.people.queries import positions_on

HEADS = {Profession.SCHOOL_LEADER, Profession.SCHOOL_OWNER, Profession.SERVICE_HEAD}
BANDS = ((3, "0-2"), (10, "3-9"))


def known_of(conference: Conference, people: Iterable[Person]) -> Mapping[int, dict[str, Any]]:
    """For each person what the composer mixes by, from positions and seats on the day. Two queries."""
    ids, day = [person.pk for person in people], conference.meeting.on
    positions: dict[int, Position] = {}
    for one in positions_on(day).filter(person__in=ids).order_by("since", "id"):
        if one.person_id not in positions or one.unit_id == conference.unit_id:
            positions[one.person_id] = one
    seats = memberships_on(day).filter(person__in=ids, arena__unit=conference.unit, guest=False)
    teams = {seat.person_id: seat.arena for seat in seats.order_by("arena__group", "pk") if seat.arena.group}
    leads = set(seats.filter(leads=True).values_list("person_id", flat=True))
    return {pk: _known(positions.get(pk), str(teams.get(pk, "")), leads=pk in leads, day=day) for pk in ids}


def _known(position: Position | None, team: str, *, leads: bool, day: date) -> dict[str, Any]:
    if position is None:
        return {}
    head = position.profession in HEADS
    grades = sorted(position.grades)
    return {
        "unit": position.unit,
        "profession": position.profession,
        "team": team or str(position.unit),
        "grade": f"{grades[0]}-{grades[-1]}" if len(grades) > 1 else "".join(map(str, grades)),
        "years": _band(position.since, day),
        "is_head": head,
        "may_note": not head,
        "may_lead": leads and not head,
    }


def _band(since: date, day: date) -> str:
    years = (day - since).days // 365
    return next((name for most, name in BANDS if years < most), "10-")
