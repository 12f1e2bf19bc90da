"""Pure: a method's activities laid on real school days, for the arenas a unit has (R86 to R113)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspill.core.schoolyear import SchoolDays, Window, occasions, period_of, spread
from samspill.methods.schema import Activity, Rhythm
from samspill.methods.when import window


@dataclass(frozen=True, slots=True)
class Body:
    """A running arena: its row's id, its kind and group in the method, and the weekday it can meet (0 = Monday)."""

    id: int
    kind: str
    group: str
    weekday: int


@dataclass(frozen=True, slots=True)
class Laid:
    """One occasion to be: which activity, which arena's, when it may fall and when it is proposed."""

    activity: str
    arena: int | None
    earliest: date
    latest: date
    on: date


def lay(
    activities: Iterable[Activity],
    bodies: Sequence[Body],
    rhythms: Mapping[str, Rhythm],
    days: SchoolDays,
    *,
    starts: date,
    ends: date,
) -> tuple[Laid, ...]:
    """Every occasion the activities ask for from `starts` to `ends`, in the order of the plan.

    An activity of an arena per grade falls once for each; one that repeats, by its arena's rhythm. What would begin
    after the end is left out. Deterministic.
    """
    single: list[tuple[Activity, Body | None, date, date]] = []
    laid: list[Laid] = []
    for activity in activities:
        earliest, latest = window(activity.when, starts)
        if earliest > ends:
            continue
        for body in _meeting(activity, bodies):
            if activity.when.repeats:
                rhythm = rhythms[activity.when.repeats]
                laid += _repeated(activity, body, rhythm, days, earliest, min(latest, ends))
            else:
                single += [(activity, body, earliest, min(latest, ends))] * activity.when.times
    return (*_once(single, days), *laid)


def _meeting(activity: Activity, bodies: Sequence[Body]) -> Sequence[Body | None]:
    """The arenas that meet; nobody in particular for conferences, and for arenas that are not open yet."""
    own = [body for body in bodies if body.kind == activity.arena]
    return own or [None]


def _once(single: Sequence[tuple[Activity, Body | None, date, date]], days: SchoolDays) -> Iterator[Laid]:
    proposed = spread([Window(one.id, earliest, latest) for one, _body, earliest, latest in single], days).dates
    for (activity, body, earliest, latest), day in zip(single, proposed, strict=True):
        # What lasts for half-years, such as a try-out, is begun, not held in the middle of it.
        begun = days.next_school_day(earliest) if activity.when.halves > 1 or day is None else day
        yield Laid(activity.id, body.id if body else None, earliest, latest, begun or earliest)


def _repeated(
    activity: Activity, body: Body | None, rhythm: Rhythm, days: SchoolDays, first: date, last: date
) -> Iterator[Laid]:
    found = occasions(
        at_least=rhythm.at_least,
        period=rhythm.period,
        start=first,
        end=last,
        days=days,
        weekday=body.weekday if body else None,
        exempt_months=rhythm.exempt_months,
    )
    for day in found:
        period = period_of(rhythm.period, day)
        earliest, latest = max(period.start, first), min(period.end, last)
        yield Laid(activity.id, body.id if body else None, earliest, latest, day)


def missing(laid: Iterable[Laid], there: Iterable[tuple[str, int | None, date, date]]) -> tuple[Laid, ...]:
    """What of the plan has no occasion yet. Each occasion that is there answers for one whose window it touches.

    Windows, not days, are compared: what somebody moved, held or called off is not laid again.
    """
    open_rows = list(there)
    lacking: list[Laid] = []
    for one in laid:
        match = next((row for row in open_rows if _answers(row, one)), None)
        if match is None:
            lacking.append(one)
        else:
            open_rows.remove(match)
    return tuple(lacking)


def _answers(row: tuple[str, int | None, date, date], one: Laid) -> bool:
    activity, arena, earliest, latest = row
    same = activity == one.activity and arena in (one.arena, None)
    return same and earliest <= one.latest and latest >= one.earliest
