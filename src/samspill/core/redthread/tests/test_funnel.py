from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.redthread.funnel import STATIONS, Funnel, Life, Step, Tally, funnel, merged, tally
from samspill.core.schoolyear import add_months

TODAY = date(2028, 3, 1)
BEGAN = date(2026, 9, 1)
STEPS = ("heard", "decided", "tried", "evaluated", "practice")
DAYS = st.dates(BEGAN, TODAY + timedelta(days=60))
LIVES = st.lists(
    st.builds(
        Life,
        st.integers(0, 10**6),
        st.integers(1, 3),
        st.sampled_from(["primary", "lower"]),
        DAYS,
        *(st.none() | DAYS for _ in range(7)),
        st.sampled_from(["stopped", "declined"]),
        st.sampled_from(["", "steering-group"]),
        st.none() | DAYS,
    ),
    max_size=20,
)
enough = settings(max_examples=100, deadline=None, derandomize=True)


def life(id: int, upto: str = "proposed", **more: object) -> Life:
    """One that came as far as `upto`, a station every thirty days."""
    reached = STEPS[: STEPS.index(upto) + 1] if upto in STEPS else ()
    days = {name: BEGAN + timedelta(days=30 * (at + 1)) for at, name in enumerate(reached)}
    return Life(id, **{"unit": 1, "group": "primary", "proposed": BEGAN, **days, **more})


def step(found: Funnel, station: str) -> Step:
    return found.steps[STATIONS.index(station)]


def test_nothing_is_a_funnel_too() -> None:
    found = funnel([], TODAY)

    assert [(each.reached, each.share, each.waiting, each.median_age) for each in found.steps] == [
        (0, None, 0, None)
    ] * len(STATIONS)


def test_each_station_counts_who_came_there_and_its_share_of_the_one_before() -> None:
    found = funnel([life(1), life(2, "heard"), life(3, "decided"), life(4, "decided")], TODAY)

    assert [each.reached for each in found.steps] == [4, 3, 2, 0, 0, 0, 0]
    assert [each.share for each in found.steps] == [None, 3 / 4, 2 / 3, 0.0, None, None, None]
    assert step(found, "decided").of_all == 0.5


def test_what_waits_is_told_with_its_age_and_for_whom() -> None:
    lives = [
        life(1, "heard", waits_for="steering-group", waiting_since=TODAY - timedelta(days=10)),
        life(2, "heard", waits_for="steering-group", waiting_since=TODAY - timedelta(days=40)),
        life(3, "heard", waits_for="resource-team", waiting_since=TODAY - timedelta(days=20)),
    ]

    heard = step(funnel(lives, TODAY, oldest=2), "heard")

    assert (heard.waiting, heard.median_age, heard.oldest_age, heard.oldest) == (3, 20, 40, (2, 3))
    assert heard.waits_for == (("steering-group", 2), ("resource-team", 1))


def test_without_a_day_it_waits_since_the_last_station() -> None:
    heard = step(funnel([life(1, "heard")], TODAY), "heard")

    assert heard.oldest_age == (TODAY - BEGAN).days - 30


def test_a_skipped_station_is_not_made_up() -> None:
    skipped = life(1, "tried")._replace(heard=None, decided=None)

    found = funnel([skipped, life(2)], TODAY)

    assert [each.reached for each in found.steps] == [2, 0, 0, 1, 0, 0, 0]
    assert (step(found, "tried").share, step(found, "tried").of_all) == (None, 0.5)
    assert step(found, "tried").waiting == 1


def test_a_share_may_exceed_one_when_the_data_do() -> None:
    found = funnel([life(1, "decided"), life(2, "decided")._replace(heard=None)], TODAY)

    assert step(found, "decided").share == 2.0


def test_what_ended_keeps_its_stations_and_waits_no_more() -> None:
    found = funnel([life(1, "tried", ended=TODAY, ending="stopped"), life(2, ended=TODAY, ending="declined")], TODAY)

    assert [each.waiting for each in found.steps] == [0] * len(STATIONS)
    assert step(found, "tried").reached == 1
    assert found.endings == (("declined", 1), ("stopped", 1))


def test_what_is_dated_later_has_not_happened_yet() -> None:
    found = funnel([life(1, "practice")], BEGAN + timedelta(days=31))

    assert [each.reached for each in found.steps] == [1, 1, 0, 0, 0, 0, 0]


def test_a_practice_checked_too_early_is_not_alive_after_a_year() -> None:
    early = life(1, "practice", alive=BEGAN + timedelta(days=200))
    since = early.practice or BEGAN
    later = early._replace(alive=add_months(since, 12))

    assert [step(funnel([each], TODAY), "alive").reached for each in (early, later)] == [0, 1]
    assert step(funnel([later], TODAY), "practice").waiting == 0


def by_school(lives: list[Life]) -> dict[int, Tally]:
    return {unit: tally([one for one in lives if one.unit == unit], TODAY) for unit in {one.unit for one in lives}}


def test_there_is_one_for_each_school() -> None:
    found = by_school([life(1), life(2, "heard", unit=2), life(3, unit=2, proposed=BEGAN - timedelta(days=1))])

    assert {unit: one.reached[:2] for unit, one in found.items()} == {1: [1, 0], 2: [2, 1]}
    assert {unit: (one.waiting, one.since) for unit, one in found.items()} == {
        1: (1, BEGAN),
        2: (2, BEGAN - timedelta(days=1)),
    }


@enough
@given(LIVES)
def test_every_life_waits_once_or_has_ended_or_is_alive(lives) -> None:
    found = funnel(lives, TODAY)

    begun = [each for each in lives if each.proposed <= TODAY]
    over = sum(number for _, number in found.endings)
    waiting = sum(each.waiting for each in found.steps)
    assert len(begun) - step(found, "alive").reached <= waiting + over <= len(begun)
    assert found.steps[0].reached == len(begun)


@enough
@given(LIVES)
def test_schools_add_up_to_the_municipality(lives) -> None:
    schools = by_school(lives)

    whole = merged(schools.values(), TODAY, oldest=len(lives))

    assert whole == funnel(lives, TODAY, oldest=len(lives))
    assert sum(each.waiting for each in whole.steps) == sum(one.waiting for one in schools.values())
    assert [each.reached for each in whole.steps] == [
        sum(one.reached[at] for one in schools.values()) for at in range(len(STATIONS))
    ]
    for unit, one in schools.items():
        alone = funnel([each for each in lives if each.unit == unit], TODAY)
        ages = [each.oldest_age for each in alone.steps if each.oldest_age is not None]
        assert max(ages, default=None) == ((TODAY - one.since).days if one.since else None)


@enough
@given(LIVES)
def test_ages_are_never_negative_and_the_oldest_is_no_younger_than_the_middle(lives) -> None:
    for each in funnel(lives, TODAY).steps:
        assert (each.median_age is None) == (each.waiting == 0)
        assert 0 <= (each.median_age or 0) <= (each.oldest_age or 0)
