"""Find any seating of one round that holds everything that must hold, or prove that there is none.

First those about whom something must hold (pins, together, apart, heads) are placed by backtracking, the most hemmed in
first and empty groups counted as one; then every group gets the leader, the note-taker and the company for its head it
lacks, by kinds of people instead of persons; whoever is left fills up the smallest groups.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from samspill.core.grouping.rules import Rules

NODES = 20_000  # about half a second; a clique of apart wishes is proven in as many as it has people
Kind = tuple[bool, bool, str]  # may lead, may take notes, unit (only where a head is of it)


class Undecided(Exception):  # noqa: N818 - the search gave up, nothing broke
    """Neither a seating nor a proof that there is none was found in `NODES` steps."""


@dataclass(slots=True)
class Table:
    """One group while it is filled."""

    size: int = 0
    leads: int = 0
    notes: int = 0
    blocks: set[int] = field(default_factory=set)
    heads: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)

    def lacks(self, rules: Rules) -> str:
        """Name what this group needs most: "lead", "note", or the unit that a head must not be alone with."""
        if rules.leads is not None and not self.leads:
            return "lead"
        if rules.notes is not None and not self.notes:
            return "note"
        own = self.alone()
        return f"not {own}" if own else ""

    def alone(self) -> str:
        """Give the unit whose head would sit with nobody else, "" if that is not so."""
        return next(iter(self.units)) if self.heads and len(self.units) == 1 else ""


def seat(rules: Rules, nodes: int = NODES) -> list[list[int]] | None:
    """Give groups of ids that hold all rules, as even in size as they can be; None if there are none.

    Raises Undecided when `nodes` steps were not enough. Usually O(people + hemmed in × groups).
    """
    for count in rules.counts:
        even = (len(rules.people) // count, -(-len(rules.people) // count)) if count else (0, 0)
        bounds = (rules.smallest, rules.largest)
        for low, high in dict.fromkeys([(max(even[0], bounds[0]), min(even[1], bounds[1])), bounds]):
            found = _Search(rules, count, low, high, nodes).run()
            if found is not None:
                return found
    return None


class _Search:
    """Backtracking over one number of groups and one range of sizes."""

    def __init__(self, rules: Rules, count: int, low: int, high: int, nodes: int) -> None:
        self.rules, self.low, self.high, self.nodes = rules, low, high, nodes
        self.tables = [Table() for _ in range(count)]
        self.blocks = [*rules.blocks]
        held = {person for block in self.blocks for person in block}
        hard = {*rules.apart, *rules.pins, *rules.heads} - held
        self.blocks += [(person,) for person in rules.people if person in hard]
        self.of = {person: at for at, block in enumerate(self.blocks) for person in block}
        self.foes = [{self.of[other] for one in block for other in rules.apart.get(one, ())} for block in self.blocks]
        self.watched = frozenset(rules.heads.values())
        self.free: dict[Kind, list[int]] = {}
        for person in rules.people:
            if person not in self.of:
                self.free.setdefault(self._kind(person), []).append(person)
        self.where: dict[int, int] = {}
        self.left: dict[int, None] = dict.fromkeys(sorted(range(len(self.blocks)), key=self._weight))
        self.needy = {place for place, table in enumerate(self.tables) if table.lacks(rules)}
        self.people, self.short, self.room = len(rules.people), low * count, high * count
        self.leads, self.notes = len(rules.leads or ()), len(rules.notes or ())
        self.unled = count if rules.leads is not None else 0
        self.unnoted = count if rules.notes is not None else 0
        self.placed: list[tuple[int, int]] = []  # free people and their group, in the order they were seated

    def run(self) -> list[list[int]] | None:
        if any(at in foes for at, foes in enumerate(self.foes)) or not self._enough():
            return None
        stack = [self._choices()]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                continue
            self.nodes -= 1
            if self.nodes < 0:
                raise Undecided
            if step:
                return self._filled()
            stack.append(self._choices())
        return None

    def _kind(self, person: int) -> Kind:
        leads, notes, unit = self.rules.leads, self.rules.notes, self.rules.units[person]
        return (
            leads is not None and person in leads,
            notes is not None and person in notes,
            unit if unit in self.watched else "",
        )

    def _choices(self) -> Iterator[bool]:
        """Every way to go on from here; each is taken back before the next. True: everything holds."""
        if self.left:
            at = self._next()
            for place in self._places(at):
                self._put(at, place, 1)
                if self._enough() and not self._stuck(place):
                    yield False
                self._put(at, place, -1)
            return
        if not self.needy:
            yield True
            return
        yield from self._helped(min(self.needy, key=lambda place: (-self.tables[place].size, place)))

    def _helped(self, place: int) -> Iterator[bool]:
        """Every kind of person that gives a group what it lacks most."""
        table = self.tables[place]
        if table.size >= self.high:
            return
        lacking = table.lacks(self.rules)
        for kind in sorted(self.free, key=lambda one: self._use(one, table)):
            if self.free[kind] and _serves(kind, lacking):
                person = self.free[kind].pop()
                self._seat(person, place, 1)
                self.placed.append((person, place))
                if self._enough() and not self._stuck(place):
                    yield False
                self.placed.pop()
                self._seat(person, place, -1)
                self.free[kind].append(person)

    def _use(self, kind: Kind, table: Table) -> tuple[int, int, Kind]:
        """Sort kinds: those that serve most of what the group lacks, then those of which most are left."""
        rules = self.rules
        serves = (rules.leads is not None and not table.leads and kind[0]) + (
            rules.notes is not None and not table.notes and kind[1]
        )
        wasted = kind[0] + kind[1] - serves
        return (wasted, -serves, kind) if wasted else (-1, -len(self.free[kind]), kind)

    def _weight(self, at: int) -> tuple[bool, int, int, int]:
        """Sort blocks: pinned ones first, then those with foes, then the largest."""
        pinned = any(person in self.rules.pins for person in self.blocks[at])
        return (not pinned, -len(self.foes[at]), -len(self.blocks[at]), at)

    def _next(self) -> int:
        """Choose the block with the fewest groups left to it; nobody without foes is hemmed in by others."""
        first = next(iter(self.left))
        if any(person in self.rules.pins for person in self.blocks[first]):
            return first
        foes = list(takewhile(lambda at: self.foes[at], self.left))
        if not foes:
            return first
        hemmed = {at: len({self.where.get(foe, -1) for foe in self.foes[at]}) for at in foes}
        return max(foes, key=hemmed.__getitem__)

    def _places(self, at: int) -> list[int]:
        """Where a block may sit, the smallest group first; of several empty groups one is enough to try."""
        block = self.blocks[at]
        pins = [self.rules.pins[person] for person in block if person in self.rules.pins]
        shut = {self.where[foe] for foe in self.foes[at] if foe in self.where}
        open_ = [
            place
            for place, table in enumerate(self.tables)
            if place not in shut and table.size + len(block) <= self.high
        ]
        if pins:
            return [place for place in open_ if all(wanted == {place} for wanted in pins)]
        empty = next((place for place in open_ if not self.tables[place].size), -1)
        distinct = [place for place in open_ if self.tables[place].size or place == empty]
        return sorted(distinct, key=lambda place: (self.tables[place].size, place))

    def _put(self, at: int, place: int, sign: int) -> None:
        if sign > 0:
            self.where[at] = place
            del self.left[at]
        else:
            del self.where[at]
            self.left = dict.fromkeys(sorted([at, *self.left], key=self._weight))
        for person in self.blocks[at]:
            self._seat(person, place, sign)

    def _seat(self, person: int, place: int, sign: int) -> None:
        rules, table = self.rules, self.tables[place]
        lead = rules.leads is not None and person in rules.leads
        note = rules.notes is not None and person in rules.notes
        before = (table.size, table.leads > 0, table.notes > 0)
        table.size += sign
        table.leads += sign * lead
        table.notes += sign * note
        _count(table.units, rules.units[person], sign)
        if person in rules.heads:
            _count(table.heads, rules.heads[person], sign)
        self.people -= sign
        self.leads -= sign * lead
        self.notes -= sign * note
        self.room -= sign
        self.short -= max(0, self.low - before[0]) - max(0, self.low - table.size)
        if rules.leads is not None:
            self.unled += before[1] - (table.leads > 0)
        if rules.notes is not None:
            self.unnoted += before[2] - (table.notes > 0)
        (self.needy.add if table.lacks(rules) else self.needy.discard)(place)

    def _enough(self) -> bool:
        """Whether counting still allows a seating: people, leaders, note-takers."""
        return self.short <= self.people <= self.room and self.leads >= self.unled and self.notes >= self.unnoted

    def _stuck(self, place: int) -> bool:
        """Whether a group is full and lacks somebody."""
        return self.tables[place].size >= self.high and place in self.needy

    def _filled(self) -> list[list[int]]:
        groups: list[list[int]] = [[] for _ in self.tables]
        for at, place in self.where.items():
            groups[place] += self.blocks[at]
        for person, place in self.placed:
            groups[place].append(person)
        heap = [(len(group), place) for place, group in enumerate(groups)]
        heapq.heapify(heap)
        left = {person for people in self.free.values() for person in people}
        for person in (one for one in self.rules.people if one in left):
            size, place = heapq.heappop(heap)
            groups[place].append(person)
            heapq.heappush(heap, (size + 1, place))
        return groups


def _serves(kind: Kind, lacking: str) -> bool:
    if lacking == "lead":
        return kind[0]
    if lacking == "note":
        return kind[1]
    return kind[2] != lacking.removeprefix("not ")


def _count(counter: Counter[str], key: str, sign: int) -> None:
    counter[key] += sign
    if not counter[key]:
        del counter[key]
