from dataclasses import replace

import pytest
from hypothesis import given, settings

from samspill.core.grouping import Grouping, Impossible, Member, Reason, Round, Wish, compose, explain, without
from samspill.core.grouping.rules import rules_of
from samspill.core.grouping.seating import seat
from samspill.core.grouping.tests.brute import valid
from samspill.core.grouping.tests.strategies import groupings, impossible


def problem(people: int = 12, leaders: int = 12, **changes: object) -> Grouping:
    members = tuple(Member(n, may_lead=n <= leaders) for n in range(1, people + 1))
    return replace(Grouping(members, (), (Round("mixed", 3, 3, 5),)), **changes)


def codes(one: Grouping) -> list[str]:
    conflict = explain(one)
    return sorted(conflict.codes) if conflict else []


def test_apart_and_together_collide() -> None:
    wishes = (Wish("apart", (3, 4)), Wish("apart", (1, 2)), Wish("together", (2, 5)), Wish("together", (5, 1)))

    conflict = explain(problem(wishes=wishes))

    assert conflict is not None
    assert [reason.wish for reason in conflict.reasons] == [1, 2, 3]
    assert all(reason.without for reason in conflict.reasons)


def test_too_few_leaders_are_told_with_numbers() -> None:
    conflict = explain(problem(leaders=2))

    assert conflict is not None
    assert Reason("leaders", {"have": 2, "wanted": 3}, without=True) in conflict.reasons


def test_without_leaders_it_can_be_composed() -> None:
    made = compose(problem(leaders=2, needs_leader=False)).composition

    assert sum(group.leader is not None for group in made.rounds[0]) <= 2


def test_sizes_that_do_not_divide_collide_alone() -> None:
    assert codes(problem(people=8)) == ["sizes"]


def test_more_people_to_be_kept_apart_than_groups_collide() -> None:
    assert codes(problem(wishes=(Wish("apart", (1, 2, 3, 4)),))) == ["wish-apart"]


def test_two_pins_of_one_person_collide() -> None:
    assert codes(problem(wishes=(Wish("pin", (1,), 0, 0), Wish("pin", (1,), 0, 1)))) == ["wish-pin", "wish-pin"]


def test_a_head_among_own_staff_only_is_told() -> None:
    members = tuple(Member(n, is_head=n < 3, unit="A" if n < 11 else "B", may_lead=True) for n in range(12))
    pins = (Wish("pin", (0,), 0, 0), Wish("pin", (1,), 0, 1))

    assert codes(problem(members=members, wishes=pins)) == ["heads", "wish-pin", "wish-pin"]


def test_nobody_who_may_write_is_told() -> None:
    members = tuple(Member(n, may_lead=True, may_note=n < 2) for n in range(12))

    assert codes(problem(members=members)) == ["note-takers"]


def test_impossible_carries_the_conflict() -> None:
    with pytest.raises(Impossible) as told:
        compose(problem(leaders=2))

    assert "leaders" in told.value.conflict.codes


@given(impossible())
@settings(max_examples=30, deadline=None)
def test_a_conflict_is_as_small_as_can_be(one: Grouping) -> None:
    conflict = explain(one)

    assert conflict is not None
    assert conflict.proven
    rules = [reason.code if reason.wish is None else reason.wish for reason in conflict.reasons]

    assert seat(rules_of(one, conflict.round, only=frozenset(rules))) is None
    for given_up in rules:
        assert seat(rules_of(one, conflict.round, only=frozenset(rules) - {given_up})) is not None


@given(groupings(fewest=4, most=7))
@settings(max_examples=40, deadline=None)
def test_what_is_impossible_really_is(one: Grouping) -> None:
    single = replace(one, rounds=one.rounds[:1])

    assert (explain(single) is None) == any(True for _ in valid(single))


@given(impossible())
@settings(max_examples=20, deadline=None)
def test_giving_up_what_is_said_to_help_helps(one: Grouping) -> None:
    conflict = explain(one)

    assert conflict is not None
    for reason in conflict.reasons:
        assert reason.without == (explain(without(one, reason, conflict.round)) is None)
