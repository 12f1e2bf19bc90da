"""How each activity stands by its traces, who sees to it, what lacks, and that the main ones are in the year wheel."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from samspill.access.rules import Actor
from samspill.arenas.models import Membership
from samspill.core.schoolyear import SchoolYear
from samspill.meetings.models import Meeting
from samspill.overall.tests.stage import TEAMS, adopted, answered, drafted, proposed, sitting
from samspill.projects.models import Participation
from samspill.projects.queries import adapted
from samspill.wheel.bridge import with_meetings
from samspill.wheel.lines import Line, state_of
from samspill.wheel.models import Occasion
from samspill.wheel.traces import Found, Trace, traces_of
from samspill.wheel.year import Reading, Whose
from samspill.wheel.year_reading import read
from tests.asking import sign_in
from tests.cast import Cast
from tests.measures import at_stage

TODAY = date(2026, 11, 20)


def found_for(cast: Cast, activity: str, today: date = TODAY) -> tuple[list[Occasion], Found]:
    rows = list(Occasion.objects.filter(activity=activity, unit=cast.school).select_related("unit", "project", "arena"))
    with_meetings(rows)
    arenas = list(cast.school.arenas.select_related("unit").prefetch_related("memberships__person"))
    return rows, traces_of(rows, arenas, adapted(cast.project).method, today, Actor())


def states(cast: Cast, activity: str, today: date = TODAY) -> list[str]:
    rows, found = found_for(cast, activity, today)
    return [state_of(row, today, found) for row in rows]


def lines(client: Client, cast: Cast, who: str, query: str = "?half=") -> list[Line]:
    own = Participation.objects.get(unit=cast.school)
    answer = sign_in(client, cast.people[who]).get(reverse("wheel:plan", args=[own.pk]) + query)
    return list(answer.context["lines"])


def test_a_body_is_established_once_its_places_are_filled(cast: Cast) -> None:
    seated = states(cast, "establish-steering-group")
    Membership.objects.filter(arena=cast.arenas["steering-group"]).exclude(role="school-leader").delete()

    assert seated == ["held"]
    assert states(cast, "establish-steering-group", date(2026, 9, 1)) == ["begun"]
    assert states(cast, "establish-steering-group") == ["passed"]


def test_a_meeting_that_was_held_is_a_trace_and_one_that_is_called_is_none_yet(cast: Cast) -> None:
    meeting = sitting(cast, date(2026, 9, 23), "resource-team", ended=False)
    Occasion.objects.filter(activity="start-resource-team").update(
        earliest=meeting.on, latest=meeting.on, on=meeting.on
    )
    called = states(cast, "start-resource-team", date(2026, 9, 22))
    Meeting.objects.filter(pk=meeting.pk).update(ended_at=datetime(2026, 9, 23, 14, tzinfo=UTC))

    assert called == ["coming"]
    assert states(cast, "start-resource-team") == ["held"]


def test_a_try_out_is_under_way_while_a_measure_is_tried_and_done_when_its_time_is_over(cast: Cast) -> None:
    before = states(cast, "try-out-1", date(2027, 2, 1))
    at_stage(cast, "trying")

    assert before == ["passed"]
    assert states(cast, "try-out-1", date(2027, 2, 1)) == ["begun"]
    assert states(cast, "try-out-1", date(2027, 10, 1)) == ["held"]


def test_who_may_not_read_a_measure_learns_that_something_is_tried_not_what(client: Client, cast: Cast) -> None:
    measure = at_stage(cast, "trying")

    told = {
        who: [trace.words for line in lines(client, cast, who, "?half=&role=coordinator") for trace in line.traces]
        for who in ("leader", "other_leader")
    }

    assert any(measure.title in words for words in told["leader"])
    assert told["other_leader"]
    assert not any(measure.title in words for words in told["other_leader"])


def test_the_overall_plan_is_a_trace_of_the_activities_it_comes_to_be_by(cast: Cast) -> None:
    plan = proposed(cast)
    answered(cast, plan, "grade-team-5")
    half = states(cast, "overall-plan-in-grade-teams", date(2026, 10, 6))
    answered(cast, plan, *TEAMS)
    adopted(cast, plan, sitting(cast))

    assert states(cast, "draft-overall-plan") == ["held"]
    assert sorted(half) == ["begun", "begun", "held"]
    assert set(states(cast, "overall-plan-in-grade-teams")) == {"held"}
    assert states(cast, "adopt-overall-plan") == ["held"]


def test_a_meeting_that_was_about_something_else_shows_nothing(cast: Cast) -> None:
    meeting = sitting(cast, date(2026, 10, 21), "resource-team")
    without = states(cast, "overall-plan-in-resource-team")

    drafted(cast)

    rows, found = found_for(cast, "overall-plan-in-resource-team")
    assert [row.meeting for row in rows] == [meeting]
    assert (without, state_of(rows[0], TODAY, found)) == (["held"], "passed")


@pytest.mark.parametrize(
    ("shows", "latest", "state"),
    [("done", 1, "held"), ("begun", 12, "begun"), ("begun", 1, "passed"), ("", 1, "passed")],
)
def test_a_state_follows_from_what_the_traces_show(cast: Cast, shows: str, latest: int, state: str) -> None:
    row = Occasion(pk=1, on=date(2026, 10, 1), earliest=date(2026, 10, 1), latest=date(2026, latest, 1))
    if latest == 12:
        row.latest = date(2026, 12, 1)

    assert state_of(row, TODAY, Found({1: (Trace("…", shows=shows),)}, frozenset())) == state


def test_those_who_see_to_it_are_named_from_their_seats(client: Client, cast: Cast) -> None:
    found = {line.occasion.activity: line for line in lines(client, cast, "other_teacher")}

    assert found["adopt-overall-plan"].people == (cast.leader.name,)


def test_what_lacks_is_said_with_a_link_for_who_may_mend_it(client: Client, cast: Cast) -> None:
    Membership.objects.filter(arena=cast.arenas["resource-team"], role="school-nurse").delete()

    found = {
        who: next(one for one in lines(client, cast, who) if one.occasion.activity == "start-resource-team")
        for who in ("leader", "other_teacher")
    }

    (lack,), (told,) = found["leader"].lacks, found["other_teacher"].lacks
    assert "School nurse" in lack.words
    assert lack.url == reverse("arenas:seat", args=[cast.arenas["resource-team"].pk]) + "?role=school-nurse"
    assert (told.words, told.url) == (lack.words, "")


def test_only_what_is_behind(client: Client, cast: Cast) -> None:
    Occasion.objects.filter(activity="start-resource-team").update(on=date(2026, 9, 1), earliest=date(2026, 9, 1))

    assert {line.state for line in lines(client, cast, "leader", "?half=&behind=on")} == {"passed"}


def test_the_plan_is_a_paper_of_what_is_shown(client: Client, cast: Cast, own: Participation) -> None:
    url = reverse("wheel:plan_paper", args=[own.pk, "pdf"]) + "?half=2026-H2"

    paper = sign_in(client, cast.nurse).get(url)

    assert paper.content.startswith(b"%PDF")
    assert sign_in(client, cast.outsider).get(url).status_code == 404


def test_every_main_activity_is_in_the_year_wheel_by_itself(cast: Cast) -> None:
    year = SchoolYear(2026)
    shown = read(Reading(Whose(unit=cast.school), year, None, TODAY)).happenings

    weekly = [one.id for one in adapted(cast.project).method.plan if not one.main]
    rows = Occasion.objects.filter(unit=cast.school, on__range=(year.period.start, year.period.end))

    assert {f"plan-{row.pk}" for row in rows.exclude(activity__in=weekly)} <= {one.key for one in shown}
