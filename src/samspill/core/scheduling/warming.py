"""Compile every kernel ahead, so that nobody waits for it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from samspill.core.scheduling.kernels import weigh
from samspill.core.scheduling.model import (
    Budget,
    Busy,
    Choice,
    Gap,
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
from samspill.core.scheduling.planning import plan_wheel
from samspill.core.scheduling.suggesting import suggest_slots
from samspill.core.scheduling.tables import Tables


def warm_up() -> None:
    """Plan a tiny year of two schools with a little of everything (some seconds once, then read from numba's cache)."""
    first = date(2026, 8, 31)
    days = tuple(first + timedelta(days=n) for n in range(12) if n % 7 < 5)
    nurse = Person("nurse", (), (Busy(days[5], days[5]),), 1, 1, 1)
    series, orders, patterns, people = [], [], [], [nurse]
    for unit in ("a", "b"):
        people.append(Person(unit))
        spans = ((days[0], days[4]), (days[5], days[9]))
        monthly = tuple(Occurrence(f"{unit}{n}", *span) for n, span in enumerate(spans))
        wish = (Wanted("nurse", 1),)
        series.append(Series(unit, unit, 1, monthly, (unit, "nurse"), usual=Usual(), gap=Gap(1, 5, 7), rooms=("hall",)))
        series.append(Series(f"{unit}s", unit, 1, (Occurrence(f"{unit}s", days[0], days[9]),), (unit,), wanted=wish))
        orders.append(Order(f"{unit}1", f"{unit}0", f"{unit}s"))
        orders.append(Order(f"{unit}2", f"{unit}s", f"{unit}1"))
        patterns.append(Pattern(unit + "p", unit, 1, (unit,), (Choice(0, 0), Choice(1, 1)), days[0], days[9]))
    instance = YearInstance(days, tuple(people), tuple(series), tuple(patterns), tuple(orders), (Room("hall"),), 2)
    made = plan_wheel(instance, budget=Budget(60))
    suggest_slots(instance, made.plan, "a0", k=1)
    needs = Tables(instance).needs[0]
    weigh(np.zeros((1, 1, 1)), needs.res[:0], needs.day[:0], needs.start[:0], needs.stop[:0], 1.0)
