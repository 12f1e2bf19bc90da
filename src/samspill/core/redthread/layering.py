"""The hidden part of a picture: which layer, which order and which place across each station and each line gets.

The usual three steps (Sugiyama 1981): stages become layers, the order within a layer is chosen to cross few lines, and
each box is moved as near to its neighbours as the order allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from samspill.core.redthread.crossings import Layers, Links, Node, untangled
from samspill.core.redthread.thread import Station, Tie


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large things are, in the picture's units. `most` boxes lie in one layer before the stage gets another.

    `along` is the box's side in the direction of reading, `across` the other; `room` lies between two layers, `gap`
    between two boxes of one layer, `lane` is what a passing line takes, `margin` goes round the whole. All even.
    """

    along: int
    across: int
    room: int
    gap: int
    lane: int
    most: int
    margin: int = 8


WIDE = Sizes(along=152, across=52, room=56, gap=16, lane=4, most=12)
#: Two boxes side by side and the lanes beside them fit a phone of 375 px.
NARROW = Sizes(along=52, across=136, room=40, gap=16, lane=4, most=2)


@dataclass(slots=True)
class Plan:
    """The picture while it is made, in the direction of reading (along) and the other one (across).

    A node is a station's key with a layer: its box in its own layer, the lane of its lines in a later one.
    """

    sizes: Sizes
    layer_of: dict[str, int]
    stages: list[int]  # of each layer
    layers: Layers = field(default_factory=list)
    chains: list[list[Node]] = field(default_factory=list)
    middle: dict[Node, float] = field(default_factory=dict)  # across, of each box and lane

    def start(self, layer: int) -> int:
        return self.sizes.margin + layer * (self.sizes.along + self.sizes.room)

    def is_box(self, node: Node) -> bool:
        return self.layer_of[node[0]] == node[1]

    def extent(self, node: Node) -> int:
        return self.sizes.across if self.is_box(node) else self.sizes.lane

    def breadth(self, layer: Sequence[Node]) -> float:
        """From the outer edge of the first to the outer edge of the last."""
        ends = (self.extent(layer[0]) + self.extent(layer[-1])) / 2
        return ends + sum(self.apart(one, other) for one, other in pairwise(layer))

    def weight(self, node: Node) -> float:
        """A lane makes way for a box: better a bend on the way than a slanting line between neighbours."""
        return 1.0 if self.is_box(node) else 0.001

    def apart(self, one: Node, other: Node) -> float:
        """From middle to middle; a lane needs half the air a box does."""
        gap = self.sizes.gap if self.is_box(one) and self.is_box(other) else self.sizes.gap / 2
        return gap + (self.extent(one) + self.extent(other)) / 2


def planned(stations: Sequence[Station], ties: Sequence[Tie], sizes: Sizes) -> Plan:
    """Everything of the picture but the drawing; `chains` has the nodes each tie passes, in the order of the ties."""
    plan = _layered(stations, sizes)
    plan.chains = [_chain(plan, tie.source, tie.target) for tie in ties]
    links: Links = {step for chain in plan.chains for step in pairwise(chain) if step[0][1] != step[1][1]}
    plan.layers = untangled(_start_order(stations, plan, links), links)
    _settle(plan, links)
    return plan


def _layered(stations: Sequence[Station], sizes: Sizes) -> Plan:
    by_stage: dict[int, list[str]] = {}
    for station in stations:
        by_stage.setdefault(station.stage, []).append(station.key)
    plan = Plan(sizes, {}, [])
    for stage in sorted(by_stage):
        keys = by_stage[stage]
        # As even as can be: 13 stations are 7 and 6, not 12 and 1.
        number = -(-len(keys) // sizes.most)
        for part in range(number):
            chunk = keys[part * len(keys) // number : (part + 1) * len(keys) // number]
            plan.layer_of |= dict.fromkeys(chunk, len(plan.stages))
            plan.stages.append(stage)
    return plan


def _chain(plan: Plan, source: str, target: str) -> list[Node]:
    """The nodes a tie passes, from its end in the earlier layer; all ties of that end share their lanes."""
    first, last = sorted((source, target), key=lambda key: plan.layer_of[key])
    begin, end = plan.layer_of[first], plan.layer_of[last]
    return [(first, begin), *((first, layer) for layer in range(begin + 1, end)), (last, end)]


def _start_order(stations: Sequence[Station], plan: Plan, links: Links) -> Layers:
    place = {station.key: at for at, station in enumerate(stations)}
    layers: Layers = [[] for _ in plan.stages]
    boxes = {(key, layer) for key, layer in plan.layer_of.items()}
    for node in sorted(boxes.union(*links), key=lambda node: (node[1], place[node[0]])):
        layers[node[1]].append(node)
    return layers


def _settle(plan: Plan, links: Links) -> None:
    """Each box as near to the middle of its neighbours in the layer before as the order and the widest layer allow."""
    before: dict[Node, list[Node]] = {}
    for source, target in sorted(links):
        before.setdefault(target, []).append(source)
    span = max(plan.breadth(layer) for layer in plan.layers)
    for layer in plan.layers:
        near = ([plan.middle[each] for each in before.get(node, ())] for node in layer)
        _place(plan, layer, [sum(middles) / len(middles) if middles else None for middles in near], span)
    plan.middle = {node: round(middle) + plan.sizes.margin for node, middle in plan.middle.items()}


def _place(plan: Plan, layer: Sequence[Node], wanted: Sequence[float | None], span: float) -> None:
    """Middles in the given order, kept apart, as near as can be to what is wanted (least squares, by pooling)."""
    least = plan.extent(layer[0]) / 2
    most = least + span - plan.breadth(layer)
    offsets = [0.0]
    for one, other in pairwise(layer):
        offsets.append(offsets[-1] + plan.apart(one, other))
    pools: list[_Pool] = []
    for node, offset, wish in zip(layer, offsets, wanted, strict=True):
        pool = _Pool((least + most) / 2 if wish is None else wish - offset, plan.weight(node))
        while pools and pools[-1].start > pool.start:
            pool = pool.joined(pools.pop())
        pools.append(pool)
    starts = [min(max(pool.start, least), most) for pool in pools for _ in range(pool.number)]
    plan.middle |= {node: start + offset for node, offset, start in zip(layer, offsets, starts, strict=True)}


@dataclass(frozen=True, slots=True)
class _Pool:
    """Neighbours that push against each other and therefore move as one."""

    start: float
    weight: float
    number: int = 1

    def joined(self, other: _Pool) -> _Pool:
        weight = self.weight + other.weight
        start = (self.start * self.weight + other.start * other.weight) / weight
        return _Pool(start, weight, self.number + other.number)
