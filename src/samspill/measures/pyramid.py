"""The pyramid: on which levels measures run at a school, and its shift over the half-years. Shown, never scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samspill.core.redthread.shift import HalfYear, Run, Trend, running, shift, trend
from samspill.measures.side import Row, preferred
from samspill.measures.words import level_name, levels_of
from samspill.methods.schema import Method
from samspill.projects.words import say_period


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the pyramid, and how many measures run on it now."""

    name: str
    count: int
    preferred: bool


@dataclass(frozen=True, slots=True)
class Half:
    """A half-year of the pyramid in words."""

    name: str
    counts: tuple[tuple[str, int], ...]  # the name of a level, and how many
    share: int | None
    shift: int | None


def pyramid(rows: Sequence[Row], method: Method, today: date) -> dict[str, Any]:
    """How many measures run on each level, now and by half-year, and where the weight goes (R6, L34)."""
    levels = levels_of(method)
    if not levels:
        return {"levels": ()}
    runs = [
        Run(row.measure.level, row.measure.tried_on, row.measure.ended_on or row.measure.fate_on)
        for row in rows
        if row.measure.tried_on
    ]
    best, first = preferred(method, levels), min((run.since for run in runs), default=today)
    now = running(runs, today, levels)
    halves = shift(runs, levels, best, first, today)
    return {
        "levels": [Level(level_name(method, one), now[one], one == best) for one in reversed(levels)],
        "unplaced": now.get("", 0),
        "names": [level_name(method, one) for one in levels],
        "best": level_name(method, best),
        "halves": [_half(one, method) for one in reversed(halves)],
        "trend": trend_words(trend(halves), level_name(method, best)),
    }


def _half(one: HalfYear, method: Method) -> Half:
    share = None if one.share is None else round(100 * one.share)
    moved = None if one.shift is None else round(one.shift)
    counts = tuple((level_name(method, level), count) for level, count in one.counts.items())
    return Half(say_period(one.period.key), counts, share, moved)


def trend_words(one: Trend, level: str) -> str:
    """Where the weight goes; shown, never scored (L34)."""
    return {
        "up": _("Seen over all half-years, the weight moves towards “%(level)s”."),
        "down": _("Seen over all half-years, the weight moves away from “%(level)s”."),
        "level": _("The weight stays where it is."),
        "": _("It takes three half-years before one can say where the weight goes."),
    }[one.direction] % {"level": level}
