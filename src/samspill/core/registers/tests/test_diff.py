from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.registers.diff import Changed, FieldChange, Stop, apply, compare, guard

RECORDS = st.dictionaries(
    st.integers(0, 9), st.dictionaries(st.sampled_from("abc"), st.one_of(st.none(), st.integers(0, 2)))
)


def test_new_changed_same_and_gone() -> None:
    old = {1: {"name": "A"}, 2: {"name": "B"}, 3: {"name": "C"}}

    diff = compare({1: {"name": "A"}, 2: {"name": "Bo"}, 4: {"name": "D"}}, old)

    assert diff.new == {4: {"name": "D"}}
    assert diff.changed == (Changed(2, (FieldChange("name", "B", "Bo"),)),)
    assert (diff.same, diff.gone) == ((1,), (3,))


def test_a_field_the_file_does_not_speak_of_is_untouched() -> None:
    old = {1: {"name": "A", "phone": "12345678"}}

    diff = compare({1: {"name": "Å"}}, old)

    assert apply(old, diff) == {1: {"name": "Å", "phone": "12345678"}}


@given(RECORDS)
def test_a_file_against_itself_is_empty(records: dict) -> None:
    assert compare(records, records).empty


@given(RECORDS, RECORDS)
def test_applied_the_diff_gives_the_new_and_keeps_the_gone(new: dict, old: dict) -> None:
    after = apply(old, compare(new, old))

    assert set(after) == set(new) | set(old)
    assert all(after[key] == {**old.get(key, {}), **new.get(key, {})} for key in after)


@given(RECORDS, RECORDS)
def test_a_second_import_of_the_same_file_changes_nothing(new: dict, old: dict) -> None:
    after = apply(old, compare(new, old))

    again = compare(new, after)

    assert not again.new
    assert not again.changed


@pytest.mark.parametrize(
    ("would_end", "standing", "stops"), [(0, 0, False), (1, 0, True), (10, 100, False), (11, 100, True), (1, 9, True)]
)
def test_more_than_a_tenth_stops(would_end: int, standing: int, stops: bool) -> None:
    stop = guard(would_end=would_end, standing=standing)

    assert isinstance(stop, Stop) is stops
