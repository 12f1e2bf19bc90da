"""A plan in the making: which strands have their year, what they take, and the best year of one given the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.kernels import NEVER, clashes, crowding, lay
from samspill.core.scheduling.model import Weekly, Wheel
from samspill.core.scheduling.strands import SKIP, Year
from samspill.core.scheduling.tables import Needs, Tables

Taken = tuple[int, int, int, int]  # a row, day, first slot, slot after the last


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The years of all strands and the choices of loose patterns at one time, and what they cost together."""

    years: tuple[Year | None, ...]
    chosen: tuple[int, ...]
    total: float


class Board:
    """Changes as strands are put on it and lifted off. `pricings` counts the years that were computed.

    Loose weekly patterns are not chosen (-1) until `settle` is asked; till then they cost their least.
    """

    def __init__(self, tables: Tables, others: Iterable[Taken] = ()) -> None:
        self.tables = tables
        self.chosen = [-1] * len(tables.free_patterns)
        self.spoiled: dict[int, Array] = {}  # what candidates make the chosen patterns lose, by strand
        self.spoils = np.zeros(len(tables.strands))  # what the years on the board make them lose
        shape = tables.nobody + 1, len(tables.ordinals)
        self.taken = np.zeros((*shape, tables.slots), dtype=np.int16)
        self.daily = np.zeros(shape, dtype=np.int16)
        self.weekly = np.zeros((shape[0], tables.weeks), dtype=np.int16)
        self.years: list[Year | None] = [None] * len(tables.strands)
        self.own = np.zeros(len(tables.strands))
        self.pricings = 0
        for row, day, start, stop in (*tables.fixed(), *others):
            self.taken[row, day, start:stop] += 1
            self.daily[row, day] += 1
            self.weekly[row, tables.week[day]] += 1

    def put(self, number: int, year: Year) -> None:
        assert self.years[number] is None
        self.years[number] = year
        self.own[number] = self._plain(number, year) if year.plain is None else year.plain
        self._spoil(number)
        self._lay(number, year, 1)

    def lift(self, number: int) -> Year | None:
        """Take a strand off; what it had, None if it was not there."""
        year = self.years[number]
        if year is not None:
            self._lay(number, year, -1)
            self.years[number], self.own[number], self.spoils[number] = None, 0.0, 0.0
        return year

    def _spoil(self, number: int) -> None:
        year, spoiled = self.years[number], self.spoiled.get(number)
        rows = [pick for pick in year.picks if pick >= 0] if year else []
        self.spoils[number] = 0.0 if spoiled is None else spoiled[rows].sum()

    def settle(self, some: Iterable[int] | None = None) -> None:
        """Give loose patterns (all, or `some`) the choice that costs least beside what is on the board, in turn."""
        for at in range(len(self.chosen)) if some is None else some:
            others = chain(self._carried(), self._loose(but=at))
            self.choose({at: self.tables.loose.best(at, self.years, others)})

    def choose(self, choices: Mapping[int, int]) -> None:
        """Let loose patterns have these choices."""
        changed = {at for at, choice in choices.items() if self.chosen[at] != choice}
        for at in changed:
            self.chosen[at] = choices[at]
        for number in {number for at in changed for number in self.tables.loose.hits[at]}:
            spoiled = self.tables.loose.spoiled(number, self.chosen)
            if spoiled is not None:
                self.spoiled[number] = spoiled
            else:
                self.spoiled.pop(number, None)
            self._spoil(number)

    def _lay(self, number: int, year: Year, sign: int) -> None:
        needs, rows = self.tables.needs[number], [pick for pick in year.picks if pick >= 0]
        lay(
            self.taken,
            self.daily,
            self.weekly,
            self.tables.week,
            needs.res[rows],
            needs.day[rows],
            needs.start[rows],
            needs.stop[rows],
            sign,
        )

    def _plain(self, number: int, year: Year) -> float:
        """What a year costs by itself."""
        strand = self.tables.strands[number]
        return strand.worth(year.picks, year.choice, strand.points)

    def prices(self, number: int) -> Array:
        """What each candidate of a lifted strand costs beside the others, NEVER where it collides."""
        tables, needs = self.tables, self.tables.needs[number]
        cost = tables.strands[number].points.copy()
        crowding(self.weekly, tables.week, tables.wish, tables.over, needs.res, needs.day, cost)
        for want, points in tables.wants[number]:
            cost += points * self._clashing(want)
        if number in self.spoiled:
            cost += self.spoiled[number]
        cost[self._clashing(needs)] = NEVER
        self._outer(number, cost)
        return cost

    def _clashing(self, needs: Needs) -> Array:
        out = np.zeros(len(needs.day), dtype=np.bool_)
        clashes(self.taken, self.daily, self.tables.caps, needs.res, needs.day, needs.start, needs.stop, out)
        return out

    def _outer(self, number: int, cost: Array) -> None:
        """Orders whose other end is laid: what is too early or too late is forbidden, what is late costs."""
        tables, strand = self.tables, self.tables.strands[number]
        for outer in tables.outer[number]:
            year = self.years[outer.strand]
            pick = year.picks[outer.other] if year else -1
            if pick >= 0:
                slot = strand.slots[outer.own]
                part = slice(slot.offset, slot.offset + len(slot.places))
                there = tables.ordinals[tables.strands[outer.strand].day[pick]]
                days = outer.side * (tables.ordinals[slot.places.day] - there)
                order = outer.order
                late = np.maximum(0, days - order.ideal) if order.ideal is not None else 0 * days
                wrong = (days < order.least) | (days > (order.most if order.most is not None else 1 << 20))
                cost[part] = np.where(wrong, NEVER, cost[part] + order.price * late)

    def best(
        self,
        number: int,
        extra: Array | None = None,
        *,
        first: Array | None = None,
        skip: bool = False,
        apart: bool = True,
    ) -> Year | None:
        """The best year of a lifted strand beside the others; `extra` is added to its candidates' prices.

        `first` replaces what each choice of weekly patterns costs by itself; `skip` and `apart` as for a strand.
        """
        self.pricings += 1
        strand, cost = self.tables.strands[number], self.prices(number)
        if extra is not None:
            cost += extra
        year = strand.best(cost, first=first, skip=skip, apart=apart)
        if year is None:
            return None
        rows = [pick for pick in year.picks if pick >= 0]
        return replace(year, plain=year.value - float((cost[rows] - strand.points[rows]).sum()))

    def broken(self, number: int) -> bool:
        """Whether a strand's year collides with the others."""
        year = self.lift(number)
        assert year is not None
        rows = np.array([pick for pick in year.picks if pick >= 0], dtype=np.int64)
        needs = self.tables.needs[number]
        some = Needs(needs.res[rows], needs.day[rows], needs.start[rows], needs.stop[rows])
        hit = bool(self._clashing(some).any())
        if not hit and self.tables.outer[number]:
            cost = np.zeros(len(self.tables.strands[number].points))
            self._outer(number, cost)
            hit = bool((cost[rows] >= NEVER).any())
        self.put(number, year)
        return hit

    def offer(self, number: int, picks: Sequence[int], choice: int) -> bool:
        """Put a year on the board if it holds by itself and beside the others."""
        strand, cost = self.tables.strands[number], self.prices(number)
        value = strand.worth(picks, choice, cost)
        if value >= NEVER:
            return False
        self.put(number, Year(value, tuple(picks), choice))
        return True

    def total(self) -> float:
        """What the years on the board cost together; a strand that is not there costs SKIP for each meeting."""
        over = np.maximum(0, self.weekly - self.tables.wish[:, None]) * self.tables.over[:, None]
        missing = sum(
            len(strand.slots) for strand, year in zip(self.tables.strands, self.years, strict=True) if year is None
        )
        weekly = self.tables.loose.cost(self.chosen) + float(self.spoils.sum())
        return float(self.own.sum() + over.sum()) + SKIP * missing + self._across() + weekly

    def _across(self) -> float:
        """Late days of the orders between strands."""
        late = 0.0
        for number, some in enumerate(self.tables.outer):
            for outer in some:
                if outer.side == 1 and outer.order.ideal is not None:
                    one, other = self._ordinal(number, outer.own), self._ordinal(outer.strand, outer.other)
                    if one is not None and other is not None:
                        late += outer.order.price * max(0, one - other - outer.order.ideal)
        return late

    def _ordinal(self, number: int, at: int) -> int | None:
        year = self.years[number]
        if year is None or year.picks[at] < 0:
            return None
        return int(self.tables.ordinals[self.tables.strands[number].day[year.picks[at]]])

    def snapshot(self) -> Snapshot:
        return Snapshot(tuple(self.years), tuple(self.chosen), self.total())

    def restore(self, snapshot: Snapshot) -> None:
        self.choose(dict(enumerate(snapshot.chosen)))
        for number, year in enumerate(snapshot.years):
            if self.years[number] is not year:
                self.lift(number)
                if year is not None:
                    self.put(number, year)

    def unplaced(self) -> tuple[str, ...]:
        """The meetings that have no place."""
        return tuple(
            slot.id
            for strand, year in zip(self.tables.strands, self.years, strict=True)
            for at, slot in enumerate(strand.slots)
            if year is None or year.picks[at] < 0
        )

    def wheel(self, weekly: Iterable[Weekly] = ()) -> Wheel:
        """The plan on the board, with weekly patterns that neither a strand nor the board has."""
        meetings, patterns = [], [*weekly, *self._carried(), *self._loose()]
        for number, year in enumerate(self.years):
            if year is not None:
                meetings += [self.tables.meeting(number, at, pick) for at, pick in enumerate(year.picks) if pick >= 0]
        return Wheel(tuple(sorted(meetings, key=lambda one: one.id)), tuple(sorted(patterns, key=lambda one: one.id)))

    def _carried(self) -> Iterator[Weekly]:
        """The weekly patterns of the strands on the board."""
        for strand, year in zip(self.tables.strands, self.years, strict=True):
            if year is not None:
                for key, at in zip(strand.weeklies.ids, strand.weeklies.choices[year.choice], strict=True):
                    choice = self.tables.patterns[key].choices[at]
                    yield Weekly(key, choice.weekday, choice.start)

    def _loose(self, but: int = -1) -> Iterator[Weekly]:
        """The loose patterns that are chosen."""
        for at, (key, chosen) in enumerate(zip(self.tables.free_patterns, self.chosen, strict=True)):
            if chosen >= 0 and at != but:
                choice = self.tables.patterns[key].choices[chosen]
                yield Weekly(key, choice.weekday, choice.start)


def neighbours(tables: Tables) -> list[Sequence[int]]:
    """For each strand, those it shares somebody, a room or an order with."""
    users: dict[int, set[int]] = {}
    for number, needs in enumerate(tables.needs):
        for row in np.unique(needs.res):
            if row != tables.nobody:
                users.setdefault(int(row), set()).add(number)
    near: list[set[int]] = [set() for _ in tables.strands]
    for some in users.values():
        for number in some:
            near[number] |= some
    for number, outers in enumerate(tables.outer):
        near[number] |= {outer.strand for outer in outers}
    return [sorted(some - {number}) for number, some in enumerate(near)]
