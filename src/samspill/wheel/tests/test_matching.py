from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samspill.wheel.matching import Met, Slot, match, widened

AUTUMN = date(2026, 9, 1)
days = st.integers(0, 60).map(lambda number: AUTUMN + timedelta(days=number))


@st.composite
def plans(draw: st.DrawFn) -> list[Slot]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        first, last = sorted([draw(days), draw(days)])
        made.append(Slot(number, draw(st.integers(1, 2)), first, last, draw(days), draw(st.booleans())))
    return made


meetings = st.lists(st.tuples(st.integers(1, 2), days, st.booleans()), max_size=6).map(
    lambda rows: [Met(number, *row) for number, row in enumerate(rows)]
)


@given(plans(), meetings)
def test_each_is_matched_at_most_once_and_inside_its_window(slots: list[Slot], met: list[Met]) -> None:
    found = match(slots, met)

    by_id = {one.id: one for one in met}
    assert len(set(found.values())) == len(found)
    for slot in slots:
        if slot.id in found:
            meeting = by_id[found[slot.id]]
            assert meeting.arena == slot.arena
            assert min(slot.earliest, slot.on) <= meeting.on <= max(slot.latest, slot.on)


@given(plans(), meetings)
def test_nothing_that_fits_is_left_on_both_sides(slots: list[Slot], met: list[Met]) -> None:
    found = match(slots, met)

    free = [one for one in met if one.id not in found.values()]
    for slot in slots:
        if slot.id not in found:
            near = min(slot.earliest, slot.on), max(slot.latest, slot.on)
            assert not [one for one in free if one.arena == slot.arena and near[0] <= one.on <= near[1]]


@given(plans(), meetings)
def test_the_order_of_rows_does_not_matter(slots: list[Slot], met: list[Met]) -> None:
    assert match(slots, met) == match(list(reversed(slots)), list(reversed(met)))


def test_a_meeting_called_off_never_takes_the_place_of_one_that_stands() -> None:
    slot = Slot(1, 1, AUTUMN, AUTUMN + timedelta(days=29), AUTUMN + timedelta(days=8))

    assert match([slot], [Met(1, 1, slot.on, off=True), Met(2, 1, AUTUMN + timedelta(days=20))]) == {1: 2}


@given(plans(), meetings, days, days)
def test_what_lies_far_from_a_span_changes_nothing_within_it(
    slots: list[Slot], met: list[Met], one: date, other: date
) -> None:
    windows = {slot.id: (min(slot.earliest, slot.on), max(slot.latest, slot.on)) for slot in slots}
    first, last = widened((min(one, other), max(one, other)), windows.values())
    near = [slot for slot in slots if first <= slot.on <= last]

    whole = match(slots, met)

    assert match(near, [each for each in met if first <= each.on <= last]) == {
        slot.id: whole[slot.id] for slot in near if slot.id in whole
    }
