"""What follows from the days: each school's route, the common calendar of the municipality, and what is not covered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from samspill.core.registers.calendar_words import RANGES, Kind, kind_of
from samspill.core.registers.model import Problem

SCHOOL_YEAR_DAYS = 300  # mid-August to past mid-June
_DAY = timedelta(days=1)
_JULY, _AUGUST = 7, 8


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of one school; `school` is "" where the file speaks for all. None: the file has no such column."""

    school: str
    day: date
    pupils: bool
    teachers: bool | None
    after_school: bool | None
    comment: str = ""
    row: int = field(default=0, compare=False)

    @property
    def marks(self) -> tuple[bool, bool | None, bool | None]:
        return self.pupils, self.teachers, self.after_school

    @property
    def planning(self) -> bool:
        """Teachers work without pupils. The comment decides only where no column says when teachers work: after-school
        staff have planning days too, written with the same word."""
        return not self.pupils and (kind_of(self.comment) is Kind.PLANNING if self.teachers is None else self.teachers)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named range, both ends included."""

    name: str
    first: date
    last: date
    kind: Kind
    school: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Route:
    """A school's year in short. `school` is "" for what most schools do."""

    school: str
    first_day: date | None
    last_day: date | None
    summer_begins: date | None
    pupil_days: int
    planning_days: tuple[date, ...]
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    day: date
    common: CalendarDay
    own: CalendarDay


@dataclass(frozen=True, slots=True)
class YearRoutes:
    """One school year of a municipality, named by the year it begins in."""

    year: int
    common: Route
    days: tuple[CalendarDay, ...]
    schools: tuple[Route, ...]
    differences: Mapping[str, tuple[Difference, ...]]


def routes(days: Iterable[CalendarDay]) -> tuple[YearRoutes, ...]:
    """Per school year: the calendar most schools follow, every school's route, and where it differs."""
    ordered = sorted(days, key=lambda day: (day.day, day.school))
    by_year: dict[int, list[CalendarDay]] = defaultdict(list)
    for day in ordered:
        by_year[school_year(day.day)].append(day)
    spelling = _spelling(ordered)
    return tuple(_year(year, its_days, spelling) for year, its_days in sorted(by_year.items()))


def school_year(day: date) -> int:
    """The calendar year in which the school year of this day began, on 1 August."""
    return day.year if day.month >= _AUGUST else day.year - 1


def _year(year: int, days: Sequence[CalendarDay], spelling: Mapping[Kind, str]) -> YearRoutes:
    by_school: dict[str, list[CalendarDay]] = defaultdict(list)
    by_day: dict[date, list[CalendarDay]] = defaultdict(list)
    for day in days:
        by_school[day.school].append(day)
        by_day[day.day].append(day)
    common = {day: _majority(same_day) for day, same_day in by_day.items()}
    return YearRoutes(
        year=year,
        common=_route("", tuple(common.values()), spelling),
        days=tuple(common.values()),
        schools=tuple(_route(school, own, spelling) for school, own in sorted(by_school.items())),
        differences={
            school: tuple(
                Difference(one.day, common[one.day], one) for one in own if one.marks != common[one.day].marks
            )
            for school, own in sorted(by_school.items())
        },
    )


def _majority(same_day: Sequence[CalendarDay]) -> CalendarDay:
    """What most schools do this day, with the comment most of those write. A tie goes to the open school."""
    marks = Counter(day.marks for day in same_day)
    most = max(marks, key=lambda one: (marks[one], *map(bool, one)))
    like = [day for day in same_day if day.marks == most]
    comments = Counter(day.comment for day in like)
    comment = max(comments, key=lambda one: (comments[one], one))
    return replace(like[0], school="", comment=comment, row=0)


def _spelling(days: Iterable[CalendarDay]) -> dict[Kind, str]:
    """The usual way this file writes each kind of holiday, beginning with a capital."""
    met: dict[Kind, Counter[str]] = defaultdict(Counter)
    for day in days:
        if day.comment:
            met[kind_of(day.comment)][day.comment[0].upper() + day.comment[1:]] += 1
    return {kind: max(names, key=lambda one: (names[one], one)) for kind, names in met.items()}


def _route(school: str, days: Sequence[CalendarDay], spelling: Mapping[Kind, str]) -> Route:
    pupil_days = [day.day for day in days if day.pupils]
    return Route(
        school=school,
        first_day=pupil_days[0] if pupil_days else None,
        last_day=pupil_days[-1] if pupil_days else None,
        summer_begins=pupil_days[-1] + _DAY if pupil_days else None,
        pupil_days=len(pupil_days),
        planning_days=tuple(day.day for day in days if day.planning),
        holidays=tuple(_holidays(school, days, spelling)),
    )


def _holidays(school: str, days: Iterable[CalendarDay], spelling: Mapping[Kind, str]) -> Iterator[Holiday]:
    """Days of one kind belong together until pupils are back: weekends and public holidays do not cut a holiday."""
    standing: dict[Kind, Holiday] = {}
    for day in days:
        kind = kind_of(day.comment)
        if day.pupils:
            yield from standing.values()
            standing.clear()
        elif kind in standing:
            standing[kind] = replace(standing[kind], last=day.day)
        elif kind in RANGES:
            standing[kind] = Holiday(spelling.get(kind, day.comment), day.day, day.day, kind, school)
    yield from standing.values()


# ------------------------------------------------------------------------------------------------------- coverage


def coverage(days: Iterable[CalendarDay]) -> Iterator[Problem]:
    """Gaps, months without school and years cut short; schools with the same fault share one problem."""
    by_school: dict[tuple[str, int], list[CalendarDay]] = defaultdict(list)
    for day in days:
        by_school[day.school, school_year(day.day)].append(day)
    faults: dict[tuple[str, tuple[tuple[str, date], ...]], list[str]] = defaultdict(list)
    for (school, _), own in by_school.items():
        for code, holes in _faults(sorted(own, key=lambda day: day.day)):
            faults[code, tuple(holes.items())].append(school)
    for (code, found), schools in sorted(faults.items()):
        names = ", ".join(sorted(filter(None, schools)))
        yield Problem(code, params={**dict(found), "schools": names, "count": len(schools)})


def _faults(days: Sequence[CalendarDay]) -> Iterator[tuple[str, dict[str, date]]]:
    first, last = days[0].day, days[-1].day
    if (last - first).days < SCHOOL_YEAR_DAYS:
        yield "calendar.short", {"first": first, "until": last}
    for before, after in pairwise(days):
        missing = [before.day + _DAY * step for step in range(1, (after.day - before.day).days)]
        if any(day.weekday() < 5 for day in missing):
            yield "calendar.gap", {"first": missing[0], "until": missing[-1]}
    for month, own in _whole_months(days):
        if month.month != _JULY and not any(day.pupils for day in own):
            yield "calendar.empty-month", {"month": month}


def _whole_months(days: Sequence[CalendarDay]) -> Iterator[tuple[date, list[CalendarDay]]]:
    """Months that the file covers from the first to the last day."""
    by_month: dict[date, list[CalendarDay]] = defaultdict(list)
    for day in days:
        by_month[day.day.replace(day=1)].append(day)
    for month, own in by_month.items():
        after = (month + timedelta(days=32)).replace(day=1)
        if days[0].day <= month and days[-1].day >= after - _DAY:
            yield month, own
