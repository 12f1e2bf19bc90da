"""The red thread: from one station back to everything it grew from, and forward to everything that came of it.

A station is something that happened and can be pointed at (a statement, a hearing, a decision, a log entry); a tie
says that the later one came of the earlier. A merge is two ties into one station, a split two ties out of it.
Siblings (other children of the same parent) are no part of the thread: they answer another "why do we do this?".
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from samspill.core.redthread.rings import Neighbours, rings


@dataclass(frozen=True, slots=True)
class Station:
    """One thing on the way. `kind` is free ("statement", "hearing", "re-check"); `on` is None when the day is unknown.

    `stage` is how far along the way such a station stands (0 = where ideas come from): the column in a picture.
    """

    key: str
    kind: str
    on: date | None
    stage: int


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """`target` came of `source`; `kind` says how ("grew-from", "merged-into", "split-from", "became", "tried-in")."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Thread:
    """The way through `start`. `stations` and `ties` stand in reading order: causes first, then by date.

    `before` are the keys it grew from, `after` those that came of it, neither with `start` itself. `circles` are groups
    of keys that came of each other, which only a mistake in the data can make: the thread is shown all the same.
    """

    start: str
    stations: tuple[Station, ...]
    ties: tuple[Tie, ...]
    before: frozenset[str]
    after: frozenset[str]
    circles: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """What hangs in the air. `pieces` are the stations no tie leads to from the largest piece, piece by piece.

    `dangling` are ties with an end that is no station. False when all is one thread.
    """

    pieces: tuple[tuple[str, ...], ...]
    dangling: tuple[Tie, ...]

    def __bool__(self) -> bool:
        return bool(self.pieces or self.dangling)


def thread(stations: Iterable[Station], ties: Iterable[Tie], start: str) -> Thread:
    """Everything reachable from `start` against the ties (back) and along them (forward), in reading order.

    Ties to keys that are no station are passed over; `disconnected` tells of them. The answer does not depend on the
    order of what comes in. Raises ValueError when two stations share a key, or when `start` is none of them.
    O(n + m) over all stations and ties, O(k log k) for the k that belong to the thread.
    """
    known = _by_key(stations)
    if start not in known:
        raise ValueError(f"There is no station {start!r}. Start from the key of one of the stations.")
    whole = [tie for tie in ties if tie.source in known and tie.target in known and tie.source != tie.target]
    before, after = back(whole, start), forward(whole, start)
    members = before | after | {start}
    inside = {tie for tie in whole if tie.source in members and tie.target in members}
    circles = rings(members, _out(inside), _into(inside))
    ordered = _in_reading_order({key: known[key] for key in members}, inside, circles)
    place = {station.key: at for at, station in enumerate(ordered)}
    in_order = sorted(inside, key=lambda tie: (place[tie.source], place[tie.target], tie.kind))
    return Thread(start, tuple(ordered), tuple(in_order), before - {start}, after - {start}, circles)


def forward(ties: Iterable[Tie], key: str) -> frozenset[str]:
    """All that came of `key`, at any distance; `key` itself only if it stands in a circle. O(m)."""
    return _reached(_out(ties), key)


def back(ties: Iterable[Tie], key: str) -> frozenset[str]:
    """All that `key` grew from, at any distance: b is in forward(a) exactly if a is in back(b). O(m)."""
    return _reached(_into(ties), key)


def disconnected(stations: Iterable[Station], ties: Iterable[Tie]) -> Loose:
    """The pieces that nothing joins to the largest one, and the ties that end nowhere. O((n + m) log n).

    Direction does not matter here: two children of one parent are joined. Among pieces of equal size the one with the
    smallest key counts as the largest. Raises ValueError when two stations share a key.
    """
    known = _by_key(stations)
    all_ties = set(ties)
    dangling = sorted(tie for tie in all_ties if tie.source not in known or tie.target not in known)
    both = all_ties.difference(dangling)
    out, into = _out(both), _into(both)
    near = {key: [*out.get(key, ()), *into.get(key, ())] for key in known}
    pieces: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for key in sorted(known):
        if key not in seen:
            piece = _reached(near, key) | {key}
            seen |= piece
            pieces.append(tuple(sorted(piece)))
    pieces.sort(key=len, reverse=True)
    return Loose(tuple(pieces[1:]), tuple(dangling))


def _by_key(stations: Iterable[Station]) -> dict[str, Station]:
    known: dict[str, Station] = {}
    for station in stations:
        if station.key in known:
            raise ValueError(f"Two stations have the key {station.key!r}. Each station needs a key of its own.")
        known[station.key] = station
    return known


def _out(ties: Iterable[Tie]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for tie in ties:
        out.setdefault(tie.source, []).append(tie.target)
    return out


def _into(ties: Iterable[Tie]) -> dict[str, list[str]]:
    into: dict[str, list[str]] = {}
    for tie in ties:
        into.setdefault(tie.target, []).append(tie.source)
    return into


def _reached(out: Neighbours, start: str) -> frozenset[str]:
    seen: set[str] = set()
    open_keys = [start]
    while open_keys:
        for key in out.get(open_keys.pop(), ()):
            if key not in seen:
                seen.add(key)
                open_keys.append(key)
    return frozenset(seen)


def _in_reading_order(
    known: Mapping[str, Station], ties: Collection[Tie], circles: Sequence[tuple[str, ...]]
) -> list[Station]:
    """Causes before what came of them; among those that could come next, the earliest (Kahn's walk with a heap).

    A station without a day, or dated before its own cause, is read right after the last of its causes.
    """
    steps = {(tie.source, tie.target) for tie in ties if not _same_circle(tie, circles)} | _laid_open(known, circles)
    out = _out(Tie(source, target, "") for source, target in steps)
    causes = Counter(target for _, target in steps)
    earliest = {key: station.on or date.min for key, station in known.items()}
    ready = [_turn(station, earliest[key]) for key, station in known.items() if key not in causes]
    heapq.heapify(ready)
    ordered = []
    while ready:
        day, _, _, key = heapq.heappop(ready)
        ordered.append(known[key])
        for target in out.get(key, ()):
            earliest[target] = max(earliest[target], day)
            causes[target] -= 1
            if not causes[target]:
                heapq.heappush(ready, _turn(known[target], earliest[target]))
    return ordered


def _turn(station: Station, day: date) -> tuple[date, int, str, str]:
    return day, station.stage, station.kind, station.key


def _same_circle(tie: Tie, circles: Sequence[tuple[str, ...]]) -> bool:
    return any(tie.source in circle and tie.target in circle for circle in circles)


def _laid_open(known: Mapping[str, Station], circles: Sequence[tuple[str, ...]]) -> set[tuple[str, str]]:
    """Each circle as a line, so that it can be read: its ties do not say what was first, the stage and the day do."""
    lines = [sorted(circle, key=lambda key: (known[key].stage, known[key].on or date.min, key)) for circle in circles]
    return {step for line in lines for step in pairwise(line)}
