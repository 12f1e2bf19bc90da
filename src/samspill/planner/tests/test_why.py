"""Why not everything can be planned: asked for on the page, found out in the queue, said with ways out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspill.core.scheduling import Explanation, Relaxation, RuleRef
from samspill.planner.actions.explaining import ask_why, read
from samspill.planner.actions.people import add_absence
from samspill.planner.actions.planning import start
from samspill.planner.bridge import load
from samspill.planner.explaining import explained
from samspill.planner.models import Planning, PlanningKind, PlanningState, YearPlan
from samspill.planner.tests import world
from samspill.queue.running import run_due
from tests.asking import sign_in
from tests.cast import Cast

TODAY = world.JUNE.date()
AWAY = "Randi Moen is away or taken on some of these days."


def november(four: Cast) -> None:
    first, last = world.day("2027-11-01"), world.day("2027-11-30")
    add_absence(four.nurse, first=first, last=last, acting=four.nurse, at=world.JUNE)


def asked(four: Cast, plan: YearPlan) -> Planning:
    return world.worked(ask_why(plan, acting=four.owner, at=world.JUNE))


def reasons(run: Planning, plan: YearPlan) -> list[tuple[str, ...]]:
    loaded = load(plan, TODAY)
    return [explained(loaded, read(raw)).core for raw in run.result["reasons"]]


def test_rules_that_collide_are_said_with_ways_out(four: Cast, plan: YearPlan) -> None:
    november(four)

    run = asked(four, plan)

    assert run.state == PlanningState.DONE
    assert AWAY in reasons(run, plan)[0]
    assert all(raw["ways"] for raw in run.result["reasons"] if raw["core"])


def test_where_everything_fits_nothing_is_explained(four: Cast, plan: YearPlan) -> None:
    assert asked(four, plan).result["reasons"] == []


def test_the_same_reason_is_said_once_for_all_meetings_of_a_body(four: Cast, plan: YearPlan) -> None:
    first, last = world.day("2027-09-27"), world.day("2028-01-31")
    add_absence(four.nurse, first=first, last=last, acting=four.nurse, at=world.JUNE)
    plan.meetings.filter(kind="resource-team", on__range=(first, last)).update(on=None)

    run = asked(four, plan)

    bodies = [{key.rpartition("-")[0] for key in raw["scope"]} for raw in run.result["reasons"]]
    assert 1 < len(bodies) <= 3
    assert all(not one <= set().union(*bodies[:at]) for at, one in enumerate(bodies))


def test_the_page_asks_the_queue_and_shows_the_answer_until_the_plan_changes(
    client: Client, four: Cast, plan: YearPlan
) -> None:
    november(four)
    url, pages = reverse("planner:why", args=[plan.pk]), sign_in(client, four.owner)
    pages.post(url)
    waiting = pages.get(url, headers={"HX-Request": "true"}).content.decode()
    run_due(plan.runs.get(kind=PlanningKind.WHY).at)
    answer = pages.get(url).content.decode()
    four.nurse.absences.all().delete()

    assert 'hx-trigger="load delay:1s"' in waiting
    assert AWAY in answer
    assert "Each was tried" in answer
    assert AWAY not in pages.get(url).content.decode()


def test_while_the_year_is_planned_the_page_says_so(client: Client, four: Cast, plan: YearPlan) -> None:
    start(plan, acting=four.owner, at=world.JUNE)

    answer = sign_in(client, four.owner).post(reverse("planner:why", args=[plan.pk]))

    assert answer.status_code == 422
    assert "being planned just now" in answer.content.decode()


@pytest.mark.parametrize(
    "ways", [(), (Relaxation("drop", RuleRef("x", ""), also=Relaxation("drop", RuleRef("y", ""))),)]
)
def test_there_is_always_something_to_try(plan: YearPlan, ways: tuple[Relaxation, ...]) -> None:
    loaded = load(plan, TODAY)
    found = explained(loaded, Explanation((), (next(iter(loaded.rows)),), ways, proven=False))

    assert found.core
    assert found.ways_out
    assert found.enough is bool(ways)
