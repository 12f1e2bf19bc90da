"""The groups as a table: a row for each person, a choice for each round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspill.conferences.actions.composing import stamp
from samspill.conferences.actions.seating import number_of
from samspill.conferences.bridge import Board, load
from samspill.conferences.compose_wishes import beside
from samspill.conferences.compose_words import about
from samspill.conferences.models import Conference, Participant, Session
from samspill.people.asking import whole

Wanted = Mapping[tuple[int, int], int]  # round, participant → number of a group


@dataclass(frozen=True, slots=True)
class Cell:
    session: Session
    name: str
    number: int
    held: bool
    choices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    participant: Participant
    about: str
    cells: tuple[Cell, ...]


def page(conference: Conference, *, wanted: Wanted | None = None, **more: Any) -> dict[str, Any]:
    board = load(conference)
    rows = [_row(board, one, wanted or {}) for one in board.people.values()]
    context = {"board": board, "rows": rows, "stamp": stamp(conference)}
    return {**beside(conference, _("Groups as a table")), **context, **more}


def _row(board: Board, one: Participant, wanted: Wanted) -> Row:
    ahead = board.ahead()
    return Row(
        one, about(one), tuple(_cell(board, one, session, wanted, session in ahead) for session in board.sessions)
    )


def _cell(board: Board, one: Participant, session: Session, wanted: Wanted, ahead: bool) -> Cell:
    now = wanted.get((session.pk, one.pk), number_of(board, session, one.pk))
    free = ahead and board.attends(one, session)
    choices = tuple(group.number for group in board.groups[session.pk]) if free else ()
    return Cell(session, f"seat-{session.pk}-{one.pk}", now, not free, choices)


def wanted_of(data: QueryDict) -> dict[tuple[int, int], int]:
    """What was chosen; an empty choice leaves it as it is."""
    found = {}
    for name, value in data.items():
        parts = [whole(part) for part in name.removeprefix("seat-").split("-")]
        number = whole(str(value))
        if name.startswith("seat-") and len(parts) == 2 and number and None not in parts:
            found[int(parts[0] or 0), int(parts[1] or 0)] = number
    return found
