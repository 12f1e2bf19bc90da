import numpy as np
from hypothesis import given, settings

from samspill.core.grouping import Budget, Grouping, compose, cost, explain
from samspill.core.grouping.arrays import BIG, CLASS, GROUP, NOW, TABLE, Array, Board
from samspill.core.grouping.model import Composition, Group
from samspill.core.grouping.rules import rules_of
from samspill.core.grouping.tables import Seats, board_of
from samspill.core.grouping.tests.strategies import groupings


def searched(problem: Grouping) -> tuple[Board, Seats]:
    """A board after some hundred warm changes, and where everybody sits on it by then."""
    from samspill.core.grouping import kernels

    start = compose(problem, budget=Budget(0))
    seats = [[list(group.people) for group in groups] for groups in start.composition.rounds]
    rules = [rules_of(problem, number) for number in range(len(problem.rounds))]
    board = board_of(problem, rules, seats, [(one.smallest, one.largest) for one in rules], start.cost.total, 1)
    for _ in range(3 if len(board.active) else 0):
        kernels.anneal(board, problem.repeat_weight, 3, 9.0, 3.0, -BIG)
    return board, [[ids(problem, board.persons[r, :-1, GROUP] == g) for g in range(len(groups))]
                   for r, groups in enumerate(seats)]  # fmt: skip


def ids(problem: Grouping, marked: Array) -> list[int]:
    return [one.id for one, here in zip(problem.members, marked, strict=True) if here]


@given(groupings())
@settings(max_examples=25, deadline=None)
def test_what_a_search_knows_stays_true(problem: Grouping) -> None:
    if explain(problem) is not None:
        return
    board, seats = searched(problem)

    made = Composition(tuple(tuple(Group(tuple(people)) for people in groups) for groups in seats))
    for r, groups in enumerate(seats):
        person, pull = board.persons[r, :-1], board.pull[board.rules[r, TABLE], :-1, :-1]
        for g in range(len(groups)):
            assert (board.gain[r, g, :-1] == pull[person[:, GROUP] == g].sum(axis=0)).all()
        for at in np.flatnonzero(person[:, CLASS] >= 0):
            assert board.here[r, person[at, CLASS], at] == person[at, GROUP]
            assert board.own[r, at] == board.gain[r, person[at, GROUP], at]
    assert board.cost[NOW] == cost(problem, made).total
