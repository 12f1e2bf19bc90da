"""What a year of meetings is made of: school days, people, rooms, series, orders, and what comes out.

Everything is frozen, ids are the caller's own strings, days are dates, times are slots of a day counted from 0 (half
hours from 08:00 unless the caller says otherwise), costs are whole numbers of points that are added:

    rhythm       days outside the wished distance between two meetings of a series in turn
    preference   weekdays and times that are less liked
    usual        meetings off their series' usual weekday or time (the best such weekday and time are chosen)
    load         a person's meetings in a week above what is wished
    lag          days beyond the wished distance of an order
    lost         weeks in which a weekly pattern cannot be held
    pattern      a weekly pattern's less liked weekdays and times
    wanted       people who are wished for but cannot come

Periodic project scheduling with minimal and maximal lags (RCPSP/max), unary resources with calendars, and regularity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Param = str | int | tuple[str, ...]
ALL_DAY = 1 << 10  # later than any slot


@dataclass(frozen=True, slots=True)
class Hours:
    """Slots of a weekday (0 = Monday) that may be used, `end` not included; `unit` "" is any unit."""

    weekday: int
    start: int = 0
    end: int = ALL_DAY
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Busy:
    """Away on each day from `first` to `last` (both included), in the slots from `start` until `end`. Never why."""

    first: date
    last: date
    start: int = 0
    end: int = ALL_DAY


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part. No `hours` means any time of any school day.

    `travel` slots lie between two meetings in different units; at most `per_day` meetings a day (must), at most
    `per_week` in an ISO week (wished; one more costs `over_week` points).
    """

    id: str
    hours: tuple[Hours, ...] = ()
    busy: tuple[Busy, ...] = ()
    travel: int = 0
    per_day: int | None = None
    per_week: int | None = None
    over_week: int = 3


@dataclass(frozen=True, slots=True)
class Room:
    """A room or hall: one meeting at a time."""

    id: str
    busy: tuple[Busy, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the year a meeting lies: the day, the first slot, the room ("" for none)."""

    on: date
    start: int
    room: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting to be planned: from `earliest` to `latest` (both included).

    `at` fixes it. `held` says that it was held there: a fact, on which no rule is tried any more.
    """

    id: str
    earliest: date
    latest: date
    at: Place | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two meetings of a series in turn: `least` and `most` must hold; outside `short` to `long` each
    day costs `price` points."""

    least: int = 1
    short: int = 0
    long: int | None = None
    most: int | None = None
    price: int = 1


@dataclass(frozen=True, slots=True)
class Usual:
    """Points for each meeting off the series' usual weekday, and off its usual first slot."""

    weekday: int = 4
    start: int = 2


@dataclass(frozen=True, slots=True)
class Dislike:
    """Points for a meeting that begins on the weekday (None: any) in the slots from `start` until `end`."""

    points: int
    weekday: int | None = None
    start: int = 0
    end: int = ALL_DAY


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody who is wished for; a meeting without them costs `points`."""

    person: str
    points: int


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings of one kind in one unit, in turn; a single event is a series of one.

    All `members` must come. `deputies` are members whose service may send somebody else (repair only). `hours` are
    when it may be held (none: any time), `rooms` are those of which it needs one (none: it needs none).
    """

    id: str
    unit: str
    slots: int
    occurrences: tuple[Occurrence, ...]
    members: tuple[str, ...]
    deputies: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    hours: tuple[Hours, ...] = ()
    dislikes: tuple[Dislike, ...] = ()
    usual: Usual | None = None
    gap: Gap | None = None
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A weekday and first slot a weekly pattern may have, and what it costs."""

    weekday: int
    start: int
    points: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A weekly meeting at one of the `choices`, the same all year.

    It gives way: a school week from `first` to `last` in which it cannot be held costs `lost` points.
    """

    id: str
    unit: str
    slots: int
    members: tuple[str, ...]
    choices: tuple[Choice, ...]
    first: date
    last: date
    lost: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """Occurrence `after` lies `least` to `most` days after `before`; each day beyond `ideal` costs `price`.

    What lies strictly between two meetings has two orders.
    """

    id: str
    before: str
    after: str
    least: int = 1
    ideal: int | None = None
    most: int | None = None
    price: int = 1


@dataclass(frozen=True, slots=True)
class YearInstance:
    """A problem: the school days in order, `slots` to a day of `slot_minutes` from `opens` (minutes after midnight)."""

    days: tuple[date, ...]
    people: tuple[Person, ...]
    series: tuple[Series, ...]
    patterns: tuple[Pattern, ...] = ()
    orders: tuple[Order, ...] = ()
    rooms: tuple[Room, ...] = ()
    slots: int = 15
    slot_minutes: int = 30
    opens: int = 480


@dataclass(frozen=True, slots=True)
class Meeting:
    """An occurrence laid on a day, first slot and room; `deputies` are members somebody else comes for."""

    id: str
    on: date
    start: int
    room: str = ""
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weekly:
    """A pattern's chosen weekday and first slot."""

    id: str
    weekday: int
    start: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """A plan of the year: its meetings and its weekly patterns, both in the order of their ids."""

    meetings: tuple[Meeting, ...]
    patterns: tuple[Weekly, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleRef:
    """A rule by its code and whose it is; `id` is stable, the same in check, cost and explanation.

    Codes: school-day, complete (no `of`); window, spacing, open, usual (a series); order; fixed (an occurrence);
    hours, away, overlap, travel, per-day, per-week (a person); room, room-away (a room); rooms, deputy (a series);
    pattern.
    """

    code: str
    of: str = ""

    @property
    def id(self) -> str:
        return f"{self.code}:{self.of}" if self.of else self.code


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks, and the meetings (occurrence ids) it breaks it with."""

    rule: RuleRef
    meetings: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=dict)


PARTS = ("rhythm", "preference", "usual", "load", "lag", "lost", "pattern", "wanted")


@dataclass(frozen=True, slots=True)
class Item:
    """Points of one part: for which rule or series (`of`), for which meetings, in which unit, for whom ("" none)."""

    part: str
    of: str
    points: int
    meetings: tuple[str, ...] = ()
    unit: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class CostBreakdown:
    """What a plan costs: the total, and every point of it with its reason."""

    total: int
    items: tuple[Item, ...]

    def by(self, what: Literal["part", "of", "unit", "person"]) -> dict[str, int]:
        """The points by part, series, unit or person."""
        found: dict[str, int] = {}
        for item in self.items:
            key: str = getattr(item, what)
            found[key] = found.get(key, 0) + item.points
        return found


@dataclass(frozen=True, slots=True)
class Budget:
    """How long to work: best years of one unit that are computed, not seconds.

    About 1,000 a second where a unit's orders hang on neighbours of one series, 25 to 300 where they tie more together
    (measured on the pack's year). The same problem, seed and budget give the same plan.
    """

    pricings: int = 20_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come. `cost` is None until there is a plan; no plan costs less than `bound`."""

    pricings: int
    budget: int
    cost: int | None
    bound: int
    unplaced: int
    stage: Literal["construct", "descend", "search", "bound", "join"]
