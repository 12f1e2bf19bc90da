import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.grouping import (
    Attribute,
    Composition,
    Group,
    Grouping,
    Member,
    Overlap,
    Round,
    compose,
    cost,
    delta,
    mixing,
    move,
    overlap,
    swap,
)
from samspill.core.grouping.tests.test_composing import SHORT, conference

FOUR = tuple(Member(n, ("a" if n < 3 else "b",), may_lead=n == 1) for n in (1, 2, 3, 4))
ROUNDS = (Round("mixed", 2, 2, 2), Round("mixed", 2, 2, 2))
PROBLEM = Grouping(FOUR, (Attribute("side", 3),), ROUNDS, met={(1, 2): 1}, needs_leader=False)
TWICE = Composition(((Group((1, 2)), Group((3, 4))), (Group((1, 2)), Group((3, 4)))))


def test_a_composition_is_told_in_numbers() -> None:
    told = mixing(PROBLEM, TWICE)

    assert told.meetings == {(1, 2): 2, (3, 4): 2}
    assert (told.repeated, told.met, told.possible, told.share) == (2, 2, 4, 0.5)
    assert told.nobody_new == ((1, 2), (1, 2, 3, 4))
    assert told.spread[0][0] == {"side": {"a": 2}}
    assert told.overlaps[0].overlap == Overlap(1.0, (0, 0), ((0, 0), (1, 1)))


def test_the_cost_is_told_by_part() -> None:
    price = cost(PROBLEM, TWICE)

    assert (price.repeats, price.mix, price.unlike, price.total) == (4, 12, 0, 52)
    assert (price.by_round, price.by_attribute) == ((16, 36), {"side": 12})


def test_overlap_is_shared_people_by_all_their_people() -> None:
    assert overlap([(1, 2, 3), (4, 5, 6)], [(1, 2, 4), (3, 5, 6)]) == Overlap(0.5, (0, 0), ())
    assert overlap([], [(1,)]) == Overlap(0.0, None, ())


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_what_a_drag_costs_is_what_the_cost_changes(data: st.DataObject) -> None:
    problem = conference()
    before = compose(problem, budget=SHORT).composition
    number, one, other = data.draw(st.tuples(st.integers(0, 1), st.integers(1, 24), st.integers(1, 24)))
    group = data.draw(st.integers(0, len(before.rounds[number]) - 1))

    for after in (swap(problem, before, one, other, number), move(problem, before, one, group, number)):
        change = cost(problem, after).total - cost(problem, before).total
        assert delta(problem, before, after, number) == change


def test_a_swap_keeps_duties_that_are_valid() -> None:
    before = Composition(((Group((1, 2), 1, 2), Group((3, 4), None, 3)),) * 2)

    after = swap(PROBLEM, before, 2, 4, 0)

    assert after.rounds[0] == (Group((1, 4), 1, 4), Group((2, 3), None, 3))
    assert after.rounds[1] == before.rounds[1]


def test_who_has_no_seat_cannot_be_swapped() -> None:
    with pytest.raises(ValueError, match="seat the person with move"):
        swap(PROBLEM, TWICE, 1, 99, 0)
