"""Mend a composition when people are away or come: the fewest announced seats changed, then the best mix.

What does not hold in a group can only be mended when one of a few people leaves it or one of some others comes in, so
all repairs with 0, 1, 2 … changed seats are tried in turn, one round at a time, and the cheapest of the first that hold
is taken. Where that takes too many steps, a new seating is laid on the old one, and whoever can go back goes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from samspill.core.grouping.conflicts import explain
from samspill.core.grouping.cost import belongs, cost, pairs
from samspill.core.grouping.duties import appointed
from samspill.core.grouping.holding import Break, broken, holds
from samspill.core.grouping.model import (
    Budget,
    Composed,
    Composition,
    Conflict,
    Grouping,
    Impossible,
    Pair,
    Reason,
)
from samspill.core.grouping.rules import Rules, rules_of
from samspill.core.grouping.seating import Undecided, seat

WORTH = 2500  # evaluations of the compiled search in the time of one step here
Places = list[frozenset[int]]


class Spent(Exception):  # noqa: N818 - the allowance is used up, nothing broke
    """The steps allowed were not enough to try every repair."""


def repair(problem_after: Grouping, before: Composition, *, budget: Budget | None = None, seed: int = 0) -> Composed:
    """Give a composition for those who are here now, with as many announced seats as can be.

    A seat is a group's place in its round: whoever sits elsewhere than before has moved; arrivals have not. `stopped`
    is "proven" when no composition moves fewer. Raises Impossible when the rules cannot be held at all. Usually some
    hundred steps; the dice are not used, `seed` is only written on the result.
    """
    from samspill.core.grouping.bounds import bound

    allowance = _Allowance((budget or Budget()).evaluations // WORTH)
    rules = [rules_of(problem_after, number) for number in range(len(problem_after.rounds))]
    seats = [_left(rules[number], before, number) for number in range(len(rules))]
    proven = True
    for number in range(len(rules)):
        mended, sure = _mended(problem_after, seats, rules[number], number, allowance)
        seats[number], proven = mended, proven and sure
    composition = appointed(problem_after, [[sorted(people) for people in groups] for groups in seats], before)
    price = cost(problem_after, composition)
    limits = [(one.smallest, one.largest) if groups else (0, 0) for one, groups in zip(rules, seats, strict=True)]
    least = bound(problem_after, rules, [[list(people) for people in groups] for groups in seats], limits)
    gap = (price.total - least) / least if least else float(price.total)
    steps, moved = allowance.used * WORTH, _moved(before, composition)
    return Composed(composition, price, least, gap, seed, steps, "proven" if proven else "budget", moved)


@dataclass(slots=True)
class _Allowance:
    """Steps that may still be taken, for all rounds together."""

    left: int
    used: int = 0

    def take(self) -> None:
        self.used += 1
        if self.used > self.left:
            raise Spent


def _left(rules: Rules, before: Composition, number: int) -> Places:
    """The announced groups, with only those who are still here."""
    here = set(rules.people)
    old = before.rounds[number] if number < len(before.rounds) else ()
    return [frozenset(here.intersection(group.people)) for group in old]


def _moved(before: Composition, after: Composition) -> int:
    moved = 0
    for old, new in zip(before.rounds, after.rounds, strict=False):
        was = {person: place for place, group in enumerate(old) for person in group.people}
        now = {person: place for place, group in enumerate(new) for person in group.people}
        moved += sum(now[person] != place for person, place in was.items() if person in now)
    return moved


def _mended(
    problem: Grouping, seats: list[Places], rules: Rules, number: int, allowance: _Allowance
) -> tuple[Places, bool]:
    """Mend one round; the second answer is whether it is proven to be the best."""
    prices = _Prices(problem, seats, number)
    try:
        for changes in range(len(rules.people) + 1):
            tries = [_Try(rules, seats[number], count, prices, allowance) for count in rules.counts]
            found = [best for one in tries for best in [one.best(changes)] if best is not None]
            if found:
                return min(found, key=lambda one: one[0])[1], True
    except Spent:
        pass
    else:
        raise Impossible(_why(problem, number))
    return _pushed(problem, rules, seats[number], number), False


def _why(problem: Grouping, number: int) -> Conflict:
    return explain(problem) or Conflict(number, (Reason("sizes"),), proven=False)


@dataclass(slots=True)
class _Prices:
    """What a group of one round costs, given everybody's seats in the others."""

    problem: Grouping
    seats: list[Places]
    number: int
    times: Counter[Pair] = field(default_factory=Counter)
    marks: dict[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    known: dict[frozenset[int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.times.update(self.problem.met)
        for at, groups in enumerate(self.seats):
            if at != self.number:
                for people in groups:
                    self.times.update(pairs(tuple(people)))
        asked = self.problem.rounds[self.number]
        names = [one.name for one in self.problem.attributes]
        for member in self.problem.members:
            if asked.gathers:
                self.marks[member.id] = ((belongs(asked, names, member), -self.problem.unlike_weight),)
            else:
                weights = [one.weight for one in self.problem.attributes]
                self.marks[member.id] = tuple(zip(member.levels, weights, strict=True))

    def of(self, people: frozenset[int]) -> int:
        if people not in self.known:
            base = self.problem.unlike_weight if self.problem.rounds[self.number].gathers else 0
            self.known[people] = sum(self._pair(one, other) + base for one, other in combinations(sorted(people), 2))
        return self.known[people]

    def _pair(self, one: int, other: int) -> int:
        alike = zip(self.marks[one], self.marks[other], strict=True)
        points = sum(mine[1] for mine, yours in alike if mine[0] and mine[0] == yours[0])
        return self.problem.repeat_weight * self.times[one, other] + points


class _Try:
    """All repairs of one round into one number of groups with a given number of changed seats."""

    def __init__(self, rules: Rules, old: Places, count: int, prices: _Prices, allowance: _Allowance) -> None:
        self.rules, self.prices, self.allowance = rules, prices, allowance
        self.places: Places = [*old[:count], *[frozenset[int]()] * (count - len(old))]
        self.where = {person: at for at, people in enumerate(self.places) for person in people}
        lost = [person for people in old[count:] for person in people]
        self.forced = len(lost)
        self.fixed: set[int] = set()
        self.waiting = [*lost, *(one for one in rules.people if one not in self.where and one not in lost)]
        self.found: tuple[int, Places] | None = None

    def best(self, changes: int) -> tuple[int, Places] | None:
        """Give the cheapest repair with so many changed seats and its cost, None if there is none."""
        if changes >= self.forced and self._reachable(changes):
            self._go(changes - self.forced, tuple(range(len(self.places))))
        return self.found

    def _reachable(self, changes: int) -> bool:
        """Whether there are enough people to bring every group to its smallest size, and few enough for the largest."""
        short = sum(max(0, self.rules.smallest - len(people)) for people in self.places)
        over = sum(max(0, len(people) - self.rules.largest) for people in self.places)
        return max(short - len(self.waiting), over) <= changes - self.forced

    def _go(self, changes: int, doubtful: tuple[int, ...]) -> None:
        """Try everything from here. `doubtful` are the groups that may break a rule."""
        self.allowance.take()
        for at, place in enumerate(doubtful):
            fault = broken(self.rules, place, self.places[place])
            if fault is not None:
                for person, to in self._ways(fault, changes):
                    self._step(person, to, changes, doubtful[at:])
                return
        if not self.waiting:
            self._note()
            return
        person = self.waiting[0]
        for to in range(len(self.places)):
            self._step(person, to, changes, ())

    def _ways(self, fault: Break, changes: int) -> Iterator[tuple[int, int]]:
        for person in [one for one in self.waiting if one in fault.enter]:
            yield person, fault.place
        if changes:
            for person in sorted(fault.enter):
                if person in self.where and person not in self.fixed:
                    yield person, fault.place
            for person in sorted(fault.leave - self.fixed):
                for to in range(len(self.places)):
                    if to != fault.place:
                        yield person, to

    def _step(self, person: int, to: int, changes: int, doubtful: tuple[int, ...]) -> None:
        """Seat one person for good, go on, and take it back."""
        if self.rules.pins.get(person, {to}) != {to}:
            return
        was = self.where.get(person)
        touched = {to} if was is None else {to, was}
        if was is None:
            at = self.waiting.index(person)
            self.waiting.pop(at)
        else:
            self.places[was] -= {person}
        self.places[to] |= {person}
        self.where[person] = to
        self.fixed.add(person)
        self._go(changes - (was is not None), (*sorted(touched), *(one for one in doubtful if one not in touched)))
        self.fixed.discard(person)
        self.places[to] -= {person}
        if was is None:
            del self.where[person]
            self.waiting.insert(at, person)
        else:
            self.places[was] |= {person}
            self.where[person] = was

    def _note(self) -> None:
        price = sum(self.prices.of(people) for people in self.places)
        if self.found is None or price < self.found[0]:
            self.found = (price, list(self.places))


def _pushed(problem: Grouping, rules: Rules, old: Places, number: int) -> Places:
    """A repair without proof: from any seating that holds, everybody back to the old seat who can go there."""
    try:
        fresh = seat(rules)
    except Undecided:
        fresh = None
    if fresh is None:
        raise Impossible(_why(problem, number))
    return _returned(rules, _aligned([frozenset(people) for people in fresh], old), old)


def _aligned(fresh: Places, old: Sequence[frozenset[int]]) -> Places:
    """Put new groups where most of their people sat before."""
    left = list(range(len(fresh)))
    aligned: Places = []
    for at in range(len(fresh)):
        was = old[at] if at < len(old) else frozenset()
        best = max(left, key=lambda one: (len(fresh[one] & was), -one))
        left.remove(best)
        aligned.append(fresh[best])
    return aligned


def _returned(rules: Rules, now: Places, old: Places) -> Places:
    """Let people go back, alone or in exchange with somebody, as long as somebody can."""
    home = {person: at for at, people in enumerate(old) for person in people if at < len(now)}
    better = True
    while better:
        better = False
        where = {person: at for at, people in enumerate(now) for person in people}
        for person in sorted(home):
            a, b = where[person], home[person]
            if a == b:
                continue
            others = [None, *sorted(one for one in now[b] if home.get(one) != b)]
            for other in others:
                out = frozenset() if other is None else frozenset({other})
                trial = list(now)
                trial[a], trial[b] = now[a] - {person} | out, now[b] - out | {person}
                if holds(rules, trial):
                    now, better = trial, True
                    where.update({person: b} | ({other: a} if other is not None else {}))
                    break
    return now
