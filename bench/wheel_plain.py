"""The planner's opponents: a greedy planner, and the plain CP-SAT model with intervals for the whole municipality."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from samspill.core.scheduling import Meeting, Series, Weekly, Wheel, YearInstance, cost_wheel
from samspill.core.scheduling.candidates import Calendar, Places, SeriesPlaces


def greedy(instance: YearInstance) -> tuple[Wheel, int]:
    """School by school, meeting by meeting in the order in which windows end, each in its cheapest free place.

    Cheapest counts what is disliked and the distance to the meeting before. Gives the plan and how many meetings found
    no place.
    """
    calendar = Calendar(instance)
    laid: dict[str, Meeting] = {}
    busy: defaultdict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
    left = 0
    work = [(one.latest, at, series, one) for at, series in enumerate(instance.series) for one in series.occurrences]
    tables = {series.id: SeriesPlaces(calendar, series) for series in instance.series}
    before = {b.id: a.id for series in instance.series for a, b in pairwise(series.occurrences)}
    for _last, _at, series, one in sorted(work, key=lambda row: (row[0], len(row[2].occurrences), row[1])):
        places = tables[series.id].of(one)
        best, least = -1, 1 << 30
        for n in range(len(places)):
            price = _price(instance, calendar, series, one.id, places, n, laid, before, busy)
            if price < least:
                best, least = n, price
        if best < 0:
            left += 1
            continue
        day, start = int(places.day[best]), int(places.start[best])
        room = series.rooms[places.room[best]] if series.rooms else ""
        laid[one.id] = Meeting(one.id, instance.days[day], start, room)
        for key in (*series.members, f"room {room}"):
            busy[key, day].append((start, start + series.slots, series.unit))
    patterns = tuple(Weekly(one.id, one.choices[0].weekday, one.choices[0].start) for one in instance.patterns)
    return _liked(instance, Wheel(tuple(sorted(laid.values(), key=lambda one: one.id)), patterns)), left


def _price(
    instance: YearInstance,
    calendar: Calendar,
    series: Series,
    key: str,
    places: Places,
    n: int,
    laid: dict[str, Meeting],
    before: dict[str, str],
    busy: defaultdict[tuple[str, int], list[tuple[int, int, str]]],
) -> int:
    day, start = int(places.day[n]), int(places.start[n])
    room = series.rooms[places.room[n]] if series.rooms else ""
    for person in (*series.members, f"room {room}"):
        known = calendar.people.get(person)
        mine = busy[person, day]
        if known and known.per_day is not None and len(mine) >= known.per_day:
            return 1 << 30
        for first, last, unit in mine:
            way = known.travel if known and unit != series.unit else 0
            if start < last + way and first < start + series.slots + way:
                return 1 << 30
    if not _in_order(instance, key, instance.days[day], laid):
        return 1 << 30
    price = int(places.points[n])
    if series.gap and before.get(key) in laid:
        days = (instance.days[day] - laid[before[key]].on).days
        if days < series.gap.least or (series.gap.most is not None and days > series.gap.most):
            return 1 << 30
        price += series.gap.price * max(0, series.gap.short - days, days - (series.gap.long or days))
    return price


def _in_order(instance: YearInstance, key: str, on: date, laid: dict[str, Meeting]) -> bool:
    for order in _orders(instance).get(key, ()):
        other = order.after if order.before == key else order.before
        if other in laid:
            days = (laid[other].on - on).days * (1 if order.before == key else -1)
            if days < order.least or (order.most is not None and days > order.most):
                return False
    return True


_KNOWN: dict[int, dict[str, list[Any]]] = {}


def _orders(instance: YearInstance) -> dict[str, list[Any]]:
    if id(instance) not in _KNOWN:
        table: defaultdict[str, list[Any]] = defaultdict(list)
        for order in instance.orders:
            table[order.before].append(order)
            table[order.after].append(order)
        _KNOWN.clear()
        _KNOWN[id(instance)] = table
    return _KNOWN[id(instance)]


def _liked(instance: YearInstance, plan: Wheel) -> Wheel:
    """The plan with each weekly pattern at its best choice, so that only the meetings are compared."""
    chosen = []
    for pattern, now in zip(instance.patterns, plan.patterns, strict=True):
        one = replace(instance, patterns=(pattern,), series=_of(instance, pattern.unit), orders=())
        there = {key.id for series in one.series for key in series.occurrences}
        mine = tuple(meeting for meeting in plan.meetings if meeting.id in there)
        tries = [Weekly(now.id, choice.weekday, choice.start) for choice in pattern.choices]
        chosen.append(min(tries, key=lambda weekly: cost_wheel(one, Wheel(mine, (weekly,))).total))
    return Wheel(plan.meetings, tuple(chosen))


def _of(instance: YearInstance, unit: str) -> tuple[Series, ...]:
    return tuple(series for series in instance.series if series.unit == unit)


def plain(instance: YearInstance, seconds: float, workers: int = 2) -> Wheel | None:
    """One CP-SAT model of the whole year: a start variable and an interval for each meeting.

    Days and slots are one line of time; calendars are allowed starts, people are no-overlaps. It knows no rooms, no
    travel and nothing of weekly patterns, so its plan may break rules. None: no plan in time.
    """
    from ortools.sat.python import cp_model

    model, calendar, line = cp_model.CpModel(), Calendar(instance), 100
    first = instance.days[0].toordinal()
    days_of = [day.toordinal() - first for day in instance.days]
    on, starts, cost = {}, {}, []
    spans: defaultdict[str, list[Any]] = defaultdict(list)
    for series in instance.series:
        table = SeriesPlaces(calendar, series)
        for one in series.occurrences:
            places = table.of(one)
            rows = sorted(
                {
                    (days_of[d] * line + int(s), days_of[d], int(p))
                    for d, s, p in zip(places.day, places.start, places.points, strict=True)
                }
            )
            start = model.new_int_var_from_domain(cp_model.Domain.from_values([row[0] for row in rows]), "")
            starts[one.id] = start
            on[one.id], points = model.new_int_var(0, 400, ""), model.new_int_var(0, 1000, "")
            model.add_allowed_assignments([start, on[one.id], points], rows)
            cost.append(points)
            interval = model.new_fixed_size_interval_var(start, series.slots, "")
            for person in series.members:
                spans[person].append(interval)
        for a, b in pairwise(series.occurrences):
            if series.gap:
                days = on[b.id] - on[a.id]
                model.add(days >= series.gap.least)
                off = model.new_int_var(0, 400, "")
                model.add(off >= series.gap.short - days)
                model.add(off >= days - (series.gap.long or 400))
                cost.append(off)
    for intervals in spans.values():
        model.add_no_overlap(intervals)
    for order in instance.orders:
        days = on[order.after] - on[order.before]
        model.add(days >= order.least)
        if order.ideal is not None:
            late = model.new_int_var(0, 400, "")
            model.add(late >= days - order.ideal)
            cost.append(order.price * late)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, workers
    answer = solver.solve(model)
    if answer not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    laid = {key: divmod(solver.value(start), line) for key, start in starts.items()}
    return _as_wheel(instance, {key: (date.fromordinal(first + day), slot) for key, (day, slot) in laid.items()})


def _as_wheel(instance: YearInstance, laid: dict[str, tuple[date, int]]) -> Wheel:
    rooms = {one.id: (series.rooms or ("",))[0] for series in instance.series for one in series.occurrences}
    meetings = tuple(Meeting(key, *laid[key], rooms[key]) for key in sorted(laid))
    patterns = tuple(Weekly(one.id, one.choices[0].weekday, one.choices[0].start) for one in instance.patterns)
    return _liked(instance, Wheel(meetings, patterns))
