"""What the plan asks of everybody who serves several schools: bars for the months, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import ngettext

from samspill.core.schoolyear import SchoolYear, add_months
from samspill.planner.bearing import Load

FLOOR, ROOM = 34, 26  # where the bars stand, and how high the highest is, in the picture's units
STEP = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of one person."""

    x: int
    y: int
    height: int
    count: int
    letter: str

    @property
    def middle(self) -> float:
        return self.x + 4.5

    @property
    def over(self) -> int:
        return self.y - 2


@dataclass(frozen=True, slots=True)
class Bars:
    """One person's year."""

    load: Load
    bars: tuple[Bar, ...]
    url: str
    busiest: str
    over: str

    @property
    def all(self) -> int:
        return sum(self.load.months)

    @property
    def said(self) -> str:
        words = {"name": self.load.name, "count": self.all}
        return (
            ngettext("%(name)s: %(count)s meeting in the year", "%(name)s: %(count)s meetings in the year", self.all)
            % words
        )


def month_names(year: SchoolYear) -> Sequence[str]:
    return [date_format(add_months(year.period.start, number), "M") for number in range(12)]


def bars_of(loads: Iterable[Load], year: SchoolYear) -> Iterator[Bars]:
    rows = list(loads)
    most = max((count for one in rows for count in one.months), default=0) or 1
    letters = [name[:1].upper() for name in month_names(year)]
    for one in rows:
        bars = tuple(_bar(number, count, most, letters[number]) for number, count in enumerate(one.months))
        yield Bars(one, bars, f"?view=list&person={one.person}", _busiest(one), _over(one))


def _bar(number: int, count: int, most: int, letter: str) -> Bar:
    height = round(ROOM * count / most)
    return Bar(number * STEP + 1, FLOOR - height, height, count, letter)


def _busiest(load: Load) -> str:
    week: date | None = load.busiest_week
    if week is None:
        return ""
    words = {"week": week.isocalendar().week, "count": load.busiest}
    return (
        ngettext(
            "Most in week %(week)s: %(count)s meeting.", "Most in week %(week)s: %(count)s meetings.", load.busiest
        )
        % words
    )


def _over(load: Load) -> str:
    if not load.weeks_over:
        return ""
    said = ngettext(
        "%(count)s week has more than is wished for.", "%(count)s weeks have more than is wished for.", load.weeks_over
    )
    return said % {"count": load.weeks_over}
