"""What a plan costs, counted from scratch, every point with its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from samspill.core.scheduling.model import CostBreakdown, Item, Meeting, Pattern, Person, Series, Wheel, YearInstance

Laid = dict[str, Meeting]
Span = tuple[date, int, int, str, str]  # day, first slot, slot after the last, unit, meeting


def cost_wheel(instance: YearInstance, plan: Wheel) -> CostBreakdown:
    """Count a plan; meetings that are missing cost nothing. O(meetings × members + patterns × weeks × meetings)."""
    laid = {meeting.id: meeting for meeting in plan.meetings}
    people = {person.id: person for person in instance.people}
    engaged = engaged_by(instance, laid)
    items = [item for series in instance.series for item in _series(series, laid)]
    items += _wanted(instance, laid, people, engaged)
    items += _load(people, engaged)
    items += _lags(instance, laid)
    items += _patterns(instance, plan, people, engaged)
    return CostBreakdown(sum(item.points for item in items), tuple(item for item in items if item.points))


def engaged_by(instance: YearInstance, laid: Laid) -> dict[str, list[Span]]:
    """When everybody must be where."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for series in instance.series:
        for occurrence in series.occurrences:
            meeting = laid.get(occurrence.id)
            for key in series.members if meeting else ():
                if meeting and key not in meeting.deputies:
                    end = meeting.start + series.slots
                    spans[key].append((meeting.on, meeting.start, end, series.unit, meeting.id))
    return spans


def _series(series: Series, laid: Laid) -> Iterator[Item]:
    mine = [laid[one.id] for one in series.occurrences if one.id in laid]
    for meeting in mine:
        points = sum(
            one.points
            for one in series.dislikes
            if one.weekday in (None, meeting.on.weekday()) and one.start <= meeting.start < one.end
        )
        yield Item("preference", series.id, points, (meeting.id,), series.unit)
    if series.usual and mine:
        weekday, at = _most(one.on.weekday() for one in mine), _most(one.start for one in mine)
        for meeting in mine:
            off = series.usual.weekday * (meeting.on.weekday() != weekday) + series.usual.start * (meeting.start != at)
            yield Item("usual", series.id, off, (meeting.id,), series.unit)
    for one, other in pairwise(series.occurrences):
        if series.gap and one.id in laid and other.id in laid:
            days = (laid[other.id].on - laid[one.id].on).days
            off = max(0, series.gap.short - days, days - (days if series.gap.long is None else series.gap.long))
            yield Item("rhythm", series.id, series.gap.price * off, (one.id, other.id), series.unit)


def _most(values: Iterator[int]) -> int:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _wanted(
    instance: YearInstance, laid: Laid, people: dict[str, Person], engaged: dict[str, list[Span]]
) -> Iterator[Item]:
    for series in instance.series:
        for occurrence in series.occurrences:
            meeting = laid.get(occurrence.id)
            for one in series.wanted if meeting else ():
                if meeting and not _comes(
                    people[one.person],
                    (meeting.on, meeting.start, meeting.start + series.slots, series.unit, meeting.id),
                    engaged.get(one.person, []),
                ):
                    yield Item("wanted", series.id, one.points, (meeting.id,), series.unit, one.person)


def _comes(person: Person, span: Span, engaged: list[Span]) -> bool:
    """Whether somebody can be there: at work, not away, and not in or on the way to a meeting where they must be."""
    on, start, end, unit, _meeting = span
    mine = [one for one in person.hours if one.weekday == on.weekday() and one.unit in ("", unit)]
    works = not person.hours or all(any(h.start <= slot < h.end for h in mine) for slot in range(start, end))
    away = any(one.first <= on <= one.last and one.start < end and start < one.end for one in person.busy)
    return works and not away and not any(_hits(span, other, person.travel) for other in engaged)


def _hits(one: Span, other: Span, travel: int) -> bool:
    way = travel if one[3] != other[3] else 0
    return one[0] == other[0] and one[4] != other[4] and one[1] < other[2] + way and other[1] < one[2] + way


def _load(people: dict[str, Person], engaged: dict[str, list[Span]]) -> Iterator[Item]:
    for key, person in sorted(people.items()):
        if person.per_week is None:
            continue
        weeks: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for span in engaged.get(key, []):
            weeks[span[0].isocalendar()[:2]].append(span[4])
        for _week, meetings in sorted(weeks.items()):
            over = max(0, len(meetings) - person.per_week)
            yield Item("load", f"per-week:{key}", person.over_week * over, tuple(sorted(meetings)), "", key)


def _lags(instance: YearInstance, laid: Laid) -> Iterator[Item]:
    units = {one.id: series.unit for series in instance.series for one in series.occurrences}
    for order in instance.orders:
        if order.ideal is not None and order.before in laid and order.after in laid:
            days = (laid[order.after].on - laid[order.before].on).days
            points = order.price * max(0, days - order.ideal)
            yield Item("lag", order.id, points, (order.before, order.after), units[order.after])


def _patterns(
    instance: YearInstance, plan: Wheel, people: dict[str, Person], engaged: dict[str, list[Span]]
) -> Iterator[Item]:
    known = {pattern.id: pattern for pattern in instance.patterns}
    for weekly in plan.patterns:
        pattern = known[weekly.id]
        liked = {(one.weekday, one.start): one.points for one in pattern.choices}
        yield Item("pattern", pattern.id, liked.get((weekly.weekday, weekly.start), 0), (), pattern.unit)
        lost = len(lost_weeks(instance, pattern, weekly.weekday, weekly.start, people, engaged))
        yield Item("lost", pattern.id, pattern.lost * lost, (), pattern.unit)


def lost_weeks(
    instance: YearInstance,
    pattern: Pattern,
    weekday: int,
    start: int,
    people: dict[str, Person],
    engaged: dict[str, list[Span]],
) -> list[date]:
    """The Mondays of the school weeks in which a weekly pattern cannot be held."""
    days = [day for day in instance.days if pattern.first <= day <= pattern.last]
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    held = set()
    for day in days:
        span = (day, start, start + pattern.slots, pattern.unit, pattern.id)
        if day.weekday() == weekday and all(_comes(people[k], span, engaged.get(k, [])) for k in pattern.members):
            held.add(day - timedelta(days=weekday))
    return sorted(weeks - held)
