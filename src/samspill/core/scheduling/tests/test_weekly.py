"""Weekly meetings that are more than can be tried together are given room, counted in the bound, and kept apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samspill.core.scheduling import Budget, Choice, Wheel, YearInstance, canonical, check_wheel, cost_wheel, plan_wheel
from samspill.core.scheduling.board import Board
from samspill.core.scheduling.building import build
from samspill.core.scheduling.exact import solve
from samspill.core.scheduling.searching import even_out
from samspill.core.scheduling.tables import Tables
from samspill.core.scheduling.tests.strategies import town


def of_one_hour(instance: YearInstance) -> YearInstance:
    """The same where the teams of the first school have one teacher and one hour among them."""
    first, second, *rest = instance.patterns
    choices = (Choice(0, 2), *(Choice(0, 2) for _ in range(9)))
    alike = [replace(one, members=first.members, choices=choices) for one in (first, second)]
    return replace(instance, patterns=(*alike, *rest))


@pytest.mark.parametrize("teams", [1, 3])
def test_a_town_of_three_schools_is_proven(teams: int) -> None:
    instance = town(teams=teams)

    made = plan_wheel(instance, budget=Budget(2_000))

    assert made.stopped == "proven"
    assert made.cost.total == made.bound_given
    assert not check_wheel(instance, made.plan)


def test_the_bound_of_a_town_is_no_higher_than_its_best_plan() -> None:
    instance = town(2, weeks=4)

    made, best = plan_wheel(instance, budget=Budget(300)), solve(Tables(instance), effort=10, optimise=True)

    assert made.bound <= best.cost == best.bound == made.cost.total


def test_what_the_board_counts_is_what_the_plan_costs() -> None:
    instance = town()
    board = Board(Tables(instance))
    build(board, lambda _stage: True)

    even_out(board, lambda _stage: True)

    assert board.tables.free_patterns
    assert board.total() == cost_wheel(instance, board.wheel()).total


def test_a_snapshot_brings_the_weekly_meetings_back() -> None:
    board = Board(Tables(town()))
    build(board, lambda _stage: True)
    board.settle()
    before, plan = board.snapshot(), board.wheel()

    board.choose(dict.fromkeys(range(len(board.chosen)), 9))
    board.restore(before)

    assert board.wheel() == plan
    assert board.total() == before.total


def test_a_town_is_planned_alike_each_time() -> None:
    hard = replace(town(), people=tuple(replace(one, per_week=1) for one in town().people))

    one, other = (plan_wheel(hard, budget=Budget(400), seed=2) for _ in range(2))

    assert canonical(one.plan) == canonical(other.plan)
    assert (one.bound, one.pricings) == (other.bound, other.pricings)


def test_weekly_meetings_are_there_however_short_the_time() -> None:
    instance = town()

    made = plan_wheel(instance, budget=Budget(1))

    assert len(made.plan.patterns) == len(instance.patterns)


def test_a_weekly_meeting_that_has_no_hour_left_is_left_out_and_nothing_is_proven() -> None:
    instance = of_one_hour(town())

    made = plan_wheel(instance, budget=Budget(200))

    assert len(made.plan.patterns) == len(instance.patterns) - 1
    assert made.stopped != "proven"
    assert isinstance(made.plan, Wheel)
