"""The demo shows what the product can do: a measure at every station, and every requirement met here and not there.

L30 and L31 can hardly be met while a school tries something, the forum of Nesøy missed a half-year before it met, and
its office a year without a conference:
for these a half-year that is over counts as well.
"""

from __future__ import annotations

from samspill.core.fidelity import history
from samspill.core.fidelity.model import State
from samspill.insight.board import Board
from samspill.measures.bridge import stage_of
from samspill.measures.queries import MEASURES, method_of

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


def test_every_requirement_is_met_here_and_not_there_and_every_station_has_a_measure(boards: list[Board]) -> None:
    today, ever = found(boards, looking_back=False), found(boards, looking_back=True)
    rows = list(MEASURES.filter(unit__name="Fjellheim skole"))

    seen = {wish: ever[wish] if wish in LOOKING_BACK else states for wish, states in today.items()}

    assert not {wish for wish, states in seen.items() if State.MET not in states or not states & NOT_MET}
    assert {stage_of(one, method_of(one)) for one in rows if not one.fate} == set(STATIONS)
    assert {one.fate for one in rows} == {"", "parked", "merged", "split", "forum"}
