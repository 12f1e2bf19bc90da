"""The demo shows what the product can do: a measure at every station, and every requirement met here and not there.

L30 and L31 can hardly be met while a school tries something, the forum of Nesøy missed a half-year before it met, and
its office a year without a conference:
for these a half-year that is over counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from samspill import demo
from samspill.core.fidelity import history
from samspill.core.fidelity.model import State
from samspill.insight.board import Board, board_of
from samspill.measures.bridge import stage_of
from samspill.measures.queries import MEASURES, method_of
from samspill.projects.models import Participation

TODAY = date(2026, 11, 25)
LOOKING_BACK = frozenset({"L03", "L20m", "L30", "L31"})
NOT_MET = frozenset({State.OVERDUE, State.PARTLY, State.DUE_SOON, State.DEVIATES})
STATIONS = [
    "proposed",
    "analysed",
    "heard",
    "planned",
    "decided",
    "trying",
    "evaluated",
    "practice",
    "stopped",
    "declined",
]


@pytest.fixture(scope="module")
def boards(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Board]]:
    """The demo as it stands on a day in November, built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.build(at=datetime.combine(TODAY, datetime.min.time(), UTC).replace(hour=12), say=lambda _line: None)
        rows = Participation.objects.select_related("project__municipality", "unit__municipality")
        yield [board_of(one, TODAY) for one in rows]
        transaction.set_rollback(True)


def found(boards: list[Board], *, looking_back: bool) -> dict[str, set[State]]:
    """The states each requirement has somewhere today, or has had in a half-year."""
    states: dict[str, set[State]] = {}
    for board in boards:
        for row in board.rows:
            states.setdefault(row.wish.id, set()).add(row.verdict.state)
        reading = board.reading
        past = history(reading.wishes, reading.evidence, reading.frame) if looking_back else {}
        for verdict in (one for verdicts in past.values() for one in verdicts):
            states[verdict.wish].add(verdict.state)
    return states


def test_each_requirement_is_met_somewhere_and_not_met_elsewhere(boards: list[Board]) -> None:
    today, ever = found(boards, looking_back=False), found(boards, looking_back=True)

    seen = {wish: ever[wish] if wish in LOOKING_BACK else states for wish, states in today.items()}

    assert not {wish for wish, states in seen.items() if State.MET not in states or not states & NOT_MET}


def test_the_main_school_has_a_measure_at_every_station(boards: list[Board], db: None) -> None:
    rows = list(MEASURES.filter(unit__name="Fjellheim skole"))

    assert {stage_of(one, method_of(one)) for one in rows if not one.fate} == set(STATIONS)
    assert {one.fate for one in rows} == {"", "parked", "merged", "split", "forum"}
