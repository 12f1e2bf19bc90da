"""Pure: which meetings a school year asks for, each with the days it may fall on.

The method's plan names some, its rhythms ask for the rest; what somebody chose for a kind goes before both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from samspill.core.schoolyear import Period, SchoolDays, SchoolYear, period_of, periods
from samspill.core.schoolyear.periods import AUTUMN_BEGINS
from samspill.methods.schema import Activity, ArenaKind, Laying, Method, Rhythm
from samspill.methods.when import window
from samspill.planner.setup import chosen

WEEKLY = "week"


@dataclass(frozen=True, slots=True)
class Body:
    """A running arena, or (arena 0) the conferences of a unit: what meets, from when until when."""

    unit: int
    kind: ArenaKind
    arena: int = 0
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Want:
    """One meeting that the year asks for."""

    key: str
    kind: str
    unit: int
    arena: int
    activity: str
    number: int
    earliest: date
    latest: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The year, the method as it is run, when the project began and ends, and what was chosen."""

    year: SchoolYear
    method: Method
    starts: date
    ends: date
    setup: Mapping[str, Any]

    def laying(self, kind: str) -> Laying:
        return self.method.layings.get(kind) or Laying(kind)

    def minutes(self, kind: str) -> int:
        """What somebody chose, else what the rhythm says, else what the plan of the year says."""
        known = self.method.arenas.get(kind)
        rhythm = known.rhythm.minutes if known and known.rhythm else None
        return chosen(self.setup, kind).minutes or rhythm or self.laying(kind).minutes


@dataclass(frozen=True, slots=True)
class Span:
    """Days a meeting may fall on, and the activity of the plan it is."""

    first: date
    last: date
    activity: str = ""


def meets_weekly(kind: ArenaKind) -> bool:
    return kind.rhythm is not None and kind.rhythm.period == WEEKLY


def wanted(frame: Frame, bodies: Iterable[Body], days: Mapping[int, SchoolDays]) -> tuple[Want, ...]:
    """Every meeting of the bodies that do not meet weekly, in a fixed order. `days` are the school days by unit."""
    found: list[Want] = []
    for body in bodies:
        if not meets_weekly(body.kind) and chosen(frame.setup, body.kind.id).on:
            found += _of_body(frame, body, days[body.unit])
        found += _gathered(frame, body, days[body.unit])
    return tuple(found)


def _of_body(frame: Frame, body: Body, days: SchoolDays) -> Iterator[Want]:
    spans = spans_of(frame, body, days)
    head = f"arena-{body.arena}" if body.arena else f"{body.kind.id}-{body.unit}"
    for number, span in enumerate(spans, 1):
        yield _want(frame, body, f"{head}-{number}", span, number)


def _gathered(frame: Frame, body: Body, days: SchoolDays) -> Iterator[Want]:
    """Activities without a body of their own that are held as meetings of this one (preparations, say)."""
    if not body.arena or not chosen(frame.setup, body.kind.id).on:
        return
    for activity in frame.method.plan:
        if activity.id in frame.laying(body.kind.id).gathers:
            for number, span in enumerate(_dated(frame, [activity], _life(frame, body), days), 1):
                yield _want(frame, body, f"{activity.id}-{body.unit}-{number}", span, number)


def _want(frame: Frame, body: Body, key: str, span: Span, number: int) -> Want:
    kind = body.kind.id
    minutes = frame.minutes(kind)
    return Want(key, kind, body.unit, body.arena, span.activity, number, span.first, span.last, minutes)


def spans_of(frame: Frame, body: Body, days: SchoolDays) -> list[Span]:
    """The windows of one body's meetings, in order: as often as was chosen, else as the method asks."""
    life = _life(frame, body)
    own = [one for one in frame.method.plan if one.arena == body.kind.id and not one.when.repeats]
    dated = _dated(frame, own, life, days)
    times = chosen(frame.setup, body.kind.id).times
    if times is not None:
        return _named(_evenly(days, life, times, body.kind.rhythm), dated)
    spans = [*dated, *_by_rhythm(frame, body, life, days, dated)]
    return sorted(spans, key=lambda one: (one.first, one.last, one.activity))


def _life(frame: Frame, body: Body) -> Period:
    """The part of the school year in which the body meets."""
    whole = frame.year.period
    first = max(whole.start, body.since, frame.starts, _begins(frame, body))
    return Period(whole.key, first, min(whole.end, body.until, frame.ends))


def _begins(frame: Frame, body: Body) -> date:
    """In the year a project starts, a body meets from its first activity on: before that it is not set up (R89–R92)."""
    if SchoolYear.of(frame.starts) != frame.year:
        return date.min
    opened = [window(one.when, frame.starts)[0] for one in frame.method.plan if one.arena == body.kind.id]
    return min(opened, default=date.min)


def _dated(frame: Frame, activities: Iterable[Activity], life: Period, days: SchoolDays) -> list[Span]:
    """What the plan dates, as far as it lies in this school year and has a school day."""
    found = []
    for one in activities:
        earliest, latest = window(one.when, frame.starts)
        cut = _cut(Span(earliest, latest, one.id), life, days)
        found += [cut] * one.when.times if cut else []
    return found


def _cut(span: Span, life: Period, days: SchoolDays) -> Span | None:
    """The span from its first to its last school day within the life; None where there is no school day."""
    there = days.between(max(span.first, life.start), min(span.last, life.end))
    return replace(span, first=there[0], last=there[-1]) if there else None


def _by_rhythm(frame: Frame, body: Body, life: Period, days: SchoolDays, dated: Sequence[Span]) -> Iterator[Span]:
    """For each period as many as are lacking; what the plan dates counts for the first period it touches."""
    rhythm, open_spans = body.kind.rhythm, list(dated)
    exempt = rhythm.exempt_months if rhythm else ()
    for period in periods(rhythm.period, life.start, life.end, exempt) if rhythm else ():
        for _time in range(rhythm.at_least if rhythm else 0):
            answer = next((one for one in open_spans if one.first <= period.end and one.last >= period.start), None)
            if answer is not None:
                open_spans.remove(answer)
            elif span := _cut(_season(frame, body.kind, period), life, days):
                yield span


def _season(frame: Frame, kind: ArenaKind, period: Period) -> Span:
    """What is held once a school year has months of its own; all else has its whole period."""
    months = frame.laying(kind.id).months
    if months is None or period.days < frame.year.period.days:
        return Span(period.start, period.end)
    first, last = (date(frame.year.begins + (month < AUTUMN_BEGINS), month, 1) for month in months)
    return Span(first, period_of("month", last).end)


def _evenly(days: SchoolDays, life: Period, times: int, rhythm: Rhythm | None) -> list[Span]:
    """As many spans of as many school days each, over the months the rhythm does not exempt."""
    exempt = rhythm.exempt_months if rhythm else ()
    there = [day for day in days.between(life.start, life.end) if day.month not in exempt]
    cuts = [len(there) * number // times for number in range(times + 1)]
    return [Span(there[one], there[other - 1]) for one, other in pairwise(cuts) if other > one]


def _named(spans: Sequence[Span], dated: Sequence[Span]) -> list[Span]:
    """Let each activity of the plan be the first span that it touches and nothing else is."""
    named = list(spans)
    for one in dated:
        for at, span in enumerate(named):
            if not span.activity and span.first <= one.last and one.first <= span.last:
                named[at] = replace(span, activity=one.activity)
                break
    return named
