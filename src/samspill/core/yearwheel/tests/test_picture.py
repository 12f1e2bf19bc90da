"""The whole wheel: marks in their cells, rings within each other, words of what is drawn."""

import math
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.schoolyear import SchoolYear
from samspill.core.yearwheel import SIGNS, SIZES, Dial, Event, Picture, Shade, draw, quarters
from samspill.core.yearwheel.signs import CORNERS, GROUND, NEEDED, SHAPES, contrast
from samspill.core.yearwheel.tests.strategies import MONTHS, RINGS, dials, events_of, full_year

YEAR = SchoolYear(2026)


def drawn(dial: Dial, events: list[Event], today: date | None = None) -> Picture:
    return draw(dial, RINGS, events, today=today, months=MONTHS)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_everything_shown_has_a_cell_of_its_own(data: st.DataObject) -> None:
    dial = data.draw(dials)
    events = data.draw(events_of(dial))

    picture = drawn(dial, events)

    shown = [one.id for one in events if one.ring in RINGS and dial.arc(one.first, one.last)]
    assert sorted(name for mark in picture.marks for name in mark.ids) == sorted(shown)
    cells = sorted((mark.ring, mark.lane, mark.arc.begins, mark.arc.ends) for mark in picture.marks)
    assert not [one for one, other in pairwise(cells) if one[:2] == other[:2] and one[3] > other[2] + 1e-9]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_marks_stay_in_their_ring_and_rings_within_each_other(data: st.DataObject) -> None:
    dial = data.draw(dials)

    picture = drawn(dial, data.draw(events_of(dial)))

    rings = {ring.key: ring for ring in picture.rings}
    outer = [ring.outer for ring in picture.rings]
    assert outer == sorted(outer, reverse=True)
    assert all(before.inner >= after.outer for before, after in pairwise(picture.rings))
    assert picture.rings[-1].inner >= SIZES.inner - 1e-6
    for mark in picture.marks:
        assert rings[mark.ring].inner - 1e-6 <= mark.inner < mark.outer <= rings[mark.ring].outer + 1e-6
        assert mark.inner <= math.hypot(mark.x, mark.y) + 0.1 <= mark.outer + 0.2


@given(st.data())
@settings(max_examples=10, deadline=None)
def test_marks_come_in_order_of_time_and_the_picture_is_the_same_again(data: st.DataObject) -> None:
    dial = data.draw(dials)
    events = data.draw(events_of(dial))
    days = {one.id: one.first for one in events}

    picture = drawn(dial, events)

    assert picture == drawn(dial, events)
    order = [days[mark.ids[0]] for mark in picture.marks]
    assert order == sorted(order)


def test_a_busy_year_keeps_its_marks_large_enough_and_says_how_many_lie_in_a_heap() -> None:
    picture = drawn(Dial.of(YEAR.period), full_year(500))

    assert sum(mark.count for mark in picture.marks) == 500
    assert min(mark.outer - mark.inner for mark in picture.marks) >= 8
    assert len(picture.labels) > 25


def test_a_quarter_shows_its_own_and_fewer_lie_in_heaps() -> None:
    events = full_year(500)
    whole = drawn(Dial.of(YEAR.period), events)

    parts = [drawn(Dial.of(quarter), events) for quarter in quarters(YEAR)]

    heaped = [sum(mark.count for mark in one.marks if mark.count > 1) for one in (whole, *parts)]
    assert sum(heaped[1:]) <= heaped[0]
    assert all(len(one.months) == 3 for one in parts)


def test_twelve_months_and_every_iso_week_have_their_name() -> None:
    picture = drawn(Dial.of(YEAR.period), [])

    assert [month.name and month.name.text for month in picture.months][:2] == ["month 8", "month 9"]
    assert [week.name and week.name.text for week in picture.weeks][1:4] == ["32", "33", "34"]


def test_today_has_a_hand_only_in_its_own_year() -> None:
    dial = Dial.of(YEAR.period)

    assert drawn(dial, [], date(2026, 8, 1)).hand == pytest.approx(0.49, abs=0.01)
    assert drawn(dial, [], date(2027, 8, 1)).hand is None


def test_days_without_school_lie_behind() -> None:
    days = [
        Shade("holiday", date(2026, 10, 5), date(2026, 10, 9)),
        Shade("planning", date(2028, 1, 3), date(2028, 1, 3)),
    ]

    picture = draw(Dial.of(YEAR.period), RINGS, [], days, months=MONTHS)

    assert [shade.key for shade in picture.shades] == ["holiday"]


def test_no_text_stands_on_its_head() -> None:
    picture = drawn(Dial.of(YEAR.period), [])

    turned = [one.name.turned for one in (*picture.months, *picture.weeks) if one.name]
    assert all(angle <= 90 or angle >= 270 for angle in turned)


@pytest.mark.parametrize("kind", sorted(SIGNS))
def test_each_kind_can_be_seen_and_told_by_its_shape(kind: str) -> None:
    sign = SIGNS[kind]

    assert sign.shape in SHAPES
    assert [one.shape for one in SIGNS.values()].count(sign.shape) == 1
    assert min(contrast(sign.light, ground) for ground in GROUND["light"]) >= NEEDED
    assert min(contrast(sign.dark, ground) for ground in GROUND["dark"]) >= NEEDED


def test_no_corner_leaves_its_square() -> None:
    assert all(abs(x) <= 1 and abs(y) <= 1 for corners in CORNERS.values() for x, y in corners)


def test_paths_hold_only_numbers_and_letters_of_paths() -> None:
    picture = drawn(Dial.of(YEAR.period), full_year(60))

    assert all(re.fullmatch(r"[MALaZ\d. -]+", mark.path) for mark in picture.marks)
