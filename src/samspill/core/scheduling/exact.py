"""The whole problem as one CP-SAT model over candidates, for small scopes: proof that something cannot be, and optima.

Too large for a municipality of thirty schools (measured: gigabytes, no plan), exact for what an explanation looks at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from samspill.core.scheduling.bonds import Slot
from samspill.core.scheduling.kernels import NEVER
from samspill.core.scheduling.model import Pattern, Weekly, Wheel
from samspill.core.scheduling.tables import Tables

LONG = 20_000  # days: no school year is longer
Cell = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is a plan (None: not found out), the best found, what it costs, and what none can beat.

    `work` is the effort it took, the same each time.
    """

    feasible: bool | None
    plan: Wheel | None = None
    cost: int = 0
    bound: int = 0
    work: float = 0.0


def solve(
    tables: Tables,
    *,
    effort: float,
    optimise: bool = False,
    seed: int = 0,
    extra: Mapping[str, Sequence[float]] | None = None,
    kept: Mapping[str, tuple[int, int]] | None = None,
) -> Verdict:
    """Decide, or with `optimise` find the best. `extra` points come to each candidate's; `kept` weekly patterns stay.

    `effort` is CP-SAT's deterministic time (about a second each).

    One worker and deterministic time: the same answer each time. Memory grows with candidates × people.
    """
    from ortools.sat.python import cp_model

    if any(not len(slot.places) for strand in tables.strands for slot in strand.slots):
        return Verdict(False)
    model = _Model(tables, cp_model.CpModel(), optimise)
    model.build()
    for key, points in (extra or {}).items():
        model.charge(key, points)
    model.keep(kept or {})
    if optimise:
        model.cp.minimize(sum(model.cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    solver.parameters.max_deterministic_time = effort
    answer = solver.solve(model.cp)
    work = float(solver.response_proto.deterministic_time)
    if answer == cp_model.INFEASIBLE:
        return Verdict(False, work=work)
    if answer not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Verdict(None, work=work)
    cost, bound = (round(solver.objective_value), round(solver.best_objective_bound)) if optimise else (0, 0)
    return Verdict(True, model.read(solver), cost, bound, work)


class _Model:
    def __init__(self, tables: Tables, cp: Any, optimise: bool) -> None:
        self.tables, self.cp, self.optimise = tables, cp, optimise
        self.slots: dict[str, Slot] = {slot.id: slot for strand in tables.strands for slot in strand.slots}
        self.x = {key: [cp.new_bool_var("") for _ in range(len(slot.places))] for key, slot in self.slots.items()}
        self.on = {key: cp.new_int_var(0, LONG, "") for key in self.slots}
        self.base = int(tables.ordinals[0])
        self.cost: list[Any] = []
        self.engaged: defaultdict[tuple[str, int], list[tuple[Slot, int]]] = defaultdict(list)
        self.chosen: dict[str, list[Any]] = {}

    def dropped(self, rule: str) -> bool:
        return rule in self.tables.leeway.dropped

    def build(self) -> None:
        for key, slot in self.slots.items():
            self.cp.add_exactly_one(self.x[key])
            days = [int(self.tables.ordinals[day]) - self.base for day in slot.places.day]
            self.cp.add(self.on[key] == sum(day * x for day, x in zip(days, self.x[key], strict=True)))
            if self.optimise:
                self.cost += [int(p) * x for p, x in zip(slot.places.points, self.x[key], strict=True) if p]
            self._engage(slot)
        self._apart()
        self._spaced()
        self._ordered()
        self._weekly()
        if self.optimise:
            self._usual()
            self._loaded()
            self._wanted()

    def charge(self, key: str, points: Sequence[float]) -> None:
        """Let candidates of a meeting cost more, or forbid them."""
        for x, more in zip(self.x[key], points, strict=True):
            if more >= NEVER:
                self.cp.add(x == 0)
            elif more:
                self.cost.append(round(more) * x)

    def keep(self, kept: Mapping[str, tuple[int, int]]) -> None:
        """Let weekly patterns stay at their weekday and slot."""
        for pattern in self.tables.instance.patterns:
            if pattern.id in kept:
                for choice, chosen in zip(pattern.choices, self.chosen[pattern.id], strict=True):
                    if (choice.weekday, choice.start) != kept[pattern.id]:
                        self.cp.add(chosen == 0)

    def _engage(self, slot: Slot) -> None:
        for n in range(len(slot.places)):
            day = int(slot.places.day[n])
            for bit, key in enumerate(slot.series.members):
                if not slot.places.deputies[n] >> bit & 1:
                    self.engaged[f"p:{key}", day].append((slot, n))
            if slot.places.room[n] >= 0:
                self.engaged[f"r:{slot.series.rooms[slot.places.room[n]]}", day].append((slot, n))

    def _held(self, slot: Slot) -> bool:
        return self.tables.occurrence[slot.id].held

    def _apart(self) -> None:
        people = self.tables.calendar.people
        for (key, _day), some in self.engaged.items():
            if all(self._held(slot) for slot, _n in some):
                continue
            name, is_person = key[2:], key.startswith("p:")
            if not self.dropped(f"overlap:{name}" if is_person else f"room:{name}"):
                self._cells(some, 0)
            if is_person and people[name].travel and not self.dropped(f"travel:{name}"):
                self._cells(some, people[name].travel)
            cap = people[name].per_day if is_person else None
            if cap is not None and not self.dropped(f"per-day:{name}"):
                self.cp.add(sum(self.x[slot.id][n] for slot, n in some) <= cap)

    def _cells(self, some: list[tuple[Slot, int]], way: int) -> None:
        """One meeting in each slot; with a way, one unit in each slot, the way after the meeting included."""
        cells: defaultdict[int, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for slot, n in some:
            start = int(slot.places.start[n])
            for at in range(start, start + slot.series.slots + way):
                cells[at][slot.series.unit if way else slot.id].append(self.x[slot.id][n])
        for units in cells.values():
            if len(units) > 1 and not way:
                self.cp.add_at_most_one(x for xs in units.values() for x in xs)
            elif len(units) > 1:
                used = []
                for xs in units.values():
                    here = self.cp.new_bool_var("")
                    for x in xs:
                        self.cp.add_implication(x, here)
                    used.append(here)
                self.cp.add_at_most_one(used)

    def _spaced(self) -> None:
        for series in self.tables.instance.series:
            for one, other in pairwise(series.occurrences):
                if not series.gap or one.id not in self.on or other.id not in self.on or (one.held and other.held):
                    continue
                gap, days = series.gap, self.on[other.id] - self.on[one.id]
                if not self.dropped(f"spacing:{series.id}"):
                    self.cp.add(days >= gap.least)
                    if gap.most is not None:
                        self.cp.add(days <= gap.most)
                if self.optimise:
                    off = self.cp.new_int_var(0, LONG, "")
                    self.cp.add(off >= gap.short - days)
                    if gap.long is not None:
                        self.cp.add(off >= days - gap.long)
                    self.cost.append(gap.price * off)

    def _ordered(self) -> None:
        for order in self.tables.instance.orders:
            if order.before not in self.on or order.after not in self.on:
                continue
            facts = all(self.tables.occurrence[key].held for key in (order.before, order.after))
            days = self.on[order.after] - self.on[order.before]
            if not facts and not self.dropped(f"order:{order.id}"):
                self.cp.add(days >= order.least)
                if order.most is not None:
                    self.cp.add(days <= order.most)
            if self.optimise and order.ideal is not None:
                late = self.cp.new_int_var(0, LONG, "")
                self.cp.add(late >= days - order.ideal)
                self.cost.append(order.price * late)

    def _weekly(self) -> None:
        patterns = self.tables.instance.patterns
        for pattern in patterns:
            self.chosen[pattern.id] = [self.cp.new_bool_var("") for _ in pattern.choices]
            self.cp.add_exactly_one(self.chosen[pattern.id])
            if self.optimise:
                for at, chosen in enumerate(self.chosen[pattern.id]):
                    self._lost(pattern, at, chosen)
        for n, one in enumerate(patterns):
            for other in patterns[:n]:
                if set(one.members) & set(other.members):
                    self._keep_apart(one, other)

    def _keep_apart(self, one: Pattern, other: Pattern) -> None:
        for a, x in zip(one.choices, self.chosen[one.id], strict=True):
            for b, y in zip(other.choices, self.chosen[other.id], strict=True):
                if a.weekday == b.weekday and a.start < b.start + other.slots and b.start < a.start + one.slots:
                    self.cp.add_bool_or(x.negated(), y.negated())

    def _lost(self, pattern: Pattern, at: int, chosen: Any) -> None:
        """Weeks in which a choice cannot be held: no open day, or one that a member's meeting takes."""
        choice = pattern.choices[at]
        weeks, open_days = self.tables.weeks_of(pattern, at)
        self.cost.append((choice.points + pattern.lost * (len(weeks) - len(open_days))) * chosen)
        for day in sorted(open_days):
            hits = self._hitting(pattern.members, day, choice.start, pattern.slots, pattern.unit, "")
            if hits:
                gone = self.cp.new_bool_var("")
                for x in hits:
                    self.cp.add_bool_or(x.negated(), chosen.negated(), gone)
                self.cost.append(pattern.lost * gone)

    def _hitting(self, members: Iterable[str], day: int, start: int, slots: int, unit: str, but: str) -> list[Any]:
        """Candidates that keep somebody of these from being there."""
        found = []
        for key in members:
            for slot, n in self.engaged.get((f"p:{key}", day), ()):
                way = self.tables.calendar.people[key].travel if slot.series.unit != unit else 0
                first = int(slot.places.start[n])
                if slot.id != but and first < start + slots + way and start < first + slot.series.slots + way:
                    found.append(self.x[slot.id][n])
        return found

    def _usual(self) -> None:
        for series in self.tables.instance.series:
            if series.usual is None:
                continue
            for price, of in ((series.usual.weekday, "weekday"), (series.usual.start, "start")):
                groups: defaultdict[int, list[Any]] = defaultdict(list)
                for one in series.occurrences:
                    for n, x in enumerate(self.x[one.id]):
                        places = self.slots[one.id].places
                        by_day = int(self.tables.calendar.weekday[places.day[n]])
                        groups[by_day if of == "weekday" else int(places.start[n])].append(x)
                base = {value: self.cp.new_bool_var("") for value in groups}
                self.cp.add_exactly_one(base.values())
                for value, xs in groups.items():
                    for x in xs:
                        off = self.cp.new_bool_var("")
                        self.cp.add_bool_or(x.negated(), base[value], off)
                        self.cost.append(price * off)

    def _loaded(self) -> None:
        for person in self.tables.instance.people:
            if person.per_week is None:
                continue
            weeks: defaultdict[int, list[Any]] = defaultdict(list)
            for (key, day), some in self.engaged.items():
                if key == f"p:{person.id}":
                    weeks[int(self.tables.week[day])] += [self.x[slot.id][n] for slot, n in some]
            for xs in weeks.values():
                over = self.cp.new_int_var(0, LONG, "")
                self.cp.add(over >= sum(xs) - person.per_week)
                self.cost.append(person.over_week * over)

    def _wanted(self) -> None:
        """Who is wished for but is somewhere else; not being at work is in the candidates' points already."""
        for slot in self.slots.values():
            for wish in slot.series.wanted:
                free = self.tables.calendar.starts(
                    self.tables.calendar.person(wish.person, slot.series.unit), slot.series.slots
                )
                for n, x in enumerate(self.x[slot.id]):
                    day, start = int(slot.places.day[n]), int(slot.places.start[n])
                    if free[day, start]:
                        self._missed((wish.person, wish.points), slot, day, start, x)

    def _missed(self, wish: tuple[str, int], slot: Slot, day: int, start: int, x: Any) -> None:
        hits = self._hitting([wish[0]], day, start, slot.series.slots, slot.series.unit, slot.id)
        if hits:
            missed = self.cp.new_bool_var("")
            for other in hits:
                self.cp.add_bool_or(x.negated(), other.negated(), missed)
            self.cost.append(wish[1] * missed)

    def read(self, solver: Any) -> Wheel:
        """The plan the solver found."""
        meetings = []
        for key in self.slots:
            number, at = self.tables.home[key]
            n = next(n for n, x in enumerate(self.x[key]) if solver.boolean_value(x))
            meetings.append(self.tables.meeting(number, at, self.slots[key].offset + n))
        patterns = []
        for pattern in self.tables.instance.patterns:
            at = next(at for at, x in enumerate(self.chosen[pattern.id]) if solver.boolean_value(x))
            patterns.append(Weekly(pattern.id, pattern.choices[at].weekday, pattern.choices[at].start))
        order = sorted(meetings, key=lambda one: one.id)
        return Wheel(tuple(order), tuple(sorted(patterns, key=lambda one: one.id)))
