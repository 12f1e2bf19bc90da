"""Random years for the wheel."""

from datetime import date, timedelta

from hypothesis import strategies as st

from samspill.core.schoolyear import SchoolYear
from samspill.core.yearwheel import SIGNS, Dial, Event, quarters

MONTHS = {number: f"month {number}" for number in range(1, 13)}
RINGS = {"municipality": "Municipality", "school": "School", "team": "Team"}

years = st.integers(2000, 2060).map(SchoolYear)
dials = years.flatmap(
    lambda year: st.sampled_from([Dial.of(year.period), *(Dial.of(quarter) for quarter in quarters(year))])
)
spans = st.tuples(st.integers(-40, 400), st.sampled_from([0, 0, 0, 0, 3, 30, 200, 500]))


def events_of(dial: Dial, most: int = 120) -> st.SearchStrategy[list[Event]]:
    def made(rows: list[tuple[tuple[int, int], str, str, int]]) -> list[Event]:
        return [
            Event(f"e{at}", ring, first, first + timedelta(days=lasts), sign, f"Something {at}", weight)
            for at, ((begins, lasts), ring, sign, weight) in enumerate(rows)
            for first in [dial.first + timedelta(days=begins)]
        ]

    rows = st.tuples(spans, st.sampled_from([*RINGS, "other"]), st.sampled_from(sorted(SIGNS)), st.integers(0, 5))
    return st.lists(rows, max_size=most).map(made)


def full_year(count: int) -> list[Event]:
    """So many things, all over a school year, as busy schools have them."""
    first = date(2026, 8, 1)
    rings, signs = list(RINGS), sorted(set(SIGNS) - {"heap"})
    return [
        Event(
            f"e{at}",
            rings[at % 3],
            first + timedelta(days=(at * 37) % 365),
            first + timedelta(days=(at * 37) % 365 + (20 if at % 29 == 0 else 0)),
            signs[at % len(signs)],
            f"Activity number {at} of the year",
            at % 6,
        )
        for at in range(count)
    ]
