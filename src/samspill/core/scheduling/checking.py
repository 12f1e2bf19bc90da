"""The independent judge of a plan. It shares nothing with the search but the words of `model`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, pairwise

from samspill.core.scheduling.model import (
    Busy,
    Hours,
    Meeting,
    Occurrence,
    Param,
    Person,
    Place,
    RuleRef,
    Series,
    Violation,
    Weekly,
    Wheel,
    YearInstance,
)

Held = tuple[Meeting, Series, Occurrence]


def check_wheel(instance: YearInstance, plan: Wheel, *, slip: int = 0) -> list[Violation]:
    """Everything that does not hold, in a fixed order. `slip` days outside its window are let pass (after a repair).

    O(meetings × members + Σ pairs on one day).
    """
    known = {one.id: (series, one) for series in instance.series for one in series.occurrences}
    laid = {meeting.id: meeting for meeting in plan.meetings}
    found = list(_complete(instance, plan, known))
    held = [(laid[key], *known[key]) for key in known if key in laid]
    people = {person.id: person for person in instance.people}
    for meeting, series, occurrence in held:
        if occurrence.at is not None and Place(meeting.on, meeting.start, meeting.room) != occurrence.at:
            found.append(_broken("fixed", occurrence.id, meeting.id))
        if not occurrence.held:
            found += _alone(instance, people, meeting, series, occurrence, slip)
    found += _meet(people, held)
    found += _rooms(held)
    found += _spaced(instance, laid)
    found += _ordered(instance, laid, known)
    found += _weekly(instance, plan)
    return found


def _complete(instance: YearInstance, plan: Wheel, known: dict[str, tuple[Series, Occurrence]]) -> Iterator[Violation]:
    times: defaultdict[str, int] = defaultdict(int)
    for key in (*(meeting.id for meeting in plan.meetings), *(weekly.id for weekly in plan.patterns)):
        times[key] += 1
    wanted = (*known, *(pattern.id for pattern in instance.patterns))
    for key in wanted:
        if times[key] != 1:
            yield _broken("complete", "", key, have=times[key])
    for key in times:
        if key not in wanted:
            yield _broken("complete", "", key, have=times[key])


def _alone(
    instance: YearInstance,
    people: dict[str, Person],
    meeting: Meeting,
    series: Series,
    occurrence: Occurrence,
    slip: int,
) -> Iterator[Violation]:
    """What a meeting breaks by itself."""
    end = meeting.start + series.slots
    if meeting.on not in instance.days or meeting.start < 0 or end > instance.slots:
        yield _broken("school-day", "", meeting.id)
    early, late = (occurrence.earliest - meeting.on).days, (meeting.on - occurrence.latest).days
    if max(early, late) > slip:
        yield _broken("window", series.id, meeting.id, days=max(early, late))
    if not _within(series.hours, meeting.on, meeting.start, end, series.unit):
        yield _broken("open", series.id, meeting.id)
    if (meeting.room not in series.rooms) if series.rooms else meeting.room:
        yield _broken("rooms", series.id, meeting.id)
    for room in instance.rooms:
        if room.id == meeting.room and _taken(room.busy, meeting.on, meeting.start, end):
            yield _broken("room-away", room.id, meeting.id)
    for key in meeting.deputies:
        if key not in series.deputies or key not in series.members:
            yield _broken("deputy", series.id, meeting.id, person=key)
    for key in sorted(set(series.members) - set(meeting.deputies)):
        if not _within(people[key].hours, meeting.on, meeting.start, end, series.unit):
            yield _broken("hours", key, meeting.id)
        if _taken(people[key].busy, meeting.on, meeting.start, end):
            yield _broken("away", key, meeting.id)


def _within(hours: tuple[Hours, ...], on: date, start: int, end: int, unit: str) -> bool:
    """Whether every slot lies in some of the hours; no hours are all hours."""
    mine = [one for one in hours if one.weekday == on.weekday() and one.unit in ("", unit)]
    return not hours or all(any(one.start <= slot < one.end for one in mine) for slot in range(start, end))


def _taken(busy: Iterable[Busy], on: date, start: int, end: int) -> bool:
    return any(one.first <= on <= one.last and one.start < end and start < one.end for one in busy)


def _meet(people: dict[str, Person], held: list[Held]) -> Iterator[Violation]:
    """Nobody in two places at once, time to travel, not too many meetings on one day."""
    mine: defaultdict[tuple[str, date], list[Held]] = defaultdict(list)
    for meeting, series, occurrence in held:
        for key in sorted(set(series.members) - set(meeting.deputies)):
            mine[key, meeting.on].append((meeting, series, occurrence))
    for (key, on), some in sorted(mine.items()):
        person = people[key]
        for one, other in combinations(some, 2):
            apart = max(other[0].start - one[0].start - one[1].slots, one[0].start - other[0].start - other[1].slots)
            if one[2].held and other[2].held:
                continue
            if apart < 0:
                yield _broken("overlap", key, one[0].id, other[0].id)
            elif apart < person.travel and one[1].unit != other[1].unit:
                yield _broken("travel", key, one[0].id, other[0].id)
        if person.per_day is not None and len(some) > person.per_day and not all(one[2].held for one in some):
            yield _broken("per-day", key, *(one[0].id for one in some), day=on.isoformat())


def _rooms(held: list[Held]) -> Iterator[Violation]:
    inside: defaultdict[tuple[str, date], list[Held]] = defaultdict(list)
    for one in held:
        if one[0].room:
            inside[one[0].room, one[0].on].append(one)
    for (room, _on), some in sorted(inside.items()):
        for (a, its, past), (b, others, gone) in combinations(some, 2):
            meet = a.start < b.start + others.slots and b.start < a.start + its.slots
            if meet and not (past.held and gone.held):
                yield _broken("room", room, a.id, b.id)


def _spaced(instance: YearInstance, laid: dict[str, Meeting]) -> Iterator[Violation]:
    for series in instance.series:
        for one, other in pairwise(series.occurrences):
            if series.gap is None or one.id not in laid or other.id not in laid or (one.held and other.held):
                continue
            days = (laid[other.id].on - laid[one.id].on).days
            if days < series.gap.least or (series.gap.most is not None and days > series.gap.most):
                yield _broken("spacing", series.id, one.id, other.id, days=days)


def _ordered(
    instance: YearInstance, laid: dict[str, Meeting], known: dict[str, tuple[Series, Occurrence]]
) -> Iterator[Violation]:
    for order in instance.orders:
        if order.before not in laid or order.after not in laid:
            continue
        days = (laid[order.after].on - laid[order.before].on).days
        facts = known[order.before][1].held and known[order.after][1].held
        if not facts and (days < order.least or (order.most is not None and days > order.most)):
            yield _broken("order", order.id, order.before, order.after, days=days)


def _weekly(instance: YearInstance, plan: Wheel) -> Iterator[Violation]:
    chosen: dict[str, Weekly] = {one.id: one for one in plan.patterns}
    for pattern in instance.patterns:
        mine = chosen.get(pattern.id)
        if mine is not None and (mine.weekday, mine.start) not in {(c.weekday, c.start) for c in pattern.choices}:
            yield _broken("pattern", pattern.id, pattern.id)
    for one, other in combinations([one for one in instance.patterns if one.id in chosen], 2):
        a, b = chosen[one.id], chosen[other.id]
        if a.weekday == b.weekday and a.start < b.start + other.slots and b.start < a.start + one.slots:
            for key in sorted(set(one.members) & set(other.members)):
                yield _broken("overlap", key, one.id, other.id)


def _broken(code: str, of: str, *meetings: str, **params: Param) -> Violation:
    return Violation(RuleRef(code, of), meetings, params)
