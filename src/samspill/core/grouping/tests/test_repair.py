from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.grouping import (
    Attribute,
    Composition,
    Group,
    Grouping,
    Impossible,
    Member,
    Round,
    Wish,
    check,
    compose,
    cost,
    explain,
    repair,
)
from samspill.core.grouping.tests.brute import fewest
from samspill.core.grouping.tests.strategies import groupings
from samspill.core.grouping.tests.test_composing import SHORT, conference


def afterwards(problem: Grouping, gone: set[int], new: int) -> Grouping:
    kept = tuple(member for member in problem.members if member.id not in gone)
    come = tuple(Member(100 + n, tuple("" for _ in problem.attributes), may_lead=False) for n in range(new))
    return replace(problem, members=kept + come)


@given(groupings(fewest=6, most=8), st.sets(st.integers(1, 8), max_size=2), st.integers(0, 1))
@settings(max_examples=25, deadline=None)
def test_repair_moves_no_more_than_must_be(problem: Grouping, gone: set[int], new: int) -> None:
    single = replace(problem, rounds=(replace(problem.rounds[0], kind="mixed", smallest=2, largest=4),))
    single = replace(single, wishes=tuple(one for one in single.wishes if not one.round))
    try:
        before = compose(single, budget=SHORT).composition
    except Impossible:
        return
    after = afterwards(single, gone, new)

    try:
        mended = repair(after, before)
    except Impossible:
        assert explain(after) is not None
        return

    assert check(after, mended.composition) == []
    least, ways = fewest(after, before, mended.moved)
    assert (mended.moved, mended.cost.total) == (least, min(cost(after, way).total for way in ways))


@given(st.integers(14, 16), st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_no_composition_of_sixteen_people_changes_fewer_seats(people: int, seed: int) -> None:
    dice = Random(seed)
    problem = conference(people, 1)
    members = tuple(replace(one, may_lead=one.id % 2 == 0) for one in problem.members)
    problem = replace(problem, members=members, rounds=(Round("mixed", 4, 3, 4),))
    before = compose(problem, budget=SHORT, seed=seed).composition
    gone = set(dice.sample(dice.choice(before.rounds[0]).people, dice.randint(2, 3)))
    after = afterwards(problem, gone, 1)

    mended = repair(after, before)

    assert check(after, mended.composition) == []
    least, ways = fewest(after, before, mended.moved)
    assert (mended.moved, mended.cost.total) == (least, min(cost(after, way).total for way in ways))


@given(st.integers(0, 10_000))
@settings(max_examples=4, deadline=None)
def test_three_away_and_two_new_of_sixty_move_hardly_anybody(seed: int) -> None:
    problem = conference(60, 3)
    before = compose(problem, budget=SHORT, seed=seed).composition
    after = afterwards(problem, set(Random(seed).sample(range(1, 61), 3)), 2)

    mended = repair(after, before)

    assert check(after, mended.composition) == []
    assert mended.moved <= 5


def test_nobody_moves_when_nothing_is_broken() -> None:
    before = compose(conference(), budget=SHORT).composition

    mended = repair(conference(), before)

    assert (mended.moved, mended.composition, mended.stopped) == (0, before, "proven")


def test_a_leader_who_is_away_is_followed_by_another_of_the_group() -> None:
    members = tuple(Member(n, may_lead=True) for n in range(8))
    problem = Grouping(members, (), (Round("mixed", 2, 3, 5),))
    before = compose(problem, budget=SHORT).composition
    group = before.rounds[0][0]

    mended = repair(replace(problem, members=tuple(one for one in members if one.id != group.leader)), before)

    assert mended.moved == 0
    assert mended.composition.rounds[0][0].leader in set(group.people) - {group.leader}


def test_half_a_conference_away_is_still_mended() -> None:
    problem = replace(conference(60, 2), wishes=(Wish("apart", (1, 2)),))
    before = compose(problem, budget=SHORT).composition
    after = afterwards(problem, set(range(1, 61, 2)), 0)

    mended = repair(after, before, budget=SHORT)

    assert check(after, mended.composition) == []


def test_the_seat_of_an_arrival_is_the_best_of_those_that_are_free() -> None:
    members = (*(Member(n, ("teacher",)) for n in range(4)), *(Member(n, ("nurse",)) for n in range(4, 8)))
    groups = (Group((0, 1, 2, 3), None, 0), Group((4, 5, 6, 7), None, 4))
    problem = Grouping((*members, Member(9, ("nurse",))), (Attribute("profession", 1),), (Round("mixed", 2),))

    mended = repair(replace(problem, needs_leader=False), Composition((groups,)))

    assert mended.composition.rounds[0][0].people == (0, 1, 2, 3, 9)
