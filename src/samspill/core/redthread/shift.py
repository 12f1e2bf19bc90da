"""The pyramid over time: on which levels measures run, and whether the weight moves to the preferred one (R6, L34).

An aim that is shown, never scored: with three measures at a school, one more is thirty percentage points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import linear_regression

from samspill.core.schoolyear.periods import Period, periods

#: Below one percentage point per half-year a line through so few points is level to any reader.
LEVEL = 1.0
#: Two points always lie on a line; a trend begins with three.
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Run:
    """One measure at work on a level from `since` to `until`, both days included; None = still running.

    A measure that moved to another level is two runs. `level` is "" while nobody has placed it.
    """

    level: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HalfYear:
    """How many ran in one half-year. `counts` has every level, in the pyramid's order; `unplaced` are on none of them.

    `share` is the preferred level's part of all placed (0.0 to 1.0), None when none were. `shift` is how many
    percentage points it lies above the last half-year before that has a share; None for the first.
    """

    period: Period
    counts: Mapping[str, int]
    unplaced: int
    share: float | None
    shift: float | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Trend:
    """Where the preferred level's share goes: "up", "down" or "level", or "" with fewer than three half-years.

    `slope` is in percentage points per half-year (least squares), None with the direction "".
    """

    direction: str
    slope: float | None
    points: int


def running(runs: Iterable[Run], day: date, levels: Sequence[str]) -> Mapping[str, int]:
    """How many run on one day, by level, in the pyramid's order; those on no level of it under "" if there are any."""
    return _counted((run for run in runs if run.since <= day and (run.until is None or day <= run.until)), levels)


def shift(runs: Iterable[Run], levels: Sequence[str], prefer: str, first: date, today: date) -> tuple[HalfYear, ...]:
    """The half-years from the one with `first` to the one with `today`, in order.

    A measure counts in every half-year it ran in for a day or more, so that short ones are seen too (R23); what begins
    after `today` does not count yet. Raises ValueError when `prefer` is none of the levels. O(runs × half-years).
    """
    if prefer not in levels:
        raise ValueError(f"There is no level {prefer!r}. The levels are {', '.join(levels)}.")
    begun = [run for run in runs if run.since <= today]
    found: list[HalfYear] = []
    latest: float | None = None
    for period in periods("half_year", first, today):
        counts = _counted((run for run in begun if _meets(run, period)), levels)
        unplaced = counts.pop("", 0)
        total = sum(counts.values())
        share = counts[prefer] / total if total else None
        moved = None if share is None or latest is None else 100 * (share - latest)
        found.append(HalfYear(period, counts, unplaced, share, moved))
        latest = latest if share is None else share
    return tuple(found)


def trend(halves: Sequence[HalfYear]) -> Trend:
    """The line through all half-years that have a share; the empty ones in between keep their place in time. O(n)."""
    points = [(at, 100 * half.share) for at, half in enumerate(halves) if half.share is not None]
    if len(points) < ENOUGH:
        return Trend("", None, len(points))
    slope = linear_regression([at for at, _ in points], [percent for _, percent in points]).slope
    direction = "level" if abs(slope) < LEVEL else "up" if slope > 0 else "down"
    return Trend(direction, slope, len(points))


def _meets(run: Run, period: Period) -> bool:
    return run.since <= period.end and (run.until is None or run.until >= period.start)


def _counted(runs: Iterable[Run], levels: Sequence[str]) -> dict[str, int]:
    counts = dict.fromkeys(levels, 0)
    for run in runs:
        level = run.level if run.level in levels else ""
        counts[level] = counts.get(level, 0) + 1
    return counts
