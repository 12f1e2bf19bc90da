from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.redthread.crossings import crossings, untangled
from samspill.core.redthread.layering import WIDE
from samspill.core.redthread.picture import Box, Picture, picture
from samspill.core.redthread.tests.graphs import graphs, station, ties
from samspill.core.redthread.thread import thread

enough = settings(max_examples=60, deadline=None, derandomize=True)


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width < other.x
        or other.x + other.width < one.x
        or one.y + one.height < other.y
        or other.y + other.height < one.y
    )


def on_edge(box: Box, point: tuple[int, int]) -> bool:
    x, y = point
    inside = box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height
    return inside and (x in (box.x, box.x + box.width) or y in (box.y, box.y + box.height))


def faults(drawn: Picture) -> list[str]:
    """What is wrong with a picture: boxes over each other or outside, lines that end beside their boxes or leave it."""
    boxes = {box.key: box for box in drawn.boxes}
    lines = [(line, boxes[line.source], boxes[line.target]) for line in drawn.lines]
    return [
        *(f"{one.key} over {other.key}" for one, other in combinations(drawn.boxes, 2) if not apart(one, other)),
        *(f"{box.key} outside" for box in drawn.boxes if not within(drawn, (box.x, box.y))),
        *(f"{box.key} outside" for box in drawn.boxes if not within(drawn, (box.x + box.width, box.y + box.height))),
        *(f"a line begins beside {source.key}" for line, source, _ in lines if not on_edge(source, line.points[0])),
        *(f"a line ends beside {target.key}" for line, _, target in lines if not on_edge(target, line.points[-1])),
        *(
            f"a line from {one.key} outside"
            for line, one, _ in lines
            if not all(within(drawn, it) for it in line.points)
        ),
    ]


def within(drawn: Picture, point: tuple[int, int]) -> bool:
    x, y = point
    return 0 <= x <= drawn.width and 0 <= y <= drawn.height


def through_a_box(drawn: Picture) -> list[tuple[str, str]]:
    """Level pieces of lines that run through a box; the slanting ones lie between the layers, where no box is."""
    level = [(line, a, b) for line in drawn.lines for a, b in pairwise(line.points) if a[1] == b[1]]
    return [
        (line.source, box.key)
        for line, a, b in level
        for box in drawn.boxes
        if box.y < a[1] < box.y + box.height and min(a[0], b[0]) < box.x + box.width and max(a[0], b[0]) > box.x
    ]


def test_a_single_station_is_a_picture() -> None:
    drawn = picture(thread([station("a")], [], "a"))

    assert (drawn.width, drawn.height) == (WIDE.along + 2 * WIDE.margin, WIDE.across + 2 * WIDE.margin)
    assert [(box.key, box.x, box.y) for box in drawn.boxes] == [("a", WIDE.margin, WIDE.margin)]


def test_stages_stand_side_by_side_and_on_a_phone_one_below_the_other() -> None:
    way = thread([station("a", 0), station("b", 4)], ties("a>b"), "a")

    wide, narrow = picture(way), picture(way, narrow=True)

    assert [(box.column, box.row) for box in wide.boxes] == [(0, 0), (1, 0)]
    assert [(box.column, box.row) for box in narrow.boxes] == [(0, 0), (0, 1)]
    assert [band.stage for band in wide.bands] == [0, 4]


def test_neighbours_are_joined_by_straight_lines_and_passed_by_others() -> None:
    said = [station("a", 0), station("b", 0)]
    way = thread([*said, station("c", 1), station("d", 2)], ties("a>c", "c>d", "b>d"), "d")

    drawn = picture(way)

    assert len({y for line in drawn.lines if line.target == "c" for _, y in line.points}) == 1
    assert through_a_box(drawn) == []


def test_a_crowded_stage_takes_several_layers() -> None:
    log = [station(f"{at:02}", 1, at) for at in range(30)]
    way = thread([station("try-out"), *log], ties(*(f"try-out>{each.key}" for each in log)), "try-out")

    drawn = picture(way)

    assert [sum(box.column == column for box in drawn.boxes) for column in range(4)] == [1, 10, 10, 10]
    assert len(drawn.bands) == 2


def test_a_phone_shows_two_boxes_beside_each_other_and_no_more() -> None:
    stations = [station(f"{at}", at % 4, at) for at in range(12)]
    way = thread(stations, ties(*(f"{at}>{at + 1}" for at in range(11))), "0")

    assert max(box.column for box in picture(way, narrow=True).boxes) == 1


def test_what_is_tangled_is_untangled() -> None:
    layers = [[("a", 0), ("b", 0), ("c", 0)], [("x", 1), ("y", 1), ("z", 1)]]
    links = {(("a", 0), ("z", 1)), (("b", 0), ("y", 1)), (("c", 0), ("x", 1))}

    assert crossings(layers, links) == 3
    assert crossings(untangled(layers, links), links) == 0


@pytest.mark.parametrize("narrow", [False, True])
def test_two_hundred_stations_can_be_drawn(narrow: bool) -> None:
    dice = Random(7)
    stations = [station(f"{at:03}", at // 20, at) for at in range(200)]
    pairs = ties(*(f"{dice.randrange(at):03}>{at:03}" for at in range(1, 200) for _ in range(2)))

    drawn = picture(thread(stations, pairs, "000"), narrow=narrow)

    assert len(drawn.boxes) == 200
    assert faults(drawn) == []


@enough
@given(graphs(), st.booleans())
def test_no_boxes_overlap_and_every_line_ends_at_its_boxes(graph, narrow) -> None:
    drawn = picture(thread(*graph, "s0"), narrow=narrow)

    assert faults(drawn) == []


@enough
@given(graphs())
def test_no_line_runs_through_a_box(graph) -> None:
    assert through_a_box(picture(thread(*graph, "s0"))) == []


@enough
@given(graphs(), st.integers(0, 99))
def test_the_same_thread_gives_the_same_picture(graph, seed) -> None:
    stations, all_ties = graph
    dice = Random(seed)
    shuffled = dice.sample(stations, len(stations)), dice.sample(all_ties, len(all_ties))

    assert picture(thread(*shuffled, "s0")) == picture(thread(stations, all_ties, "s0"))
