"""Which periods a rhythm is asked for, and how a count of occasions stands in them (R35, R41, R63, R72)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core.fidelity.model import Frame, Period, State
from samspill.core.schoolyear.periods import DAY, add_months, is_exempt, period_of, periods, preceding

Tally = Callable[[Period], float]
# Two years of months: further back no missed period is still worth a reminder.
LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Rhythm:
    """At least `at_least` in every period of the kind, from `after_months` after joining, outside exempt months."""

    kind: str
    at_least: float
    exempt_months: Collection[int] = ()
    after_months: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rhythm stands. `period` is what `count` counts in; `due` the next planned or last possible day."""

    state: State
    period: Period
    count: float
    at_least: float
    due: date


def soon(due: date, length: int, frame: Frame) -> bool:
    """Whether a due day is near: within `soon_days`, but never more than a third of the span it belongs to.

    Without the third a monthly meeting would be "due soon" for most of its month.
    """
    return (due - frame.today).days <= min(frame.soon_days, max(length // 3, 1))


def asked_from(rhythm: Rhythm, frame: Frame) -> date:
    return add_months(frame.joined, rhythm.after_months)


def is_asked(period: Period, rhythm: Rhythm, frame: Frame) -> bool:
    """A period is asked for when at least half of its days lie in the project's life here and school is on.

    The half keeps a school that joins in the last days of a month or half-year from owing a whole one.
    """
    if is_exempt(rhythm.kind, period, rhythm.exempt_months) or _all_summer(period, frame):
        return False
    first = max(period.start, asked_from(rhythm, frame))
    last = min(period.end, frame.ends or period.end)
    return 2 * ((last - first).days + 1) >= period.days


def deadline(period: Period, frame: Frame) -> date:
    """The last day that counts: the period's, the last before a summer that begins in it, or the project's own."""
    before_summer = [day - DAY for day in frame.summer_begins if period.start < day <= period.end]
    return min([*before_summer, period.end, *([frame.ends] if frame.ends else [])])


def last_closed(rhythm: Rhythm, frame: Frame) -> Period | None:
    """The latest asked period that ended before today's; None when there is none yet."""
    period = period_of(rhythm.kind, frame.today)
    for _ in range(LOOK_BACK):
        period = preceding(rhythm.kind, period)
        if period.end < frame.joined:
            return None
        if is_asked(period, rhythm, frame):
            return period
    return None


def stand(rhythm: Rhythm, tally: Tally, planned: Iterable[date], frame: Frame) -> Standing:
    """How the rhythm stands today. `tally` counts what was held in a period; `planned` are days still to come.

    Met when this period has enough. Overdue when the last day of this period is over, or the last asked period was
    missed and nothing has been done since. Due soon when the next planned or last possible day is near. A period that
    has just begun stands as the one before it; the first one as partly or nothing yet. O(planned + look back).
    """
    current = period_of(rhythm.kind, frame.today)
    count = tally(current)
    last_day = deadline(current, frame)
    due = min((day for day in planned if frame.today <= day <= current.end), default=last_day)

    def standing(state: State, period: Period = current, counted: float = count) -> Standing:
        return Standing(state, period, counted, rhythm.at_least, due)

    if is_exempt("month", period_of("month", frame.today), rhythm.exempt_months):
        return standing(State.NOT_APPLICABLE)
    if count >= rhythm.at_least:
        return standing(State.MET)
    asked = is_asked(current, rhythm, frame)
    if asked and frame.today > last_day:
        return standing(State.OVERDUE)
    closed = last_closed(rhythm, frame)
    missed = closed is not None and tally(closed) < rhythm.at_least
    if closed and missed and not count:
        return standing(State.OVERDUE, closed, tally(closed))
    if asked and soon(due, current.days, frame):
        return standing(State.DUE_SOON)
    if closed and not missed:
        return standing(State.MET, closed, tally(closed))
    if missed or (asked and count):
        return standing(State.PARTLY)
    return standing(State.NOTHING_YET if asked else State.NOT_APPLICABLE)


def stand_over(span: Period, rhythm: Rhythm, tally: Tally, frame: Frame) -> Standing | None:
    """How the rhythm stood in a span that is over: all asked periods that ended in it, counted together.

    None when no asked period ended in the span; the rule is then read as on the span's last day.
    """
    ended = [one for one in periods(rhythm.kind, span.start, span.end) if one.end <= span.end]
    asked = [one for one in ended if is_asked(one, rhythm, frame)]
    if not asked:
        return None
    counts = [tally(one) for one in asked]
    met = sum(count >= rhythm.at_least for count in counts)
    state = State.MET if met == len(asked) else State.PARTLY if any(counts) else State.OVERDUE
    # Three meetings in one month do not make up for two months without.
    counted = sum(counts) if state is State.MET else sum(min(count, rhythm.at_least) for count in counts)
    return Standing(state, span, counted, rhythm.at_least * len(asked), asked[-1].end)


def after_days(day: date, days: int, exempt_months: Collection[int] = ()) -> date:
    """The day so many days on, not counting days in exempt months. O(months)."""
    counts_everywhere = not set(range(1, 13)) - set(exempt_months)
    while days > 0:
        month_ends = period_of("month", day + DAY).end
        step = (month_ends - day).days
        if month_ends.month in exempt_months and not counts_everywhere:
            day = month_ends
        else:
            day += timedelta(days=min(step, days))
            days -= step
    return day


def _all_summer(period: Period, frame: Frame) -> bool:
    """Whether the whole period lies between the first day of a summer holiday and August."""
    return any(day <= period.start and period.end < date(day.year, 8, 1) for day in frame.summer_begins)
