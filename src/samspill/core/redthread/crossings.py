"""Choosing the order within the layers of a picture so that few lines cross: barycentre sweeps, the best one kept."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

Node = tuple[str, int]  # a key and its layer
Layers = list[list[Node]]
Links = set[tuple[Node, Node]]  # between neighbouring layers, the earlier one first
Beside = dict[Node, list[Node]]

#: Four times there and back; on the threads we drew, nothing got better after the third.
SWEEPS = 8


def untangled(layers: Layers, links: Links) -> Layers:
    """The layers with their nodes in a better order. Depends on the order given, so give a definite one.

    O(sweeps × (n log n + m log m)) and, for the rare crowded layer, the shifting of a sorted list.
    """
    before, after = _beside(links)
    best, fewest = layers, crossings(layers, links)
    order = [list(layer) for layer in layers]
    for sweep in range(SWEEPS):
        if not fewest:
            break
        order = _swept(order, before) if sweep % 2 == 0 else _swept(order[::-1], after)[::-1]
        number = crossings(order, links)
        if number < fewest:
            best, fewest = [list(layer) for layer in order], number
    return best


def crossings(layers: Sequence[Sequence[Node]], links: Iterable[tuple[Node, Node]]) -> int:
    """How many pairs of lines cross between neighbouring layers: the inversions among their ends. O(m log m)."""
    place = {node: at for layer in layers for at, node in enumerate(layer)}
    ends: dict[int, list[tuple[int, int]]] = {}
    for source, target in links:
        ends.setdefault(source[1], []).append((place[source], place[target]))
    return sum(_inversions([target for _, target in sorted(pairs)]) for pairs in ends.values())


def _inversions(numbers: Sequence[int]) -> int:
    seen: list[int] = []
    found = 0
    for number in numbers:
        found += len(seen) - bisect_right(seen, number)
        insort(seen, number)
    return found


def _swept(layers: Layers, beside: Beside) -> Layers:
    """Each layer by the mean place of its neighbours in the layer before; whoever has none keeps its place."""
    order: Layers = []
    place: dict[Node, int] = {}
    for layer in layers:
        mean = {node: _mean([place[each] for each in beside.get(node, ())], at) for at, node in enumerate(layer)}
        order.append(sorted(layer, key=mean.__getitem__))
        place |= {node: at for at, node in enumerate(order[-1])}
    return order


def _mean(places: Sequence[int], otherwise: int) -> float:
    return sum(places) / len(places) if places else otherwise


def _beside(links: Links) -> tuple[Beside, Beside]:
    before: Beside = {}
    after: Beside = {}
    for source, target in links:
        before.setdefault(target, []).append(source)
        after.setdefault(source, []).append(target)
    return before, after
