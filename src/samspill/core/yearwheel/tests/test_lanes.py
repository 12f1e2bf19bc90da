"""Side by side, and never over each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samspill.core.yearwheel.dial import Arc
from samspill.core.yearwheel.lanes import Lying, depth, lanes_of, pack, share

arcs = st.lists(st.tuples(st.floats(0, 350), st.floats(0.5, 60)), max_size=60).map(
    lambda rows: {f"e{at}": Arc(begins, begins + width) for at, (begins, width) in enumerate(rows)}
)


def overlapping(laid: tuple[Lying, ...]) -> list[tuple[Lying, Lying]]:
    lanes: dict[int, list[Lying]] = {}
    for one in laid:
        lanes.setdefault(one.lane, []).append(one)
    rows = (sorted(own, key=lambda one: one.arc.begins) for own in lanes.values())
    return [(one, other) for row in rows for one, other in pairwise(row) if one.arc.ends > other.arc.begins]


def deepest(given_arcs: dict[str, Arc]) -> int:
    """How many lie over one point at most, counted by hand."""
    starts = [arc.begins for arc in given_arcs.values()]
    return max((sum(arc.begins <= at < arc.ends for arc in given_arcs.values()) for at in starts), default=0)


@given(arcs)
def test_no_two_meet_in_a_lane_and_no_lane_is_too_many(given_arcs: dict[str, Arc]) -> None:
    laid = pack(given_arcs)

    assert overlapping(laid) == []
    assert lanes_of(laid) == depth(given_arcs) == deepest(given_arcs)


@given(arcs, st.integers(1, 6))
def test_with_few_lanes_nothing_is_lost(given_arcs: dict[str, Arc], most: int) -> None:
    laid = pack(given_arcs, most)

    assert overlapping(laid) == []
    assert lanes_of(laid) <= most
    assert sorted(name for one in laid for name in one.ids) == sorted(given_arcs)


def test_the_fullest_ring_gives_way_first() -> None:
    assert share([2, 30, 5], 17) == (2, 10, 5)
    assert share([0, 1], 17) == (1, 1)
