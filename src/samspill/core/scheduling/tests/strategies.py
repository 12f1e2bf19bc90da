"""Random small municipalities for property tests: two or three schools, a shared specialist or two, some weeks."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import strategies as st

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
    YearInstance,
)

MONDAY = date(2026, 8, 31)


def small(seed: int, *, schools: int = 2, periods: int = 2, slots: int = 5) -> YearInstance:
    """A municipality whose plans can all be counted: few days, few slots, everything the model knows."""
    dice = random.Random(seed)
    weeks = periods * 2
    days = [MONDAY + timedelta(days=7 * week + day) for week in range(weeks) for day in range(5)]
    days = [day for day in days if dice.random() < 0.8] or days
    people = [_specialist(f"nurse-{n}", days, dice) for n in range(dice.choice([1, 1, 2]))]
    series, patterns, orders = [], [], []
    for n in range(schools):
        people.append(Person(f"leader-{n}", (), _aways(days, dice, 1)))
        series += _series(n, periods, [one.id for one in people if one.id.startswith("nurse")], dice)
        if dice.random() < 0.5:
            choices = tuple(Choice(dice.randrange(5), at, dice.randrange(3)) for at in (0, 2))
            patterns.append(Pattern(f"team-{n}", f"school-{n}", 1, (f"leader-{n}",), choices, days[0], days[-1]))
        if series[-1].id.startswith("steering") and dice.random() < 0.5:
            orders.append(Order(f"after-{n}", f"monthly-{n}-0", f"steering-{n}-0", 1, 2, dice.choice([None, 9])))
    if dice.random() < 0.4:
        leaders = tuple(f"leader-{n}" for n in range(schools))
        series.append(Series("forum", "town", 2, (Occurrence("forum-0", days[0], days[-1]),), leaders))
    rooms = (Room("hall", _aways(days, dice, 1)),)
    return YearInstance(tuple(days), tuple(people), tuple(series), tuple(patterns), tuple(orders), rooms, slots)


def _aways(days: list[date], dice: random.Random, most: int) -> tuple[Busy, ...]:
    picked = [dice.choice(days) for _ in range(dice.randint(0, most))]
    return tuple(Busy(day, day + timedelta(days=dice.randrange(2)), 0, dice.choice([2, 1 << 10])) for day in picked)


def _specialist(key: str, days: list[date], dice: random.Random) -> Person:
    weekdays = sorted(dice.sample(range(5), dice.choice([2, 3, 5])))
    hours = tuple(Hours(weekday, 0, dice.choice([4, 1 << 10])) for weekday in weekdays)
    caps = dice.choice([(None, None), (1, None), (2, 1)])
    return Person(key, hours, _aways(days, dice, 1), dice.randrange(2), *caps)


def _series(n: int, periods: int, nurses: list[str], dice: random.Random) -> list[Series]:
    spans = [(MONDAY + timedelta(days=14 * at), MONDAY + timedelta(days=14 * at + 13)) for at in range(periods)]
    dislikes = (Dislike(dice.randrange(1, 4), dice.randrange(5)), Dislike(1, None, 0, 1))
    monthly = Series(
        f"monthly-{n}",
        f"school-{n}",
        2,
        tuple(Occurrence(f"monthly-{n}-{at}", *span) for at, span in enumerate(spans)),
        (f"leader-{n}", dice.choice(nurses)),
        deputies=tuple(nurses),
        dislikes=dislikes,
        usual=Usual(2, 1) if dice.random() < 0.7 else None,
        gap=Gap(dice.choice([1, 5]), 8, 16, dice.choice([None, 20])),
        rooms=("hall",) if dice.random() < 0.3 else (),
    )
    if dice.random() < 0.4:
        return [monthly]
    other = Occurrence(f"steering-{n}-0", spans[0][0], spans[-1][1])
    wanted = (Wanted(dice.choice(nurses), 2),) if dice.random() < 0.5 else ()
    return [monthly, Series(f"steering-{n}", f"school-{n}", 1, (other,), (f"leader-{n}",), wanted=wanted)]


def town(schools: int = 3, *, teams: int = 3, weeks: int = 14) -> YearInstance:
    """Schools with one nurse and one hall: a conference before the monthly team, and weekly teams for each grade.

    A school's weekly teams have more combinations of hours than are tried together with its meetings, on no weekday is
    there school in every week, and there are quarter hours enough that the whole is too much for one exact model.
    """
    days = tuple(MONDAY + timedelta(days=7 * week + day) for week in range(weeks) for day in range(5) if week != day)
    people = [Person("nurse", tuple(Hours(weekday) for weekday in (1, 2, 3)), (), 2, 2, 2)]
    series, patterns, orders = [], [], []
    for n in range(schools):
        leader, teachers = f"leader-{n}", tuple(f"teacher-{n}-{k}" for k in range(teams))
        people += [Person(leader, (), (Busy(days[n], days[n + 2]),)), *(Person(one) for one in teachers)]
        spans = [(days[at], days[min(at + 9, len(days) - 1)]) for at in range(5, len(days) - 5, 10)]
        monthly = tuple(Occurrence(f"monthly-{n}-{at}", *span) for at, span in enumerate(spans))
        series += [
            Series(
                f"monthly-{n}",
                f"school-{n}",
                4,
                monthly,
                (leader, "nurse", *teachers),
                dislikes=(Dislike(2, None, 0, 9),),
                usual=Usual(2, 1),
                gap=Gap(7, 12, 16),
            ),
            Series(
                f"conference-{n}",
                f"school-{n}",
                6,
                (Occurrence(f"conference-{n}-0", days[0], days[9]),),
                (leader, *teachers),
                rooms=("hall",),
            ),
        ]
        orders.append(Order(f"first-{n}", f"conference-{n}-0", f"monthly-{n}-0", 3, 9))
        choices = tuple(Choice(weekday, at, 2 * (weekday == 4)) for weekday in range(5) for at in (12, 16))
        patterns += [Pattern(f"team-{one}", f"school-{n}", 4, (one,), choices, days[0], days[-1]) for one in teachers]
    return YearInstance(days, tuple(people), tuple(series), tuple(patterns), tuple(orders), (Room("hall"),), 24, 15)


municipalities = st.integers(0, 10_000).map(small)
