"""Things that happen side by side: packed into as few lanes as there are, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace

from samspill.core.yearwheel.dial import Arc


@dataclass(frozen=True, slots=True)
class Lying:
    """Something on its lane, from the outermost, 0. Several ids: a heap of what found no lane of its own."""

    ids: tuple[str, ...]
    arc: Arc
    lane: int


def pack(arcs: Mapping[str, Arc], most: int | None = None) -> tuple[Lying, ...]:
    """Lay each in the first lane that is free, by their beginnings: as many lanes as lie over each other at once.

    With at most `most` lanes, what finds none lies in heaps on the last one, which is then kept for them.
    Deterministic. O(n · lanes), at most `most` of them.
    """
    if most is None or depth(arcs) <= most:
        return _first_free(arcs)
    kept = _first_free(arcs, most - 1)
    known = {one.ids[0] for one in kept}
    left = {name: arc for name, arc in arcs.items() if name not in known}
    return (*kept, *heaps(left, most - 1))


def depth(arcs: Mapping[str, Arc]) -> int:
    """How many lie over each other at once: the lanes it takes to lay them all. O(n log n)."""
    ends: list[float] = []
    for _name, arc in _in_order(arcs):
        if ends and ends[0] <= arc.begins:
            heapreplace(ends, arc.ends)
        else:
            heappush(ends, arc.ends)
    return len(ends)


def _first_free(arcs: Mapping[str, Arc], most: int | None = None) -> tuple[Lying, ...]:
    """Everything on its lane; beyond `most` lanes it is left out."""
    free: list[float] = []
    laid: list[Lying] = []
    for name, arc in _in_order(arcs):
        lane = next((at for at, until in enumerate(free) if until <= arc.begins), len(free))
        if lane == len(free):
            if most is not None and lane >= most:
                continue
            free.append(arc.ends)
        free[lane] = arc.ends
        laid.append(Lying((name,), arc, lane))
    return tuple(laid)


def heaps(arcs: Mapping[str, Arc], lane: int) -> tuple[Lying, ...]:
    """What lies over each other, as one. Each heap is as wide as the narrowest of all, so that none meets the next."""
    found: list[tuple[list[str], Arc]] = []
    narrowest = min((arc.width for arc in arcs.values()), default=0.0)
    for name, arc in _in_order(arcs):
        if found and arc.begins < found[-1][1].ends:
            found[-1][0].append(name)
        else:
            found.append(([name], Arc(arc.begins, arc.begins + narrowest)))
    return tuple(Lying(tuple(names), arc, lane) for names, arc in found)


def _in_order(arcs: Mapping[str, Arc]) -> list[tuple[str, Arc]]:
    return sorted(arcs.items(), key=lambda one: (one[1].begins, -one[1].ends, one[0]))


def share(needed: Sequence[int], most: int) -> tuple[int, ...]:
    """How many lanes each ring gets: what it needs, while there are `most`; else the widest give way first."""
    given = [max(1, one) for one in needed]
    while sum(given) > most and max(given) > 1:
        given[given.index(max(given))] -= 1
    return tuple(given)


def lanes_of(laid: Iterable[Lying]) -> int:
    return max((one.lane for one in laid), default=-1) + 1
