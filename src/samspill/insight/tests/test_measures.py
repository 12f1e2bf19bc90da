"""What the board reads from measures: each requirement where it is met, and where it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.core.fidelity import history
from samspill.core.fidelity.model import State, Verdict
from samspill.insight.board import Row, board_of
from samspill.insight.bridge import read
from samspill.insight.tests.test_meetings import hold
from samspill.measures.actions.deciding import decide
from samspill.measures.actions.stepping import step
from samspill.measures.models import Answer, LogEntry, Measure, Participant, Plan
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Item, Meeting
from samspill.projects.models import Participation
from tests.cast import Cast
from tests.measures import BEGAN, at_stage, day_of, proposal

TODAY = date(2026, 11, 20)
TEAMS = ("resource-team", "grade-team-5", "grade-team-6", "grade-team-7")


def row(own: Participation, requirement: str, today: date = TODAY) -> Row:
    return next(one for one in board_of(own, today).rows if one.wish.id == requirement)


def state(own: Participation, requirement: str, today: date = TODAY) -> State:
    return row(own, requirement, today).verdict.state


def met(cast: Cast, arena: str, on: date, about: Measure | None = None) -> Meeting:
    """A meeting that was held with its standing points, and with a matter about a measure."""
    meeting = call_meeting(cast.arenas[arena], on=on, begins=time(13), minutes=60, acting=cast.leader, at=BEGAN)
    if about:
        words = {"title": about.title, "treats": "measure", "source": "measure", "source_id": about.pk}
        add_item(meeting, **words, tryout=True, acting=cast.leader, at=BEGAN)  # type: ignore[arg-type]
    return hold(meeting, cast.leader)


def log(cast: Cast, on: date, measure: Measure | None = None) -> LogEntry:
    at = datetime.combine(on, time(14), tzinfo=UTC)
    place = {"project": cast.project, "unit": cast.school, "measure": measure}
    return LogEntry.objects.create(**place, on=on, done="We met at the door.", author=cast.teacher, written_at=at)


def test_a_fresh_proposal_owes_nothing(cast: Cast, own: Participation) -> None:
    proposal(cast)

    found = {state(own, one) for one in ("L12", "L16", "L24", "L25", "L26", "L27", "L28", "L30", "L31", "L34")}

    assert found == {State.NOT_APPLICABLE}


@pytest.mark.parametrize(("treated", "expected"), [(True, State.MET), (False, State.OVERDUE)])
def test_the_resource_team_treats_what_is_tried_out(
    cast: Cast, own: Participation, treated: bool, expected: State
) -> None:
    at_stage(cast, "trying")
    meeting = met(cast, "resource-team", date(2026, 11, 11))
    if not treated:
        Item.objects.filter(meeting=meeting).update(treats="")

    assert state(own, "L12") is expected


def test_a_meeting_before_the_try_out_owes_it_nothing(cast: Cast, own: Participation) -> None:
    at_stage(cast, "trying")
    Item.objects.filter(meeting=met(cast, "resource-team", date(2026, 10, 7))).update(treats="")

    assert state(own, "L12") is State.NOTHING_YET


@pytest.mark.parametrize(
    ("teams", "expected"), [(TEAMS[1:], State.MET), (TEAMS[1:3], State.OVERDUE), ((), State.OVERDUE)]
)
def test_every_grade_team_treats_what_is_tried_out(
    cast: Cast, own: Participation, teams: tuple[str, ...], expected: State
) -> None:
    at_stage(cast, "trying")
    for team in teams:
        met(cast, team, date(2026, 11, 11))

    assert state(own, "L16") is expected


def test_a_plan_is_whole_until_a_field_is_emptied(cast: Cast, own: Participation) -> None:
    measure = at_stage(cast, "planned")
    assert list(row(own, "L24").traces) == [measure]
    assert state(own, "L24") is State.MET

    Plan.objects.filter(measure=measure).update(goal="")

    found = row(own, "L24").verdict
    assert (found.state, found.finding.params["missing_parts"]) == (State.OVERDUE, "goal")


def test_what_was_skipped_with_a_reason_deviates(cast: Cast, own: Participation) -> None:
    reason = "The municipality asked all schools to begin at once."
    words = {"to": "decided", "on": day_of("decided"), "reason": reason}
    at = BEGAN + timedelta(weeks=5)
    step(proposal(cast), **words, version=None, acting=cast.leader, at=at)  # type: ignore[arg-type]

    found = [row(own, one).verdict for one in ("L24", "L27")]

    assert {one.state for one in found} == {State.DEVIATES}
    assert {one.finding.params["reason"] for one in found} == {reason}


@pytest.mark.parametrize(
    ("part", "from_team", "not_leader"),
    [
        ("coordinator", State.MET, State.MET),
        ("grade_leader_5", State.MET, State.PARTLY),
        ("outsider", State.OVERDUE, State.MET),
    ],
)
def test_who_coordinates(cast: Cast, own: Participation, part: str, from_team: State, not_leader: State) -> None:
    measure = at_stage(cast, "planned")
    Measure.objects.filter(pk=measure.pk).update(coordinator=cast.people[part])

    assert (state(own, "L25"), state(own, "L26")) == (from_team, not_leader)


def test_one_team_that_answers_after_the_decision_is_too_late(cast: Cast, own: Participation) -> None:
    measure = at_stage(cast, "decided")
    assert state(own, "L27") is State.MET

    late = Answer.objects.filter(measure=measure, arena=cast.arenas["grade-team-6"])
    late.update(answered_on=day_of("decided") + timedelta(1))

    found = row(own, "L27").verdict
    assert (found.state, found.finding.params["missing_parts"]) == (State.OVERDUE, "discussed-in-grade-team")


@pytest.mark.parametrize(("teams", "expected"), [(TEAMS, State.MET), (TEAMS[:3], State.OVERDUE)])
def test_a_matter_of_a_meeting_counts_as_discussed(
    cast: Cast, own: Participation, teams: tuple[str, ...], expected: State
) -> None:
    measure = at_stage(cast, "decided")
    Answer.objects.all().delete()
    for team in teams:
        met(cast, team, date(2026, 9, 30), measure)

    assert state(own, "L27") is expected


def test_a_log_is_kept_and_told_to_the_steering_group(cast: Cast, own: Participation) -> None:
    measure = at_stage(cast, "trying")
    assert state(own, "L28") is State.OVERDUE
    log(cast, date(2026, 11, 9), measure)
    assert state(own, "L28") is State.MET

    met(cast, "steering-group", date(2026, 11, 11))
    silent = row(own, "L28").verdict
    met(cast, "steering-group", date(2026, 11, 18), measure)

    assert (silent.state, silent.finding.code) == (State.PARTLY, "deed_every.unreported")
    assert state(own, "L28") is State.MET


def test_the_leader_logs_the_project(cast: Cast, own: Participation) -> None:
    assert state(own, "L29") is State.OVERDUE

    entry = log(cast, date(2026, 11, 16))

    assert state(own, "L29") is State.MET
    assert list(row(own, "L29").traces) == [entry]
    assert state(own, "L29", date(2027, 2, 1)) is State.OVERDUE


@pytest.mark.parametrize(("elected", "expected"), [(True, State.MET), (False, State.OVERDUE)])
def test_those_who_tried_it_elect_somebody_to_evaluate(
    cast: Cast, own: Participation, elected: bool, expected: State
) -> None:
    at_stage(cast, "evaluated")
    Participant.objects.update(represents=elected)

    assert state(own, "L30") is expected


def test_a_second_try_out_is_not_evaluated_by_what_was_found_in_the_first(cast: Cast, own: Participation) -> None:
    measure, day = at_stage(cast, "evaluated"), day_of("evaluated")
    words = {"conclusion": "Once more.", "reasons": "Too early.", "version": None, "acting": cast.leader}
    decide(measure, verdict="continue", on=day, at=datetime.combine(day, time(14), tzinfo=UTC), **words)  # type: ignore[arg-type]

    found = row(own, "L30").verdict.finding.params

    assert (found["count"], found["total"]) == (1, 2)


def test_a_try_out_that_was_to_be_over_is_late_without_its_evaluation(cast: Cast, own: Participation) -> None:
    ends = Plan.objects.get(measure=at_stage(cast, "trying")).ends
    assert ends

    assert state(own, "L30", ends) is State.DUE_SOON
    assert state(own, "L30", ends + timedelta(1)) is State.OVERDUE


def test_the_steering_group_settles_what_was_evaluated(cast: Cast, own: Participation) -> None:
    at_stage(cast, "evaluated")
    assert state(own, "L31", date(2026, 12, 5)) is State.OVERDUE

    at_stage(cast, "practice", title="Two calm weeks")

    found = row(own, "L31", date(2026, 12, 5)).verdict
    assert (found.state, found.finding.params["count"]) == (State.OVERDUE, 1)


def test_prevention_and_another_level_at_once(cast: Cast, own: Participation) -> None:
    at_stage(cast, "trying")
    assert state(own, "L34") is State.PARTLY

    Measure.objects.filter(pk=at_stage(cast, "trying", title="A talk with each").pk).update(level="early-effort")

    assert state(own, "L34") is State.MET


def test_how_many_of_the_staff_measures_reach(cast: Cast, own: Participation) -> None:
    proposal(cast)
    assert row(own, "L35").verdict.finding.params["percent"] == 14  # one of seven
    assert state(own, "L35") is not State.MET

    at_stage(cast, "heard", title="Two calm weeks")

    found = row(own, "L35").verdict
    assert (found.state, found.finding.code) == (State.MET, "reach_at_least.aim_reached")  # all seven: no number


def test_half_years_that_are_past_stand_as_they_were(cast: Cast, own: Participation) -> None:
    at_stage(cast, "practice")
    reading = read(own, date(2027, 6, 25))

    found = history(reading.wishes, reading.evidence, reading.frame)

    autumn, spring = ({one.wish: one for one in verdicts} for verdicts in found.values())
    assert _states(autumn, "L24", "L27", "L30", "L31", "L35") == {State.MET}
    assert spring["L35"].state is State.OVERDUE


def _states(verdicts: dict[str, Verdict], *wanted: str) -> set[State]:
    return {verdicts[one].state for one in wanted}


def test_sixty_measures_are_read_in_as_many_queries_as_one(cast: Cast, own: Participation) -> None:
    measure = at_stage(cast, "trying")
    met(cast, "resource-team", date(2026, 11, 11), measure)
    few = _queries(own)
    rows = Measure.objects.bulk_create(_copy(measure, number) for number in range(60))
    LogEntry.objects.bulk_create(_entry(cast, one) for one in rows)

    assert _queries(own) == few
    assert few == 23


def _copy(measure: Measure, number: int) -> Measure:
    kept = {field.attname: getattr(measure, field.attname) for field in Measure._meta.concrete_fields}
    return Measure(**{**kept, "id": None, "title": f"Measure {number}"})


def _entry(cast: Cast, measure: Measure) -> LogEntry:
    return LogEntry(project=cast.project, unit=cast.school, measure=measure, on=TODAY, done="Done.", written_at=BEGAN)


def _queries(own: Participation) -> int:
    with CaptureQueriesContext(connection) as seen:
        board_of(own, TODAY)
    return len(seen)


def test_what_was_withdrawn_from_the_log_counts_for_nothing(cast: Cast, own: Participation) -> None:
    measure = at_stage(cast, "trying")
    log(cast, day_of("trying"), measure)
    LogEntry.objects.update(withdrawn_at=BEGAN)

    assert read(own, TODAY).evidence.deeds == tuple(
        deed for deed in read(own, TODAY).evidence.deeds if deed.kind != "log-entry"
    )
