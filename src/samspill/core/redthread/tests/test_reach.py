from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.redthread.reach import Count, Share, reach

SIZES = st.lists(st.integers(0, 7), min_size=1, max_size=4)


def counts(*pairs: tuple[int, int]) -> list[Count]:
    return [Count(f"g{at}", reached, total) for at, (reached, total) in enumerate(pairs)]


def test_large_groups_are_shown_each_for_itself() -> None:
    found = reach(counts((12, 24), (3, 6)))

    assert found.shares == (Share("g0", 12, 24, 0.5), Share("g1", 3, 6, 0.5))
    assert (found.others, found.hidden, found.whole) == (None, (), Share("", 15, 30, 0.5))


def test_small_groups_are_told_together() -> None:
    found = reach(counts((12, 24), (1, 1), (0, 2), (2, 3)))

    assert [share.group for share in found.shares] == ["g0"]
    assert (found.others, found.hidden) == (Share("", 3, 6, 0.5), ("g1", "g2", "g3"))


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    found = reach(counts((12, 24), (5, 8), (1, 2)))

    assert found.hidden == ("g1", "g2")
    assert found.others == Share("", 6, 10, 0.6)


def test_small_groups_take_more_with_them_until_they_are_enough() -> None:
    assert reach(counts((12, 24), (5, 8), (1, 1), (0, 1))).hidden == ("g1", "g2", "g3")


def test_others_who_are_all_in_or_all_out_are_kept_back_and_the_whole_with_them() -> None:
    found = reach(counts((12, 24), (0, 3), (0, 3)))

    assert found.shares == (Share("g0", 12, 24, 0.5),)
    assert (found.others, found.whole) == (None, None)


def test_a_staff_that_is_too_small_is_not_told_about() -> None:
    found = reach(counts((1, 2), (1, 2)))

    assert (found.shares, found.others, found.whole) == ((), None, None)
    assert found.hidden == ("g0", "g1")


def test_a_group_without_people_hides_nobody() -> None:
    found = reach(counts((12, 24), (1, 3), (0, 0), (7, 9)))

    assert (found.hidden, found.empty) == (("g1", "g3"), ("g2",))


@pytest.mark.parametrize(
    ("given", "least", "message"),
    [
        (counts((3, 2)), 5, "3 of 2 in 'g0'"),
        ([Count("a", 1, 9), Count("a", 1, 9)], 5, "'a' comes twice"),
        (counts((3, 9)), 2, "least is 2"),
    ],
)
def test_what_cannot_be_is_refused(given: list[Count], least: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        reach(given, least)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SIZES, st.integers(3, 5))
def test_a_hidden_number_cannot_be_worked_out_even_by_one_who_knows_sizes_and_rules(sizes, least) -> None:
    worlds = defaultdict(list)
    for reached in product(*(range(size + 1) for size in sizes)):
        worlds[reach(counts(*zip(reached, sizes, strict=True)), least)].append(reached)

    for told, possible in worlds.items():
        for group in told.hidden:
            at = int(group[1:])
            assert len({reached[at] for reached in possible}) > 1


@settings(max_examples=80, deadline=None, derandomize=True)
@given(SIZES, st.integers(3, 5), st.randoms(use_true_random=False))
def test_no_number_tells_about_fewer_than_the_least(sizes, least, dice) -> None:
    found = reach(counts(*((dice.randint(0, size), size) for size in sizes)), least)

    told = [*found.shares, *(share for share in (found.others, found.whole) if share)]
    assert all(share.total >= least for share in told)
