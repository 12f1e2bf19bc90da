"""Groups in a graph: nodes whose ties to each other are stronger than a bar, found by moving and merging.

The constant Potts model (Traag, Van Dooren, Nesterov 2011) with the moves of Blondel et al. (2008, “Louvain”). Its bar
is the same for thirty statements and for three thousand; modularity, which was tried first, leaves small conferences
in pieces and runs large ones together.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

Links = list[dict[int, float]]  # each node's neighbours with the weight of the tie, both ways


@dataclass(slots=True)
class _Graph:
    """Nodes that stand for one or many of the first ones."""

    links: Links
    members: list[list[int]]


def communities(links: Links, *, bar: float, dice: random.Random) -> list[list[int]]:
    """Every node in one group; a higher bar makes smaller groups. About O(ties × log nodes)."""
    graph = _Graph(links, [[at] for at in range(len(links))])
    while True:
        home, moved = _settled(graph, bar, dice)
        if not moved:
            return sorted(sorted(members) for members in graph.members)
        graph = _merged(graph, home)


def _settled(graph: _Graph, bar: float, dice: random.Random) -> tuple[list[int], bool]:
    """Nodes go over to the group where they add most, in random order, until none wants to."""
    home = list(range(len(graph.links)))
    sizes = [len(members) for members in graph.members]
    total = list(sizes)
    ever, again = False, True
    while again:
        again = False
        order = list(range(len(home)))
        dice.shuffle(order)
        for node in order:
            own = home[node]
            total[own] -= sizes[node]
            home[node] = _best(graph.links[node], home, own, total, bar * sizes[node])
            total[home[node]] += sizes[node]
            again |= home[node] != own
        ever |= again
    return home, ever


def _best(ties: dict[int, float], home: Sequence[int], own: int, total: Sequence[int], price: float) -> int:
    """Only a real gain moves a node, or rounding would send it to and fro."""
    toward: dict[int, float] = {}
    for other, weight in ties.items():
        toward[home[other]] = toward.get(home[other], 0.0) + weight
    best, gain = own, toward.get(own, 0.0) - total[own] * price
    for group, weight in toward.items():
        if weight - total[group] * price > gain + 1e-9:
            best, gain = group, weight - total[group] * price
    return best


def _merged(graph: _Graph, home: Sequence[int]) -> _Graph:
    number = {group: at for at, group in enumerate(dict.fromkeys(home))}
    merged = _Graph([{} for _ in number], [[] for _ in number])
    for node, ties in enumerate(graph.links):
        own = number[home[node]]
        merged.members[own] += graph.members[node]
        for other, weight in ties.items():
            group = number[home[other]]
            if group != own:
                merged.links[own][group] = merged.links[own].get(group, 0.0) + weight
    return merged
