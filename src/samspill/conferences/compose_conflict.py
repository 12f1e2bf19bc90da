"""Why there are no groups: the wishes that collide, and what is possible without each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samspill.conferences.bridge import Board
from samspill.conferences.compose_words import WITHOUT, reason_in_words
from samspill.conferences.models import Composing, Participant, Session

ASKED = 8  # names of people who could be asked to lead


@dataclass(frozen=True, slots=True)
class Reason:
    """One of those that collide; `number` is its place among them."""

    number: int
    said: str
    label: str
    free: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    composing: Composing
    session: Session
    reasons: tuple[Reason, ...]
    proven: bool
    askable: tuple[Participant, ...]


def conflict_of(board: Board, failed: Composing) -> Conflict | None:
    """What the last try said; None once its round is gone."""
    found = failed.result.get("conflict")
    session = next((one for one in board.sessions if found and one.pk == found["session"]), None)
    if session is None:
        return None
    reasons = tuple(_reason(board, session, at, one) for at, one in enumerate(found["reasons"]))
    lacking = any(one["code"] == "leaders" for one in found["reasons"])
    return Conflict(failed, session, reasons, found["proven"], askable(board, session) if lacking else ())


def _reason(board: Board, session: Session, number: int, reason: Mapping[str, Any]) -> Reason:
    return Reason(number, reason_in_words(board, session, reason), str(WITHOUT[reason["code"]]), reason["without"])


def askable(board: Board, session: Session) -> tuple[Participant, ...]:
    """Who could be asked to lead: no heads, there in the round, those who have been here longest first."""
    rest = [one for one in board.people.values() if not one.may_lead and not one.is_head and not one.guest]
    there = [one for one in rest if board.attends(one, session)]
    bands = {"10-": 0, "3-9": 1}
    return tuple(sorted(there, key=lambda one: (bands.get(one.years, 2), one.person.name))[:ASKED])
