"""Weekly patterns that no strand carries: what each choice loses to the meetings, and the choice that loses least.

A strand tries all choices of its own patterns with its meetings (exact). A unit with several weekly teams has more
combinations than can be tried; then the rest are loose: they are chosen beside the meetings that lie, and the meetings
are laid anew beside what was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.model import Choice, Pattern, Weekly
from samspill.core.scheduling.strands import Year

if TYPE_CHECKING:
    from samspill.core.scheduling.tables import Tables


class Loose:
    """The loose patterns of a problem. `first` is what each choice costs by itself: its points, and closed weeks.

    `hits` says for a pattern and a strand which candidates keep somebody from which choice (choice × candidate).
    Memory: a byte for each choice of each pattern and each candidate of the strands that share people with it.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.patterns = [tables.patterns[key] for key in tables.free_patterns]
        self.rivals = [self._rivals(one) for one in self.patterns]  # patterns with the same people
        self.first, self.hits = [], []
        for pattern in self.patterns:
            terms = [tables.weeks_of(pattern, at) for at in range(len(pattern.choices))]
            closed = [pattern.lost * (len(weeks) - len(days)) for weeks, days in terms]
            self.first.append(np.array([one.points for one in pattern.choices], dtype=np.float64) + closed)
            held = np.zeros((len(pattern.choices), len(tables.ordinals)), dtype=np.bool_)
            for at, (_weeks, days) in enumerate(terms):
                held[at, sorted(days)] = True
            self.hits.append(self._hits(pattern, held))

    def _rivals(self, pattern: Pattern) -> frozenset[str]:
        others = (one for one in self.tables.patterns.values() if one is not pattern)
        return frozenset(one.id for one in others if set(one.members) & set(pattern.members))

    def _hits(self, pattern: Pattern, held: Array) -> dict[int, Array]:
        begins = np.array([one.start for one in pattern.choices])[:, None]
        found = {}
        for number, strand in enumerate(self.tables.strands):
            out = np.zeros((len(pattern.choices), len(strand.day)), dtype=np.bool_)
            for slot in strand.slots:
                part = slice(slot.offset, slot.offset + len(slot.places))
                away = slot.series.unit != pattern.unit
                for bit, key in enumerate(slot.series.members):
                    if key in pattern.members:
                        way = self.tables.calendar.people[key].travel if away else 0
                        start, there = slot.places.start[None, :], slot.places.deputies >> bit & 1 == 0
                        over = (start < begins + pattern.slots + way) & (begins < start + slot.series.slots + way)
                        out[:, part] |= over & there & held[:, slot.places.day]
            if out.any():
                found[number] = out
        return found

    def cost(self, chosen: Sequence[int]) -> float:
        """What the choices cost by themselves; a pattern without one costs its least, wherever the meetings lie."""
        return float(sum(one[at] if at >= 0 else one.min() for one, at in zip(self.first, chosen, strict=True)))

    def of(self, numbers: Iterable[int]) -> list[int]:
        """The patterns that share people with any of these strands."""
        some = set(numbers)
        return [at for at, hits in enumerate(self.hits) if some & hits.keys()]

    def spoiled(self, number: int, chosen: Sequence[int]) -> Array | None:
        """What each candidate of a strand makes the chosen patterns lose; None if it cannot touch any."""
        out = None
        for at, (pattern, hits) in enumerate(zip(self.patterns, self.hits, strict=True)):
            if number in hits and chosen[at] >= 0:
                lost = pattern.lost * hits[number][chosen[at]].astype(np.float64)
                out = lost if out is None else out + lost
        return out

    def best(self, at: int, years: Sequence[Year | None], others: Iterable[Weekly]) -> int:
        """The choice of a pattern that costs least beside these years and weekly meetings; -1 if none is free."""
        pattern = self.patterns[at]
        gone = np.zeros((len(pattern.choices), len(self.tables.ordinals)), dtype=np.bool_)
        for number, hits in self.hits[at].items():
            year = years[number]
            rows = [pick for pick in year.picks if pick >= 0] if year else []
            at_choice, which = np.nonzero(hits[:, rows])
            gone[at_choice, self.tables.strands[number].day[rows][which]] = True
        cost = self.first[at] + pattern.lost * gone.sum(axis=1)
        laid = [one for one in others if one.id in self.rivals[at]] if self.rivals[at] else []
        for choice, one in enumerate(pattern.choices):
            if self._meets(pattern, one, laid):
                cost[choice] = np.inf
        found = int(np.argmin(cost))
        return found if np.isfinite(cost[found]) else -1

    def _meets(self, pattern: Pattern, choice: Choice, laid: Iterable[Weekly]) -> bool:
        for weekly in laid:
            other = self.tables.patterns[weekly.id]
            over = choice.start < weekly.start + other.slots and weekly.start < choice.start + pattern.slots
            if over and weekly.weekday == choice.weekday:
                return True
        return False
