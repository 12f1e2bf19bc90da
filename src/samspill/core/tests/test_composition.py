from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samspill.core.composition import SOON, Sitting, Wanted, missing

DAY = date(2026, 10, 1)
BEGAN = date(2026, 8, 17)
ADVISER = Wanted("adviser", deputy=True, professions=frozenset({"ppt_adviser"}))


def sits(person: int, role: str = "adviser", **more: object) -> Sitting:
    given = {"since": BEGAN, "deputy": 9, "leads": True, "professions": frozenset({"ppt_adviser"}), **more}
    return Sitting(id=f"seat-{person}", person=person, role=role, **given)


def codes(*seats: Sitting, places: tuple[Wanted, ...] = (ADVISER,)) -> list[str]:
    return [finding.code for finding in missing(places, seats, lead="leader", day=DAY)]


def test_a_filled_body_lacks_nothing() -> None:
    assert codes(sits(1)) == []


def test_an_empty_body_lacks_its_members_and_its_lead() -> None:
    assert codes() == ["vacant", "lead-missing"]


def test_a_seat_that_ended_yesterday_is_vacant_today() -> None:
    assert "vacant" in codes(sits(1, until=DAY - timedelta(days=1)))


def test_a_seat_counts_on_its_last_day() -> None:
    assert codes(sits(1, until=DAY)) == []


def test_an_adviser_without_a_deputy_is_told() -> None:
    found = missing([ADVISER], [sits(1, deputy=None)], lead="leader", day=DAY)

    assert [(f.code, f.params["role"], f.params["person"]) for f in found] == [("deputy-missing", "adviser", 1)]


def test_too_few_says_how_many_there_are() -> None:
    found = missing([Wanted("adviser", at_least=3)], [sits(1)], lead="leader", day=DAY)

    assert [(f.code, f.params["have"], f.params["wanted"]) for f in found] == [("too-few", 1, 3)]


def test_an_optional_place_may_stay_empty() -> None:
    assert codes(sits(1), places=(ADVISER, Wanted("other", optional=True))) == []


def test_everybody_of_a_kind_is_missed_by_name() -> None:
    everyone = Wanted("leader", belonging=frozenset({1, 2, 3}))

    found = missing([everyone], [sits(1, "leader")], lead="leader", day=DAY)

    assert [(f.code, f.params["person"]) for f in found] == [("everyone-missing", 2), ("everyone-missing", 3)]


def test_another_profession_is_noticed() -> None:
    assert codes(sits(1, professions=frozenset({"teacher"}))) == ["wrong-profession"]


def test_two_leads_are_one_too_many() -> None:
    assert codes(sits(1), sits(2)) == ["several-leads"]


def test_a_guest_neither_fills_a_place_nor_leads() -> None:
    assert codes(sits(1, guest=True, until=DAY + SOON * 2)) == ["vacant", "lead-missing"]


def test_a_guest_who_leaves_soon_is_told_and_one_with_time_left_is_not() -> None:
    near = codes(sits(1), sits(2, "", guest=True, until=DAY + SOON))
    far = codes(sits(1), sits(2, "", guest=True, until=DAY + SOON + timedelta(days=1)))

    assert (near, far) == (["guest-leaves-soon"], [])


@given(st.integers(0, 6), st.integers(1, 6))
def test_a_place_is_vacant_or_short_exactly_when_there_are_fewer_than_asked(have: int, wanted: int) -> None:
    place = Wanted("adviser", at_least=wanted)

    found = missing([place], [sits(n, leads=n == 0) for n in range(have)], lead="leader", day=DAY)

    short = {f.code for f in found} & {"vacant", "too-few"}
    assert short == (set() if have >= wanted else {"too-few"} if have else {"vacant"})
