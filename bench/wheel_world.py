"""Municipalities for the planner's measurements: schools, their shared specialists, halls and municipal events."""

from __future__ import annotations

import random
from datetime import date, timedelta

from bench.wheel_planted import planted
from samspill.core.scheduling.model import (
    Busy,
    Choice,
    Dislike,
    Gap,
    Hours,
    Occurrence,
    Order,
    Pattern,
    Person,
    Room,
    Series,
    Usual,
    Wanted,
    Wheel,
    YearInstance,
)

STARTS, ENDS = date(2026, 8, 17), date(2027, 6, 18)
BREAKS = (
    (date(2026, 10, 5), date(2026, 10, 9)),
    (date(2026, 12, 21), date(2027, 1, 1)),
    (date(2027, 2, 22), date(2027, 2, 26)),
    (date(2027, 3, 22), date(2027, 3, 29)),
    (date(2027, 5, 6), date(2027, 5, 7)),
    (date(2027, 5, 17), date(2027, 5, 17)),
)
MONTHS = [(2026, month) for month in range(9, 13)] + [(2027, month) for month in range(1, 7)]
COMMON = 2  # on Wednesdays no school leader is away, so that there is a day for them all
KINDS = (("nurse", 2.0), ("ppt", 3.5), ("welfare", 6.0))  # schools each serves at load 1.0


def school_days() -> tuple[date, ...]:
    """Every school day from August to June."""
    days = [STARTS + timedelta(days=n) for n in range((ENDS - STARTS).days + 1)]
    return tuple(day for day in days if day.weekday() < 5 and not any(a <= day <= b for a, b in BREAKS))


def world(schools: int, load: float = 1.0, seed: int = 0) -> YearInstance:
    """A municipality of so many schools; `load` is how many more schools each specialist serves. It can be planned."""
    return planned_world(schools, load, seed)[0]


def planned_world(schools: int, load: float = 1.0, seed: int = 0) -> tuple[YearInstance, Wheel]:
    """The same with a plan that proves that there is one, drawn by lot and not good."""
    return planted(_drawn(schools, load, seed), random.Random(f"plan {schools} {load} {seed}"))


def _drawn(schools: int, load: float, seed: int) -> YearInstance:
    dice = random.Random(f"{schools} {load} {seed}")
    people, serving = _specialists(schools, load, dice)
    series: list[Series] = []
    patterns, orders = [], []
    for n in range(schools):
        leaders = _leaders(n, dice)
        people += leaders
        made, pattern, lags = _school(n, tuple(one.id for one in leaders), serving[n], schools, dice)
        series += made
        patterns.append(pattern)
        orders += lags
    series += _events(schools)
    halls = tuple(Room(f"hall-{n}", (_away(dice),)) for n in range(max(1, schools // 5)))
    return YearInstance(school_days(), tuple(people), tuple(series), tuple(patterns), tuple(orders), halls)


def _away(dice: random.Random) -> Busy:
    first = STARTS + timedelta(days=dice.randrange(290))
    return Busy(first, first + timedelta(days=dice.randrange(1, 5)))


def _specialists(schools: int, load: float, dice: random.Random) -> tuple[list[Person], list[list[str]]]:
    """Nurses, advisers and child-welfare advisers; two common weekdays where it can be had, at the least one."""
    people: list[Person] = []
    serving: list[list[str]] = [[] for _ in range(schools)]
    common = [set(range(5)) for _ in range(schools)]
    for kind, share in KINDS:
        count = max(1, round(schools / (share * load)))
        room = dict.fromkeys(range(count), -(-schools // count))
        weekdays = [set(dice.sample(range(5), 3 + (dice.random() < 0.5))) for _ in range(count)]
        for n in range(schools):
            order = sorted(
                (one for one in room if room[one]),
                key=lambda one: (-min(2, len(common[n] & weekdays[one])), abs(one * schools / count - n)),
            )
            chosen = order[0]
            room[chosen] -= 1
            weekdays[chosen] |= set() if common[n] & weekdays[chosen] else {min(common[n])}
            common[n] &= weekdays[chosen]
            serving[n].append(f"{kind}-{chosen}")
        for one in range(count):
            hours = tuple(Hours(weekday) for weekday in sorted(weekdays[one]))
            away = tuple(_away(dice) for _ in range(2))
            people.append(Person(f"{kind}-{one}", hours, away, travel=1, per_day=2, per_week=3))
    return people, serving


def _leaders(n: int, dice: random.Random) -> list[Person]:
    """A school leader, coordinator and three grade leaders; each away now and then."""
    made = []
    for role in ("leader", "coordinator", "grade-5", "grade-6", "grade-7"):
        picked = [STARTS + timedelta(days=dice.randrange(300)) for _ in range(25 if role == "leader" else 8)]
        half = dice.choice([(0, 7), (7, 15)])
        busy = tuple(Busy(day, day, *half) for day in picked if role != "leader" or day.weekday() != COMMON)
        made.append(Person(f"{role}-{n}", (), busy))
    return made


def _school(
    n: int, leaders: tuple[str, ...], specialists: list[str], schools: int, dice: random.Random
) -> tuple[list[Series], Pattern, list[Order]]:
    unit = f"school-{n}"
    liked = dice.randrange(5), dice.choice([2, 4, 11])
    dislikes = tuple(
        Dislike(_dislike(weekday - liked[0], at - liked[1]), weekday, at, at + 1)
        for weekday in range(5)
        for at in range(15)
    )
    months = [_month(*one) for one in MONTHS]
    resource = Series(
        f"resource-{n}",
        unit,
        4,
        tuple(Occurrence(f"resource-{n}-{at}", *span) for at, span in enumerate(months)),
        (*leaders, *specialists),
        deputies=tuple(specialists),
        dislikes=dislikes,
        usual=Usual(4, 2),
        gap=Gap(14, 26, 35),
    )
    after = [1, 2, 6, 8]
    steering = Series(
        f"steering-{n}",
        unit,
        3,
        tuple(Occurrence(f"steering-{n}-{k}", months[a][0], months[a + 1][1]) for k, a in enumerate(after)),
        leaders[:3],
        dislikes=dislikes,
    )
    halls = max(1, schools // 5)
    conference = Series(
        f"conference-{n}",
        unit,
        6,
        (Occurrence(f"conference-{n}-0", date(2026, 8, 17), date(2026, 9, 18)),),
        leaders,
        wanted=(Wanted(specialists[0], 2),),
        rooms=(f"hall-{n % halls}", f"hall-{(n + 1) % halls}") if halls > 1 else ("hall-0",),
    )
    orders = [Order(f"before-{n}", f"conference-{n}-0", f"resource-{n}-0", 7)]
    for k, a in enumerate(after):
        orders.append(Order(f"lag-{n}-{k}", f"resource-{n}-{a}", f"steering-{n}-{k}", 3, 14))
        orders.append(Order(f"within-{n}-{k}", f"steering-{n}-{k}", f"resource-{n}-{a + 1}", 1))
    choices = tuple(
        Choice(weekday, at, dice.randrange(4)) for weekday in range(5) for at in dice.sample([10, 11, 12], 2)
    )
    return [resource, steering, conference], _pattern(n, unit, leaders, choices), orders


def _dislike(weekdays: int, slots: int) -> int:
    """A weekday or an hour beside what is liked is as good."""
    return min(8, 2 * max(0, abs(weekdays) - 1) + max(0, abs(slots) - 2) // 2)


def _pattern(n: int, unit: str, leaders: tuple[str, ...], choices: tuple[Choice, ...]) -> Pattern:
    return Pattern(f"grades-{n}", unit, 2, leaders[2:], choices, date(2026, 8, 24), ENDS, 2)


def _month(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def _events(schools: int) -> list[Series]:
    """Two forums and a conference, at which all school leaders are."""
    leaders = tuple(f"leader-{n}" for n in range(schools))
    spans = (
        ("forum-autumn", 4, date(2026, 10, 12), date(2026, 11, 13)),
        ("forum-spring", 4, date(2027, 1, 11), date(2027, 2, 12)),
        ("municipal-conference", 8, date(2027, 3, 1), date(2027, 4, 30)),
    )
    return [
        Series(name, "municipality", slots, (Occurrence(f"{name}-0", first, last),), leaders)
        for name, slots, first, last in spans
    ]
