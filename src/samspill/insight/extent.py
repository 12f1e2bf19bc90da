"""How much was done and how many it reached in a half-year: dose by arena, reach by group, the pyramid (domain 7.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Sum

from samspill.core.fidelity.model import Held, Period, Wish
from samspill.core.redthread.reach import Reach, Share
from samspill.core.redthread.shift import HalfYear, Run, Trend, shift, trend
from samspill.core.schoolyear.periods import periods
from samspill.insight.bridge import Reading
from samspill.insight.meetings import Told, treated
from samspill.insight.reach import WAYS
from samspill.meetings.models import Item, ItemTime

#: The rules that tell whether the work is carried: places filled, deputies named, time set aside.
DRIVERS = ("composed", "deputies_named", "lasts_at_least", "splits_time")
LEVELS = "several_levels"


@dataclass(frozen=True, slots=True)
class Dose:
    """One arena in one half-year. `minutes` is None where no length is recorded; `trying` what went to try-outs."""

    arena: str
    group: str
    planned: int
    held: int
    minutes: int | None
    trying: int
    took_up: int  # meetings that came to a measure
    told: int  # meetings of which more is recorded than that they took place

    @property
    def hours(self) -> float:
        return (self.minutes or 0) / 60

    @property
    def percent(self) -> int | None:
        """The part of the recorded time that went to try-outs."""
        return round(100 * min(self.trying, self.minutes) / self.minutes) if self.minutes else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reach: a group with its share in each way, None where the number is kept back."""

    group: str  # "" for everybody, "others" for the small groups told together
    names: tuple[str, ...]
    shares: tuple[Share | None, ...]


@dataclass(frozen=True, slots=True)
class Pyramid:
    """The levels tried out on, the latest half-year first."""

    levels: tuple[str, ...]
    prefer: str
    rows: tuple[Tier, ...]
    trend: Trend


@dataclass(frozen=True, slots=True)
class Tier:
    """One half-year of the pyramid; `percent` is the preferred level's part."""

    key: str
    counts: tuple[tuple[str, int], ...]
    unplaced: int
    percent: int | None


def halves_of(reading: Reading) -> tuple[Period, ...]:
    """The half-years of the project here, the latest first."""
    return periods("half_year", reading.frame.joined, reading.frame.today)[::-1]


def dose(reading: Reading, period: Period, spent: Mapping[int, int]) -> tuple[Dose, ...]:
    """Planned and held in a half-year by arena, in the order of the pack."""
    planned = [one for one in reading.evidence.planned if one.on in period]
    held = [one for one in reading.evidence.held if one.on in period and one.on <= reading.frame.today]
    keys = {(one.arena, one.group) for one in planned} | {(one.arena, one.group) for one in held}
    order = list(reading.method.arenas)
    ranked = sorted(keys, key=lambda key: (order.index(key[0]) if key[0] in order else len(order), key[1]))
    return tuple(
        _dose(
            key,
            sum((one.arena, one.group) == key for one in planned),
            [one for one in held if (one.arena, one.group) == key],
            spent,
        )
        for key in ranked
    )


def _dose(key: tuple[str, str], planned: int, held: Sequence[Held], spent: Mapping[int, int]) -> Dose:
    lengths = [one.minutes for one in held if one.minutes is not None]
    told = [one for one in held if one.minute_taker is not None]
    trying = sum(spent.get(int(one.ref.id), 0) for one in told if one.ref)
    took_up = sum("measure" in one.treats for one in told)
    return Dose(*key, planned, len(held), sum(lengths) if lengths else None, trying, took_up, len(told))


def spent_on_tryouts(told: Told, period: Period) -> Mapping[int, int]:
    """Minutes by meeting that went to try-outs: as the meeting ran, else as they were planned. One query."""
    meetings = [one for one in told.meetings.values() if one.on in period]
    items = {item.pk: item for one in meetings for item in treated(told.items.get(one.pk, ())) if item.tryout}
    times = ItemTime.objects.filter(item__in=items, ended_at__isnull=False).order_by().values_list("item")
    ran = dict(times.annotate(ran=Sum(F("ended_at") - F("begun_at"))))
    found: dict[int, int] = {}
    for one in items.values():
        found[one.meeting_id or 0] = found.get(one.meeting_id or 0, 0) + _minutes(one, ran.get(one.pk))
    return found


def _minutes(item: Item, ran: timedelta | None) -> int:
    return round(ran.total_seconds() / 60) if ran is not None else item.minutes or 0


def reach_lines(reading: Reading, period: Period) -> tuple[Line, ...]:
    """The groups, the small ones together, and everybody; one share for each way of taking part, then for any.

    Which groups are told together depends on their sizes alone, so it is the same for every way.
    """
    found = [reading.staff.shown(period, reading.frame.today, way) for way in (*WAYS, "")]
    return tuple(_lines(found))


def _lines(found: Sequence[Reach]) -> Iterator[Line]:
    for number, share in enumerate(found[0].shares):
        yield Line(share.group, (), tuple(one.shares[number] for one in found))
    hidden, alone = found[0].hidden, bool(found[0].shares)
    if hidden and alone:
        yield Line("others", hidden, tuple(one.others for one in found))
    yield Line("", () if alone else hidden, tuple(one.whole for one in found))


def pupils_in(reading: Reading, period: Period) -> int:
    """About how many pupils the plans of what was tried in a half-year say they reach. Only the number is kept."""
    last = min(period.end, reading.frame.today)
    plans = [
        getattr(life.measure, "plan", None)
        for life in reading.lives
        if any(one.meets(period.start, last) for one in life.tryouts)
    ]
    return sum(plan.pupils or 0 for plan in plans if plan)


def pyramid(reading: Reading) -> Pyramid | None:
    """On which levels was tried in each half-year; None where the method has no levels."""
    wish = next((one for one in reading.wishes if one.rule == LEVELS), None)
    if wish is None:
        return None
    levels, prefer = _texts(wish, "levels"), str(wish.params["prefer"])
    runs = [Run(life.measure.level, one.since, one.until) for life in reading.lives for one in life.tryouts]
    halves = shift(runs, levels, prefer, reading.frame.joined, reading.frame.today)
    return Pyramid(levels, prefer, tuple(_tier(one) for one in reversed(halves)), trend(halves))


def _tier(half: HalfYear) -> Tier:
    percent = None if half.share is None else round(100 * half.share)
    return Tier(half.period.key, tuple(half.counts.items()), half.unplaced, percent)


def _texts(wish: Wish, name: str) -> tuple[str, ...]:
    value = wish.params[name]
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def drivers(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    return tuple(one for one in wishes if one.rule in DRIVERS)
