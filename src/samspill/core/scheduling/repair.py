"""Mend a plan: the fewest and mildest changes after somebody is away, a room is gone, a meeting was moved.

A minimal perturbation problem (El Sakkout and Wallace 1998). Change has a price on every candidate, so a strand's best
year under these prices is its mildest repair, exactly. The strands that are hit, each by itself with nobody else in
the year, bound what any repair costs; laid beside the others they are a repair; where the two differ by a move or
more, strands around may move too, and a small exact model of those hit raises the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from samspill.core.scheduling.answers import Move, RepairPolicy, RepairResult
from samspill.core.scheduling.board import Board, Taken
from samspill.core.scheduling.candidates import Array, Leeway
from samspill.core.scheduling.checking import check_wheel
from samspill.core.scheduling.cost import cost_wheel
from samspill.core.scheduling.exact import Verdict, solve
from samspill.core.scheduling.kernels import NEVER
from samspill.core.scheduling.model import Budget, Meeting, Occurrence, Place, Series, Wheel, YearInstance
from samspill.core.scheduling.sound import require_sound
from samspill.core.scheduling.strands import SKIP
from samspill.core.scheduling.tables import Tables, groups_of

ORDERS = 24  # in which strands that are hit are laid back, at most
COUNT = 1e5  # what a change costs when changes are counted: more than a strand's points
SMALL = 6_000  # candidates that the exact model takes at once
EFFORT = 4_000  # pricings in the time of one unit of its effort


def repair_wheel(
    instance_after: YearInstance,
    plan: Wheel,
    *,
    policy: RepairPolicy | None = None,
    budget: Budget | None = None,
) -> RepairResult:
    """Give the plan that holds in `instance_after` with the cheapest changes the policy allows.

    What is missing in the plan is placed too. Meetings that find no place are left out and named in `unmended`.
    Deterministic; a school that is hit takes some milliseconds. Raises ValueError for a problem that contradicts
    itself.
    """
    require_sound(instance_after)
    task = Task(instance_after, plan, policy or RepairPolicy())
    allowance = (budget or Budget()).pricings
    hit = task.hit(plan)
    best = task.attempt(plan, hit)
    bound, least = task.bound(hit)
    ring = hit
    while best.price - bound >= task.policy.move and task.spent < allowance:
        wider = task.around(ring, best)
        if wider == ring:
            break
        ring = wider
        best = min(best, task.attempt(plan, hit, ring), key=lambda one: one.price)
    if best.price - bound >= task.policy.move and len(hit) > 1:
        verdict = task.exact(hit, beside=False, allowance=allowance)
        bound = max(bound, float(verdict.bound)) if verdict else bound
    if best.price - bound >= task.policy.move:
        verdict = task.exact(ring, beside=True, allowance=allowance)
        if verdict and verdict.plan and verdict.cost < best.price:
            best = Attempt(task.joined(verdict.plan, ring), float(verdict.cost))
        if verdict and len(ring) == len(task.groups):
            bound = max(bound, float(verdict.bound))
    return task.result(best, bound, least)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A mended plan, what its changes cost with the points of the strands that are hit, and what is left out."""

    plan: Wheel
    price: float


class Task:
    """One repair: which strands there are, what changes cost, what was spent."""

    def __init__(self, instance: YearInstance, plan: Wheel, policy: RepairPolicy) -> None:
        self.policy, self.before = policy, {meeting.id: meeting for meeting in plan.meetings}
        self.instance = _frozen(instance, self.before, policy)
        self.plan = plan
        self.groups = groups_of(self.instance)
        self.home = {key: number for number, some in enumerate(self.groups) for key in some}
        self.series = {one.id: series for series in self.instance.series for one in series.occurrences}
        self.spent = 0

    def hit(self, plan: Wheel) -> list[int]:
        """The strands with meetings that break a rule, or are missing."""
        broken = {key for one in check_wheel(self.instance, plan, slip=self.policy.slip_days) for key in one.meetings}
        return sorted({self.home[key] for key in broken if key in self.home})

    def part(self, strands: Sequence[int], beside: bool) -> tuple[Tables, Board]:
        """Tables of some strands alone; the others lie on the board, or with `beside` False only what cannot move."""
        chosen = {key for number in strands for key in self.groups[number]}
        kept = [replace(one, occurrences=_among(one, chosen)) for one in self.instance.series]
        series = tuple(one for one in kept if one.occurrences)
        orders = tuple(one for one in self.instance.orders if one.before in chosen and one.after in chosen)
        people = {key for one in series for key in (*one.members, *(wish.person for wish in one.wanted))}
        units = {one.unit for one in series}
        patterns = tuple(one for one in self.instance.patterns if one.unit in units)
        part = replace(self.instance, series=series, orders=orders, patterns=patterns)
        rooms = {f"r:{key}" for one in series for key in one.rooms}
        leeway = Leeway(
            slip=self.policy.slip_days if self.policy.slip else 0,
            deputies=2 if self.policy.deputy is not None else 0,
        )
        tables = Tables(part, leeway, frozenset(f"p:{key}" for key in people) | rooms)
        return tables, Board(tables, self._others(tables, chosen, beside))

    def _others(self, tables: Tables, chosen: set[str], beside: bool) -> list[Taken]:
        """What meetings outside the part take; without `beside` only those that cannot move."""
        found = []
        for meeting in self.plan.meetings:
            series = self.series.get(meeting.id)
            day = tables.calendar.place_of.get(meeting.on)
            if series is None or day is None or meeting.id in chosen:
                continue
            if beside or _occurrence(series, meeting.id).at is not None:
                needed = [f"p:{key}" for key in series.members if key not in meeting.deputies] + [f"r:{meeting.room}"]
                rows = [tables.row[key] for key in needed if key in tables.row]
                end = meeting.start + series.slots
                found += [(row, day, meeting.start, end + int(tables.travel[row])) for row in rows]
        return found

    def changes(self, tables: Tables, number: int, counted: bool = False) -> Array:
        """What each candidate of a strand costs as a change; `counted`: only how many meetings change."""
        strand, policy = tables.strands[number], self.policy
        cost = np.zeros(len(strand.day))
        for at, slot in enumerate(strand.slots):
            part = slice(slot.offset, slot.offset + len(slot.places))
            cost[part] = self._slot(tables, number, at, counted)
            if policy.today is not None and self.before.get(slot.id) is not None:
                today = policy.today.toordinal()
                same = self.same(tables, number, at)
                cost[part] = np.where((tables.ordinals[slot.places.day] < today) & ~same, NEVER, cost[part])
            cost[part] += self._outside(tables, slot.id, tables.ordinals[slot.places.day])
        return cost

    def same(self, tables: Tables, number: int, at: int) -> Array:
        """Which candidates lie where the meeting lay."""
        slot = tables.strands[number].slots[at]
        old = self.before[slot.id]
        room = slot.series.rooms.index(old.room) if old.room in slot.series.rooms else -1
        here = slot.places.day == tables.calendar.place_of.get(old.on, -1)
        same: Array = here & (slot.places.start == old.start) & (slot.places.room == room)
        return same

    def _slot(self, tables: Tables, number: int, at: int, counted: bool) -> Array:
        slot, policy = tables.strands[number].slots[at], self.policy
        sent = [bit for bit, key in enumerate(slot.series.members) if key in slot.series.deputies]
        old = self.before.get(slot.id)
        if old is None:
            return np.zeros(len(slot.places))
        same = self.same(tables, number, at)
        new = sum(
            ((slot.places.deputies >> bit & 1) for bit in sent if slot.series.members[bit] not in old.deputies),
            np.zeros(len(slot.places), dtype=np.int64),
        )
        if counted:
            return np.where(same & (new == 0), 0.0, COUNT)
        days = tables.ordinals[slot.places.day]
        moved = policy.move + policy.per_person * len(slot.series.members) + policy.told_more * (slot.id in policy.told)
        price = moved + policy.per_day * np.abs(days - old.on.toordinal())
        if policy.today is not None:
            soon = policy.today.toordinal() + policy.notice
            price = price + policy.short_more * ((days < soon) | (old.on.toordinal() < soon))
        occurrence = _occurrence(slot.series, slot.id)
        outside = (days < occurrence.earliest.toordinal()) | (days > occurrence.latest.toordinal())
        total: Array = np.where(same, 0, price + policy.slip * outside) + (policy.deputy or 0) * new
        return total.astype(np.float64)

    def _outside(self, tables: Tables, key: str, days: Array) -> Array:
        """Orders whose other end is not in this part."""
        cost = np.zeros(len(days))
        for order in self.instance.orders:
            if key not in (order.before, order.after):
                continue
            other = order.after if key == order.before else order.before
            if other in tables.home or other not in self.before:
                continue
            side = 1 if key == order.after else -1
            lag = side * (days - self.before[other].on.toordinal())
            most = order.most if order.most is not None else 1 << 20
            cost = np.where((lag < order.least) | (lag > most), NEVER, cost)
        return cost

    # Repairs.

    def attempt(self, plan: Wheel, hit: Sequence[int], ring: Sequence[int] = ()) -> Attempt:
        """Lay the strands that are hit back in several orders; those of the ring give way where that is cheaper."""
        scope = sorted({*hit, *ring})
        if not scope:
            return Attempt(plan, 0.0)
        tables, board = self.part(scope, beside=True)
        changes = [self.changes(tables, number) for number in range(len(tables.strands))]
        first = [self.patterns(tables, number) for number in range(len(tables.strands))]
        mine = [tables.home[self.groups[number][0]][0] for number in hit]
        rest = [number for number in range(len(tables.strands)) if number not in mine]
        best: Attempt | None = None
        for order in list(permutations(mine))[:ORDERS] if len(mine) <= 4 else [tuple(mine), tuple(reversed(mine))]:
            for number in range(len(tables.strands)):
                board.lift(number)
            price = self._laid(board, changes, first, order, rest)
            if best is None or price < best.price:
                best = Attempt(board.wheel(), price)
        assert best is not None
        self.spent += board.pricings
        return Attempt(self.joined(best.plan, scope), best.price)

    def _laid(
        self, board: Board, changes: list[Array], first: list[Array], order: Sequence[int], rest: Sequence[int]
    ) -> float:
        """Lay strands in this order, the rest after them, then let each answer once more; what it cost."""
        price = 0.0
        for turn in (0, 1):
            price = 0.0
            for number in (*order, *rest):
                board.lift(number)
                year = board.best(number, changes[number], first=first[number], skip=True)
                if year is None:
                    price += SKIP
                    continue
                board.put(number, year)
            if not rest or turn:
                break
        for number, year in enumerate(board.years):
            if year is not None:
                chosen = [pick for pick in year.picks if pick >= 0]
                price += board.own[number] + float(changes[number][chosen].sum())
        return price

    def patterns(self, tables: Tables, number: int) -> Array:
        """Weekly patterns stay where they are."""
        weeklies = tables.strands[number].weeklies
        first = np.full(len(weeklies.first), NEVER)
        kept = tables.choice(number, self.plan.patterns)
        first[kept] = weeklies.first[kept]
        return first

    def joined(self, part: Wheel, scope: Sequence[int]) -> Wheel:
        """The whole plan with some strands as they are in `part`."""
        changed, known = set(scope), self.home
        outside = [one for one in self.plan.meetings if one.id in known and known[one.id] not in changed]
        meetings = sorted((*part.meetings, *outside), key=lambda one: one.id)
        return Wheel(tuple(meetings), self.plan.patterns)

    def around(self, ring: Sequence[int], best: Attempt) -> list[int]:
        """The strands that share somebody or a room with the meetings that were changed."""
        changed = {one.after.id for one in self.moves(best.plan)} | {
            key for key in self.before if key not in {one.id for one in best.plan.meetings}
        }
        wanted = {key for one in changed if one in self.series for key in _needed(self.series[one])}
        near = {
            number
            for number, some in enumerate(self.groups)
            if any(wanted & _needed(self.series[key]) for key in some[:1]) and len(some) > 1
        }
        return sorted({*ring, *near})

    # Bounds.

    def bound(self, hit: Sequence[int]) -> tuple[float, int]:
        """What any repair costs, and how many meetings it changes at the least: each strand by itself."""
        total, least = 0.0, 0
        for number in hit:
            tables, board = self.part([number], beside=False)
            first = self.patterns(tables, 0)
            for counted in (False, True):
                cost = self.changes(tables, 0, counted)
                year = board.best(0, cost, first=first, skip=True, apart=False)
                value = SKIP if year is None else year.value
                total += 0.0 if counted else value
                least += int(value // COUNT) if counted and value < SKIP else 0
            self.spent += board.pricings
        return total, max(least, 1 if hit else 0)

    def exact(self, scope: Sequence[int], *, beside: bool, allowance: int) -> Verdict | None:
        """Some strands together, by the exact model; None where that is too large."""
        tables, board = self.part(scope, beside)
        if sum(len(strand.day) for strand in tables.strands) > SMALL:
            return None
        extra = {}
        for number, strand in enumerate(tables.strands):
            cost = self.changes(tables, number)
            cost[board.prices(number) >= NEVER] = NEVER
            for slot in strand.slots:
                extra[slot.id] = [float(one) for one in cost[slot.offset : slot.offset + len(slot.places)]]
        kept = {one.id: (one.weekday, one.start) for one in self.plan.patterns}
        return solve(tables, effort=allowance / EFFORT, optimise=True, extra=extra, kept=kept)

    def moves(self, plan: Wheel) -> tuple[Move, ...]:
        """What changed, in the order of the days."""
        found = []
        for after in plan.meetings:
            before = self.before.get(after.id)
            if before is not None and before != after:
                occurrence = _occurrence(self.series[after.id], after.id)
                early, late = (occurrence.earliest - after.on).days, (after.on - occurrence.latest).days
                found.append(Move(before, after, max(0, early, late)))
        return tuple(sorted(found, key=lambda one: (one.before.on, one.before.id)))

    def result(self, best: Attempt, bound: float, least: int) -> RepairResult:
        there = {meeting.id for meeting in best.plan.meetings}
        missing = tuple(sorted(key for key in self.home if key not in there))
        proven = not missing and float(best.price) - bound < self.policy.move
        price = cost_wheel(self.instance, best.plan)
        return RepairResult(
            best.plan,
            self.moves(best.plan),
            round(best.price),
            round(bound),
            least,
            proven,
            price,
            self.spent,
            missing,
        )


def _frozen(instance: YearInstance, before: dict[str, Meeting], policy: RepairPolicy) -> YearInstance:
    """What lies before today was held; what is frozen stays where it is, though somebody else may come."""

    def one(occurrence: Occurrence) -> Occurrence:
        meeting = before.get(occurrence.id)
        if meeting is None:
            return occurrence
        place = Place(meeting.on, meeting.start, meeting.room)
        if policy.today is not None and meeting.on < policy.today:
            return replace(occurrence, at=place, held=True)
        return replace(occurrence, at=place) if occurrence.id in policy.frozen else occurrence

    series = tuple(
        replace(some, occurrences=tuple(one(occurrence) for occurrence in some.occurrences)) for some in instance.series
    )
    return replace(instance, series=series)


def _among(series: Series, keys: set[str]) -> tuple[Occurrence, ...]:
    return tuple(one for one in series.occurrences if one.id in keys)


def _occurrence(series: Series, key: str) -> Occurrence:
    return next(one for one in series.occurrences if one.id == key)


def _needed(series: Series) -> set[str]:
    return {*series.members, *(f"r:{room}" for room in series.rooms)}
