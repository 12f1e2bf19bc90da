"""The planner of the year against its bound, a greedy planner and the plain model: one case a line.

`make bench BENCH=wheel` takes up to 30 schools, two seeds, 10 s; BENCH_WHEEL=full all, five seeds, 10 and 60 s.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from statistics import median
from typing import Any, TypeVar

from bench.wheel_plain import greedy, plain
from bench.wheel_world import planned_world, world
from samspill.core.scheduling import (
    Budget,
    Busy,
    Hours,
    Progress,
    RepairPolicy,
    Wheel,
    WheelResult,
    YearInstance,
    check_wheel,
    cost_wheel,
    explain,
    plan_wheel,
    repair_wheel,
    warm_up,
)

FULL = os.environ.get("BENCH_WHEEL") == "full"
SIZES = (2, 10, 30, 140) if FULL else (2, 10, 30)
SEEDS = range(5) if FULL else range(2)
CPU = (10.0, 60.0) if FULL else (10.0,)
REPAIRS = 20 if FULL else 6
PRICINGS = 800  # that a second of a processor is good for; what takes longer is cut off
Thing = TypeVar("Thing")


def cases() -> Iterator[dict[str, Any]]:
    """Every size at both loads; then repairs and explanations."""
    warm_up()
    for schools in SIZES:
        for load in (1.0, 1.5):
            yield from _sized(schools, load)
    for schools in SIZES[2:]:
        yield _repairs(schools)
        yield _conflicts(schools)


def _sized(schools: int, load: float) -> Iterator[dict[str, Any]]:
    for seconds in CPU:
        assert not any(check_wheel(*planned_world(schools, load, seed)) for seed in SEEDS), "there is a plan"
        rows = [_one(world(schools, load, seed), seconds) for seed in SEEDS]
        gaps = [row["gap"] for row in rows]
        told: dict[str, Any] = {"case": f"{schools} schools, load {load}", "cpu_s": seconds, "seeds": len(rows)}
        told |= {"gap_median": median(gaps), "gap_worst": max(gaps), "proven": sum(row["proven"] for row in rows)}
        told |= {"violations": sum(row["violations"] for row in rows), "unplaced": sum(row["left"] for row in rows)}
        for name in ("cost", "bound", "first_s", "first_cost", "used_s", "points_per_school"):
            told[name] = median(row[name] for row in rows)
        told |= _opponents(schools, load, seconds, rows[0]["cost"])
        told["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield told


def _one(instance: YearInstance, seconds: float) -> dict[str, Any]:
    start, seen = time.process_time(), []

    def watch(now: Progress) -> bool:
        used = time.process_time() - start
        if now.cost is not None:
            seen.append((used, now.cost))
        return used < seconds * 0.95

    made = plan_wheel(instance, budget=Budget(int(PRICINGS * seconds)), on_progress=watch)
    used = time.process_time() - start
    return _told(instance, made, used, seen[0] if seen else (used, made.cost.total))


def _told(instance: YearInstance, made: WheelResult, used: float, first: tuple[float, int]) -> dict[str, Any]:
    broken = [one for one in check_wheel(instance, made.plan) if one.rule.code != "complete"]
    schools = len(instance.patterns)
    return {
        "cost": made.cost.total,
        "bound": made.bound_given,
        "gap": round(min(made.gap, 99.0), 4),
        "proven": made.stopped == "proven",
        "left": len(made.unplaced),
        "violations": len(broken),
        "first_s": round(first[0], 2),
        "first_cost": first[1],
        "used_s": round(used, 1),
        "points_per_school": round(made.cost.total / schools, 2),
    }


def _opponents(schools: int, load: float, seconds: float, ours: int) -> dict[str, Any]:
    """Greedy and plain on the first seed; the plain model is only asked what it can build."""
    instance = world(schools, load, 0)
    (plan, left), used = _clocked(lambda: greedy(instance))
    theirs = cost_wheel(instance, plan).total
    told = {"greedy": theirs, "greedy_unplaced": left, "greedy_s": round(used, 1)}
    if not left and theirs:
        told["to_greedy"] = round(ours / theirs, 3)
    if schools <= 30 or FULL:
        other = plain(instance, seconds)
        told |= {"plain": None, "plain_breaks": None}
        if other is not None:
            cost = cost_wheel(instance, other).total
            told |= {"plain": cost, "plain_breaks": len(check_wheel(instance, other)), "to_plain": _ratio(ours, cost)}
    return told


def _ratio(ours: int, theirs: int) -> float | None:
    return round(ours / theirs, 3) if theirs else None


def _repairs(schools: int) -> dict[str, Any]:
    """Somebody who serves several schools is ill for three weeks: changes, proof, and what a new plan would change."""
    instance = world(schools)
    before = plan_wheel(instance, budget=Budget(200 * schools)).plan
    rows, times = [], []
    for seed in range(REPAIRS):
        after, today = _ill(instance, before, seed)
        policy = RepairPolicy(today)
        mended, used = _clocked(lambda after=after, policy=policy: repair_wheel(after, before, policy=policy))  # type: ignore[misc]
        times.append(used)
        rows.append((len(mended.moves), sum(len(one.deputies) for one in mended.moves), mended.least, mended.proven))
        assert not check_wheel(after, mended.plan, slip=14)
    again = plan_wheel(_ill(instance, before, 0)[0], budget=Budget(200 * schools), seed=1).plan
    return {
        "case": f"repair, {schools} schools, ill for three weeks",
        "cases": len(rows),
        "changed_median": median(row[0] for row in rows),
        "changed_worst": max(row[0] for row in rows),
        "deputies": sum(row[1] for row in rows),
        "least_median": median(row[2] for row in rows),
        "proven": sum(row[3] for row in rows),
        "cpu_s_median": round(median(times), 2),
        "cpu_s_worst": round(max(times), 2),
        "replanned_would_change": _changed(before, again),
        "of": len(before.meetings),
    }


def _ill(instance: YearInstance, plan: Wheel, seed: int) -> tuple[YearInstance, Any]:
    """The day is one on which the person has a meeting, so that there is something to mend."""
    dice = random.Random(seed)
    person = dice.choice([one for one in instance.people if one.hours])
    mine = {one.id for some in instance.series if person.id in some.members for one in some.occurrences}
    first = dice.choice([meeting.on for meeting in plan.meetings if meeting.id in mine])
    away = replace(person, busy=(*person.busy, Busy(first, first + timedelta(days=20))))
    people = tuple(away if one is person else one for one in instance.people)
    return replace(instance, people=people), first


def _changed(before: Wheel, after: Wheel) -> int:
    there = {meeting.id: meeting for meeting in before.meetings}
    return sum(there.get(meeting.id) != meeting for meeting in after.meetings)


def _conflicts(schools: int) -> dict[str, Any]:
    """A nurse and an adviser who have no weekday in common any more: how soon and how shortly that is said."""
    sizes, ways, times = [], [], []
    for seed in range(3):
        instance = world(schools, 1.0, seed)
        pair = instance.series[0].members[-3:-1]
        weekdays = dict(zip(pair, (0, 1), strict=True))
        people = tuple(
            replace(one, hours=(Hours(weekdays[one.id]),)) if one.id in weekdays else one for one in instance.people
        )
        why, used = _clocked(lambda people=people, instance=instance: explain(replace(instance, people=people)))
        assert why is not None
        sizes.append(len(why.core))
        ways.append(len(why.relaxations))
        times.append(used)
    return {
        "case": f"explain, {schools} schools, no common weekday",
        "rules": max(sizes),
        "ways_out": min(ways),
        "cpu_s_worst": round(max(times), 2),
    }


def _clocked(work: Callable[[], Thing]) -> tuple[Thing, float]:
    start = time.process_time()
    made = work()
    return made, time.process_time() - start
