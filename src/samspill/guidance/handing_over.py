"""From theirs to ours, pure: what the years say about who designs the conferences and who leads them (R84)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from samspill.core.schoolyear.periods import SchoolYear

GUIDANCE, TOGETHER, SELF = "guidance", "together", "self"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Led(Generic[T]):
    """One conference with who designed it and who led it; empty where nobody has said so."""

    on: date
    designed_by: str
    led_by: str
    thing: T


@dataclass(frozen=True, slots=True)
class Year(Generic[T]):
    year: SchoolYear
    led: tuple[Led[T], ...]

    def of(self, who: str) -> int:
        """How many were led like this."""
        return sum(one.led_by == who for one in self.led)

    @property
    def told(self) -> int:
        """How many we know of."""
        return sum(bool(one.led_by) for one in self.led)


def by_year(rows: Iterable[Led[T]]) -> tuple[Year[T], ...]:
    """The school years in order, each with its conferences in order."""
    years: dict[SchoolYear, list[Led[T]]] = {}
    for row in sorted(rows, key=lambda one: one.on):
        years.setdefault(SchoolYear.of(row.on), []).append(row)
    return tuple(Year(year, tuple(years[year])) for year in sorted(years))
