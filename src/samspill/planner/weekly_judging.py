"""What would be otherwise if an arena met on another weekday or hour every week. Nothing is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from samspill.core import scheduling as core
from samspill.planner.bridge import Loaded, as_of
from samspill.planner.judging import Judged
from samspill.planner.models import WeeklyPlace, YearPlan
from samspill.planner.words import Words

Seen = tuple[str, tuple[str, ...]]


def judge_weekly(plan: YearPlan, row: WeeklyPlace, weekday: int, begins: time, today: date | None = None) -> Judged:
    """What the move breaks that holds now, what it mends, and what it costs more."""
    loaded = as_of(plan, today)
    place = core.Weekly(row.key, weekday - 1, loaded.clock.slot(begins))
    free = _freed(loaded, row, place)
    others = tuple(one for one in loaded.wheel.patterns if one.id != row.key)
    after = replace(loaded.wheel, patterns=tuple(sorted((*others, place), key=lambda one: one.id)))
    now, then = core.check_wheel(free, loaded.wheel), core.check_wheel(free, after)
    cost, price = core.cost_wheel(free, loaded.wheel), core.cost_wheel(free, after)
    before, words = Words(loaded, loaded.wheel), Words(loaded, after)
    broken, was = {_seen(one) for one in now}, {(one.part, one.of, one.meetings): one.points for one in cost.items}
    left = {_seen(one) for one in then}
    worse = [one for one in price.items if one.points > was.get((one.part, one.of, one.meetings), 0)]
    return Judged(
        tuple(words.violation(one) for one in then if _seen(one) not in broken),
        price.total - cost.total,
        tuple(words.item(one) for one in sorted(worse, key=lambda one: (-one.points, one.part, one.of))),
        tuple(before.violation(one) for one in now if _seen(one) not in left),
    )


def _freed(loaded: Loaded, row: WeeklyPlace, place: core.Weekly) -> core.YearInstance:
    """The same problem, where this arena may meet whenever its kind may, and where it lies."""
    allowed = {(one.weekday, one.start): one for one in loaded.choices(row)}
    here = {(one.weekday, one.start): core.Choice(one.weekday, one.start) for one in (place, *_lies(loaded, row))}
    choices = tuple((here | allowed).values())
    patterns = (replace(one, choices=choices) if one.id == row.key else one for one in loaded.instance.patterns)
    return replace(loaded.instance, patterns=tuple(patterns))


def _lies(loaded: Loaded, row: WeeklyPlace) -> list[core.Weekly]:
    return [one for one in loaded.wheel.patterns if one.id == row.key]


def _seen(one: core.Violation) -> Seen:
    return one.rule.id, one.meetings
