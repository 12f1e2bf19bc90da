from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samspill.core.clashes import AT_ONCE, SAME_DAY, WEEKDAY, Clash, Diary, Slot, better, clashes, overlap
from samspill.core.schoolyear import SchoolDays

MONDAY = date(2026, 9, 14)
DAYS = SchoolDays(tuple(day for n in range(40) if (day := MONDAY + timedelta(days=n)).weekday() < 5))
NURSE, TEACHER = 1, 2
ONE = Slot(1, MONDAY, time(13, 0), 60)

slots = st.builds(
    Slot,
    st.integers(2, 9),
    st.sampled_from([MONDAY, MONDAY + timedelta(days=1)]),
    st.none() | st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.integers(1, 240),
)
diaries = st.builds(
    Diary,
    st.dictionaries(st.integers(1, 4), st.lists(slots, max_size=4)),
    st.dictionaries(st.integers(1, 4), st.sets(st.integers(1, 5))),
)


@given(slots, slots)
def test_overlap_is_the_same_from_both_sides(one: Slot, other: Slot) -> None:
    assert overlap(one, other) == overlap(other, one)


@given(slots, slots)
def test_two_hours_overlap_when_a_minute_is_in_both(one: Slot, other: Slot) -> None:
    if one.first is None or other.first is None or one.on != other.on:
        return
    shared = set(range(one.first, one.first + one.minutes)) & set(range(other.first, other.first + other.minutes))

    assert overlap(one, other) == (AT_ONCE if shared else None)


@given(slots, diaries)
def test_what_is_suggested_has_fewer_elsewhere(slot: Slot, diary: Diary) -> None:
    now = {clash.person for clash in clashes(slot, diary)}

    for one in better(slot, diary, DAYS):
        assert len({clash.person for clash in clashes(one, diary)}) < len(now)
        assert days_or_same(one, slot)


def days_or_same(one: Slot, slot: Slot) -> bool:
    return one.on == slot.on or (DAYS.is_school_day(one.on) and one.begins == slot.begins)


def test_one_after_the_other_is_no_clash() -> None:
    diary = Diary({TEACHER: [Slot(2, MONDAY, time(14, 0), 60), Slot(3, MONDAY, time(12, 0), 60)]}, {})

    assert clashes(ONE, diary) == ()


def test_a_meeting_never_clashes_with_itself() -> None:
    assert clashes(ONE, Diary({TEACHER: [ONE]}, {})) == ()


def test_the_nurse_is_there_on_thursdays_and_the_teacher_in_another_meeting() -> None:
    diary = Diary({TEACHER: [Slot(2, MONDAY, time(13, 30), 60)], NURSE: [Slot(3, MONDAY, None, 60)]}, {NURSE: {4}})

    assert clashes(ONE, diary) == (Clash(NURSE, WEEKDAY), Clash(NURSE, SAME_DAY, 3), Clash(TEACHER, AT_ONCE, 2))


def test_the_nearest_free_hours_and_days_are_suggested() -> None:
    diary = Diary({TEACHER: [Slot(2, MONDAY, time(13, 30), 60)]}, {NURSE: {1, 4}})

    offered = [(one.on.isoweekday(), one.begins) for one in better(ONE, diary, DAYS)]

    assert offered == [(1, time(12, 30)), (1, time(12, 0)), (4, time(13, 0)), (1, time(13, 0))]


def test_nothing_is_suggested_when_nobody_is_elsewhere() -> None:
    assert better(ONE, Diary({}, {}), DAYS) == ()
