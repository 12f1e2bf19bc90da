"""Threads for the tests: one told by hand, and any that hypothesis thinks of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from samspill.core.redthread.thread import Station, Tie

BEGAN = date(2026, 9, 1)


def station(key: str, stage: int = 0, day: int | None = 0, kind: str = "statement") -> Station:
    return Station(key, kind, None if day is None else BEGAN + timedelta(days=day), stage)


def ties(*pairs: str) -> list[Tie]:
    """ "a>b" says that b came of a."""
    return [Tie(*pair.split(">"), "became") for pair in pairs]


def graphs(most: int = 12, circles: bool = True) -> st.SearchStrategy[tuple[list[Station], list[Tie]]]:
    return st.integers(1, most).flatmap(lambda number: _graph(number, circles))


def _graph(number: int, circles: bool) -> st.SearchStrategy[tuple[list[Station], list[Tie]]]:
    ends = st.tuples(st.integers(0, number - 1), st.integers(0, number - 1))
    if not circles:
        ends = ends.filter(lambda pair: pair[0] < pair[1])
    one = st.tuples(st.integers(0, 4), st.none() | st.integers(0, 30))
    return st.builds(
        lambda drawn, pairs: (
            [station(f"s{at}", stage, day) for at, (stage, day) in enumerate(drawn)],
            [Tie(f"s{one}", f"s{other}", "became") for one, other in pairs],
        ),
        st.lists(one, min_size=number, max_size=number),
        st.lists(ends, max_size=2 * number) if number > 1 or circles else st.just([]),
    )
