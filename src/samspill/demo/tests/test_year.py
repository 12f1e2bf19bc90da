"""The year of the demo: full and right, and the very things that the board names as evidence stand in the wheel."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from samspill.calendars.bridge import year_of
from samspill.conferences.models import Conference
from samspill.config.actor import actor_for
from samspill.core import scheduling
from samspill.core.fidelity.model import State
from samspill.core.schoolyear import SchoolYear
from samspill.demo.chronicle import clock
from samspill.insight.board import Board
from samspill.meetings.models import Presence, Reply
from samspill.overall.models import OverallPlan
from samspill.people.models import Person, Unit
from samspill.planner.bridge import load
from samspill.planner.models import PlannedMeeting, YearPlan
from samspill.queue.models import Job
from samspill.queue.models import State as JobState
from samspill.wheel.year import KINDS, Happening, Read, Reading, Whose
from samspill.wheel.year_reading import read

TERM = {8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6}
FJELLHEIM, STRANDVIK = ("Fjellheim skole", "Ingrid Berge"), ("Strandvik skule", "Olav Myhre")
#: Where each is met, and who leads there. Fjellheim has given a reason for its shorter meetings.
EVIDENCE = (("L09", *FJELLHEIM), ("L10", *STRANDVIK), ("L20", *FJELLHEIM), ("L32", *FJELLHEIM), ("L35", *FJELLHEIM))


def school(name: str = "Fjellheim skole") -> Unit:
    return Unit.objects.select_related("municipality").get(name=name)


def wheel(whose: Whose, reader: str, today: date, years_ago: int = 0) -> Read:
    year = SchoolYear(SchoolYear.of(today).begins - years_ago)
    return read(Reading(whose, year, actor_for(Person.objects.get(name=reader), today), today))


def wheels(today: date) -> dict[str, tuple[Whose, Read]]:
    """One of each kind, as those read them whose year it is."""
    here = school()
    team = here.arenas.select_related("unit__municipality", "project").get(kind="resource-team")
    teacher = Person.objects.get(name="Kari Lunde")
    all_of = {
        "Astrid Solheim": Whose(municipality=here.municipality),
        "Ingrid Berge": Whose(unit=here),
        "Randi Moen": Whose(arena=team),
    }
    found = {reader: (whose, wheel(whose, reader, today)) for reader, whose in all_of.items()}
    return {**found, teacher.name: (Whose(person=teacher), wheel(Whose(person=teacher), teacher.name, today))}


def names_of(one: Happening) -> set[tuple[str, int]]:
    """The rows a thing in the wheel stands for: a line of the plan, a meeting, or the meeting of a line."""
    kind, _, pk = one.key.rpartition("-")
    row = ("occasion" if kind == "plan" else kind, int(pk))
    return {row, ("meeting", one.meeting)} if one.meeting else {row}


def plan_of(today: date) -> YearPlan:
    return YearPlan.objects.select_related("municipality").get(begins=SchoolYear.of(today).begins)


def planned(today: date) -> list[PlannedMeeting]:
    """What the published plan has called."""
    rows = plan_of(today).meetings.filter(by_hand=False, meeting__called_off="")
    return list(rows.select_related("meeting", "unit__municipality", "arena").order_by("on"))


def test_every_ring_has_something_in_every_month(today: date) -> None:
    lacking = {}

    for name, (whose, found) in wheels(today).items():
        there = {(one.ring, one.first.month) for one in found.happenings}
        lacking[name] = {(ring, month) for ring in whose.rings for month in TERM} - there

    assert {name: gaps for name, gaps in lacking.items() if gaps} == {}


def test_every_kind_of_thing_occurs(today: date) -> None:
    found = [one for _whose, one in wheels(today).values()]

    layers = {one.layer for each in found for one in each.happenings}

    assert layers == set(KINDS)
    assert {one.kind for each in found for one in each.shades} == {"holiday", "planning"}


def test_this_year_is_published_and_breaks_no_rule(today: date) -> None:
    loaded = load(plan_of(today), today)

    broken = scheduling.check_wheel(loaded.instance, loaded.wheel)

    assert broken == []
    assert len(planned(today)) > 20
    assert all((row.on, row.begins) == (row.meeting.on, row.meeting.begins) for row in planned(today))


def test_nobody_is_called_to_two_places_at_once(today: date) -> None:
    called = {row.meeting_id for row in planned(today)}
    rows = Presence.objects.filter(meeting__on__gte=today, meeting__begins__isnull=False, meeting__called_off="")
    spans = defaultdict(list)

    for row in rows.exclude(reply=Reply.DECLINED).select_related("meeting"):
        spans[row.person_id].append((row.meeting.starts_at, row.meeting.ends_at, row.meeting_id))

    assert len(spans) > 20
    pairs = [pair for one in spans.values() for pair in pairwise(sorted(one))]
    assert [pair for pair in pairs if pair[0][1] > pair[1][0] and {pair[0][2], pair[1][2]} & called] == []


def test_what_is_planned_lies_on_school_days_with_notice(today: date) -> None:
    days = {row.unit_id: year_of(row.unit, *_period(today)).days for row in planned(today)}

    assert all(days[row.unit_id].is_school_day(row.on) for row in planned(today))
    assert all(row.on > today for row in planned(today))


def test_teams_meet_between_two_meetings_of_the_steering_group(today: date) -> None:
    by_kind = defaultdict(list)

    for row in planned(today):
        by_kind[row.unit_id, row.kind].append(row.on)

    for (unit, kind), days in by_kind.items():
        if kind == "steering-group":
            teams = by_kind[unit, "resource-team"]
            assert all(any(one < team < other for team in teams) for one, other in pairwise(days))


def test_each_conference_of_a_school_lies_a_week_before_a_team_that_stands_on_it(today: date) -> None:
    ahead = Conference.objects.filter(meeting__on__gte=today, unit=school(), meeting__called_off="")
    teams = [row.on for row in planned(today) if row.kind == "resource-team" and row.unit == school()]

    days = [one.meeting.on for one in ahead.select_related("meeting")]

    assert days
    assert all(any(team >= day + timedelta(days=7) for team in teams) for day in days)


@pytest.mark.parametrize(("wish", "where", "leader"), EVIDENCE)
def test_what_the_board_names_as_evidence_stands_in_the_wheel(
    wish: str, where: str, leader: str, boards: list[Board], today: date
) -> None:
    board = next(one for one in boards if one.reading.participation.unit == school(where))
    row = next(one for one in board.rows if one.wish.id == wish)
    years = [wheel(Whose(unit=school(where)), leader, today, ago).happenings for ago in range(3)]
    shown = {name for year in years for one in year for name in names_of(one)}

    named = {(trace._meta.model_name, trace.pk) for trace in row.traces}

    assert row.verdict.state == State.MET
    assert named
    assert named <= shown


def test_one_overall_plan_is_adopted_and_another_waits_for_its_teams(boards: list[Board], today: date) -> None:
    states = {str(one.unit): one.state for one in OverallPlan.objects.select_related("unit")}
    verdicts = {
        str(board.reading.participation.unit): row.verdict.state
        for board in boards
        for row in board.rows
        if row.wish.id == "L33"
    }

    assert states == {"Fjellheim skole": "adopted", "Strandvik skule": "proposed", "Nordberg skole": "draft"}
    assert verdicts["Fjellheim skole"] == State.MET
    assert verdicts["Strandvik skule"] == State.PARTLY


def _period(today: date) -> tuple[date, date]:
    year = SchoolYear.of(today).period
    return year.start, year.end


def test_nothing_waits_for_a_later_hour_of_the_day_it_is_built_on(today: date) -> None:
    """Whoever starts it before dawn would else see the next year being planned until the morning."""
    waiting = Job.objects.filter(state=JobState.WAITING)

    assert waiting.filter(task="samspill.planner.jobs.plan_in_queue").exists()
    assert not waiting.filter(run_at__gt=clock(today, 0)).exists()
