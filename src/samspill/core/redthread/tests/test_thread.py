from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.redthread.tests.graphs import graphs, station, ties
from samspill.core.redthread.thread import Tie, back, disconnected, forward, thread

enough = settings(max_examples=120, deadline=None, derandomize=True)

# Two statements grew into one proposal and one of them into another; the proposal was tried and became practice.
STATIONS = [
    station("said-1", 0, 0),
    station("said-2", 0, 1),
    station("proposal", 1, 9),
    station("other", 1, 8),
    station("try-out", 2, 20),
    station("practice", 3, 40),
]
TIES = ties("said-1>proposal", "said-2>proposal", "said-2>other", "proposal>try-out", "try-out>practice")


def keys(start: str) -> list[str]:
    return [each.key for each in thread(STATIONS, TIES, start).stations]


def test_the_thread_of_a_practice_leads_back_to_all_that_was_said() -> None:
    assert keys("practice") == ["said-1", "said-2", "proposal", "try-out", "practice"]


def test_the_thread_of_a_statement_leads_to_everything_it_became_part_of() -> None:
    assert keys("said-2") == ["said-2", "other", "proposal", "try-out", "practice"]


def test_siblings_are_no_part_of_it() -> None:
    assert keys("other") == ["said-2", "other"]


def test_it_tells_what_was_before_and_what_came_after() -> None:
    found = thread(STATIONS, TIES, "proposal")

    assert found.before == {"said-1", "said-2"}
    assert found.after == {"try-out", "practice"}


def test_a_station_without_a_day_is_read_right_after_its_cause() -> None:
    undated = [*STATIONS, station("hearing", 1, None)]

    found = thread(undated, [*TIES, *ties("proposal>hearing")], "said-1")

    assert [each.key for each in found.stations] == ["said-1", "proposal", "hearing", "try-out", "practice"]


def test_what_is_dated_before_its_cause_is_still_read_after_it() -> None:
    found = thread([station("a", 0, 10), station("b", 1, 0)], ties("a>b"), "a")

    assert [each.key for each in found.stations] == ["a", "b"]


def test_a_circle_is_told_and_can_be_read() -> None:
    found = thread(STATIONS, [*TIES, *ties("practice>proposal")], "said-1")

    assert found.circles == (("practice", "proposal", "try-out"),)
    assert [each.key for each in found.stations] == ["said-1", "proposal", "try-out", "practice"]


def test_a_station_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no station 'nowhere'"):
        thread(STATIONS, TIES, "nowhere")


def test_two_stations_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="Two stations have the key 'a'"):
        thread([station("a"), station("a", 1)], [], "a")


def test_a_tie_that_ends_nowhere_is_passed_over_and_told() -> None:
    loose = [*TIES, *ties("practice>gone")]

    assert keys("practice")[-1] == "practice"
    assert disconnected(STATIONS, loose).dangling == (Tie("practice", "gone", "became"),)


def test_pieces_that_hang_in_the_air_are_told() -> None:
    found = disconnected([*STATIONS, station("alone"), station("x"), station("y")], [*TIES, *ties("y>x")])

    assert found.pieces == (("x", "y"), ("alone",))
    assert not disconnected(STATIONS, TIES)


def test_a_log_of_thousands_of_entries_is_one_chain() -> None:
    chain = [station(f"{at:05}", 2, at) for at in range(5000)]
    steps = ties(*(f"{at:05}>{at + 1:05}" for at in range(4999)))

    assert [each.key for each in thread(chain, steps, "02500").stations] == [each.key for each in chain]


@enough
@given(graphs())
def test_one_is_before_the_other_exactly_if_the_other_came_of_it(graph) -> None:
    stations, all_ties = graph
    names = [each.key for each in stations]

    assert all((b in forward(all_ties, a)) == (a in back(all_ties, b)) for a in names for b in names)


@enough
@given(graphs(circles=False))
def test_without_circles_every_tie_leads_onward_in_the_reading(graph) -> None:
    stations, all_ties = graph

    found = thread(stations, all_ties, "s0")

    place = {each.key: at for at, each in enumerate(found.stations)}
    assert found.circles == ()
    assert all(place[tie.source] < place[tie.target] for tie in found.ties)


@enough
@given(graphs())
def test_a_thread_holds_what_leads_to_its_start_or_from_it_and_nothing_else(graph) -> None:
    stations, all_ties = graph

    found = thread(stations, all_ties, "s0")

    expected = {"s0"} | forward(all_ties, "s0") | back(all_ties, "s0")
    assert sorted(each.key for each in found.stations) == sorted(expected)
    assert not disconnected(found.stations, found.ties)


@enough
@given(graphs(), st.integers(0, 99))
def test_the_order_things_come_in_does_not_matter(graph, seed) -> None:
    stations, all_ties = graph
    dice = Random(seed)
    shuffled = dice.sample(stations, len(stations)), dice.sample(all_ties, len(all_ties))

    assert thread(*shuffled, "s0") == thread(stations, all_ties, "s0")
    assert disconnected(*shuffled) == disconnected(stations, all_ties)
