"""Who comes to the sockets of a conference, and what they find. Asks the database, so it runs in threads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from samspill.access.rules import decide
from samspill.conferences.actions.saying import stored
from samspill.conferences.models import Group, GroupSeat
from samspill.conferences.opening import state_of
from samspill.conferences.queries import CONFERENCES, STANDING_GROUPS, levels_of
from samspill.conferences.rights import reader
from samspill.conferences.statements import Statement
from samspill.notes.entrance import ActorFor, person_of


@dataclass(frozen=True, slots=True)
class Note:
    """A group's note as it is when its first phone comes."""

    group: int
    conference: int
    code: str
    levels: frozenset[str]
    points: list[Statement]
    state: dict[str, Any]


def notes_of(groups: Iterable[int], at: datetime) -> dict[int, Note]:
    """A hall comes in one minute: its notes are read together. Those that are not there are left out."""
    found = list(STANDING_GROUPS.filter(pk__in=list(groups)))
    conferences = {one.session.conference_id: one.session.conference for one in found}
    levels = {pk: frozenset(levels_of(conference)) for pk, conference in conferences.items()}
    points: dict[int, list[Statement]] = {one.pk: [] for one in found}
    with connection.cursor() as cursor:
        for group, one in stored(cursor, groups=list(points)):
            points[group].append(one)
    return {one.pk: _note(one, levels[one.session.conference_id], points[one.pk], at) for one in found}


def _note(group: Group, levels: frozenset[str], points: list[Statement], at: datetime) -> Note:
    return Note(group.pk, group.session.conference_id, group.code, levels, points, state_of(group, at))


def states(groups: Iterable[int], at: datetime) -> dict[int, dict[str, Any]]:
    return {one.pk: state_of(one, at) for one in STANDING_GROUPS.filter(pk__in=list(groups))}


def codes(groups: Iterable[int]) -> dict[int, str]:
    return dict(Group.objects.filter(pk__in=list(groups)).values_list("pk", "code"))


def points(ids: list[int]) -> dict[int, list[Statement]]:
    """Statements that another process has kept, by group."""
    found: dict[int, list[Statement]] = {}
    with connection.cursor() as cursor:
        for group, one in stored(cursor, ids=ids):
            found.setdefault(group, []).append(one)
    return found


def sits_in(key: str, group: int) -> bool:
    """Whether the signed-in person has a seat in the group."""
    person = person_of(key)
    return person is not None and GroupSeat.objects.filter(group=group, participant__person=person).exists()


def may_watch(key: str, conference: int, actor_for: ActorFor, today: date) -> str:
    """Empty, or why not: “signed_out”, “gone”."""
    person = person_of(key)
    if person is None:
        return "signed_out"
    found = CONFERENCES.filter(pk=conference).first()
    if found is None:
        return "gone"
    allowed = decide(actor_for(person, today), "conference.read", reader(person)(found)).allowed
    return "" if allowed else "gone"


def headers_of(scope: Mapping[str, Any]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
