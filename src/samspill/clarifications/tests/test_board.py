"""L04 on the municipality's board: each clarification has a meeting and an answer in time (R45, R55)."""

from __future__ import annotations

from datetime import timedelta

from samspill.clarifications import actions
from samspill.clarifications.bridge import subjects
from samspill.clarifications.models import Clarification
from samspill.clarifications.tests.stage import FORUM_MEETS, answered, asked, reported
from samspill.core.fidelity.model import State, Verdict
from samspill.insight.board import board_of
from samspill.projects.models import Participation
from tests.cast import Cast
from tests.meeting import NOW


def judged(cast: Cast, days: int) -> tuple[Verdict, tuple[object, ...]]:
    """L04 as it stands so many days after the cases of these tests were raised, with what it was read from."""
    rows = Participation.objects.select_related("project__municipality", "unit__municipality")
    board = board_of(rows.get(unit=cast.office), NOW.date() + timedelta(days=days))
    row = next(one for one in board.rows if one.wish.id == "L04")
    return row.verdict, row.traces


def test_nothing_is_asked_where_nothing_was_raised(cast: Cast) -> None:
    assert judged(cast, 10)[0].state is State.NOT_APPLICABLE


def test_a_case_that_is_answered_in_a_meeting_meets_the_requirement(cast: Cast) -> None:
    case = answered(cast)

    verdict, traces = judged(cast, 30)

    assert (verdict.state, traces) == (State.MET, (case,))


def test_a_case_that_waits_is_due_soon_and_then_overdue(cast: Cast) -> None:
    case = reported(cast)

    found = [judged(cast, days) for days in (5, 30, 43)]

    assert [verdict.state for verdict, _traces in found] == [State.NOTHING_YET, State.DUE_SOON, State.OVERDUE]
    assert found[2][1] == (case,)
    assert found[1][0].due == NOW.date() + timedelta(days=42)


def test_an_answer_without_a_meeting_is_not_enough(cast: Cast) -> None:
    case = reported(cast)
    actions.clarify(case, answer="Ja.", deviation="Et rundskriv svarte.", acting=cast.owner, at=NOW)
    actions.answer_back(case, general=False, acting=cast.owner, at=NOW)

    assert judged(cast, 43)[0].state is State.OVERDUE


def test_what_is_withdrawn_asks_for_nothing(cast: Cast) -> None:
    actions.withdraw(asked(cast), reason="Ordnet seg.", acting=cast.leader, at=NOW)

    assert judged(cast, 60)[0].state is State.NOT_APPLICABLE


def test_a_case_is_handed_on_as_a_subject_of_its_units(cast: Cast) -> None:
    case = answered(cast)

    (one,) = subjects(cast.project, [cast.school])

    assert (one.since, one.until, dict(one.parts)) == (
        case.raised_on,
        case.answered_on,
        {"meeting": FORUM_MEETS, "answer": case.answered_on},
    )
    assert not list(subjects(cast.project, [cast.other_school]))
    assert Clarification.objects.count() == 1
