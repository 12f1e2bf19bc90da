"""A problem as the arrays that the compiled search reads, and its seats back out of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from samspill.core.grouping.arrays import Array, Law, State
from samspill.core.grouping.cost import belongs
from samspill.core.grouping.model import Grouping, Member, Round
from samspill.core.grouping.rules import Rules

Seats = list[list[list[int]]]  # rounds, groups, ids


def alike_weights(problem: Grouping) -> Array:
    """Points for each pair of people that sits together in a mixed round: n × n, 0 on the diagonal."""
    n = len(problem.members)
    points = np.zeros((n, n), np.int32)
    for at, attribute in enumerate(problem.attributes):
        points += attribute.weight * _same([member.levels[at] for member in problem.members])
    return points


def unlike_weights(problem: Grouping, asked: Round) -> Array:
    """Points for each pair that does not belong together in a round that gathers: n × n, 0 on the diagonal."""
    names = [one.name for one in problem.attributes]
    same = _same([belongs(asked, names, member) for member in problem.members])
    points = problem.unlike_weight * (1 - same)
    np.fill_diagonal(points, 0)
    return points


def _same(levels: Sequence[str]) -> Array:
    number = {level: at for at, level in enumerate(dict.fromkeys(levels))}
    codes = np.array([number[level] for level in levels], np.int32)
    same = (codes[:, None] == codes[None, :]).astype(np.int32)
    unknown = np.array([not level for level in levels], bool)
    same[unknown, :] = 0
    np.fill_diagonal(same, 0)
    return same


def met_before(problem: Grouping) -> Array:
    """Earlier meetings, n × n."""
    place = {member.id: at for at, member in enumerate(problem.members)}
    met = np.zeros((len(place), len(place)), np.int32)
    for (one, other), times in problem.met.items():
        if one in place and other in place:
            met[place[one], place[other]] = met[place[other], place[one]] = times
    return met


def tables_of(problem: Grouping) -> tuple[Array, Array]:
    """Give what sitting together costs by kind of round (t × n+1 × n+1, no meetings yet), and each round's t."""
    kinds: dict[tuple[bool, str], int] = {}
    layers = []
    for asked in problem.rounds:
        key = (asked.gathers, f"{asked.kind} {asked.by}" if asked.gathers else "")
        if key not in kinds:
            kinds[key] = len(kinds)
            layers.append(unlike_weights(problem, asked) if asked.gathers else alike_weights(problem))
    n = len(problem.members)
    pull = np.zeros((len(layers), n + 1, n + 1), np.int32)
    before = problem.repeat_weight * met_before(problem)
    for at, layer in enumerate(layers):
        pull[at, :n, :n] = layer + before
    index = [kinds[(one.gathers, f"{one.kind} {one.by}" if one.gathers else "")] for one in problem.rounds]
    return pull, np.array(index, np.int64)


def state_of(problem: Grouping, rules: Sequence[Rules], seats: Seats, total: int, seed: int, room: int) -> State:
    """Seat everybody in arrays with `room` seats for each group; `total` is what the seats cost."""
    n, rounds = len(problem.members), len(problem.rounds)
    most = max((len(groups) for groups in seats), default=0)
    place = {member.id: at for at, member in enumerate(problem.members)}
    pull, _ = tables_of(problem)
    group = np.full((rounds, n), -1, np.int32)
    spot = np.zeros((rounds, n), np.int32)
    chairs = np.full((rounds, max(1, most), max(1, room)), n, np.int32)
    size, leads, notes = (np.zeros((rounds, max(1, most)), np.int32) for _ in range(3))
    for r, groups in enumerate(seats):
        for g, people in enumerate(groups):
            who = np.array([place[person] for person in people], np.int64)
            group[r, who], spot[r, who] = g, np.arange(len(who))
            chairs[r, g, : len(who)] = who
            size[r, g] = len(who)
            leads[r, g] = sum(person in (rules[r].leads or ()) for person in people)
            notes[r, g] = sum(person in (rules[r].notes or ()) for person in people)
            corner = pull[:, who[:, None], who[None, :]] + problem.repeat_weight * (
                1 - np.eye(len(who), dtype=np.int32)
            )
            pull[:, who[:, None], who[None, :]] = corner
    dice = np.array([(seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1], np.uint64)
    cost = np.array([total, total, 0], np.int64)
    return State(chairs, size, group, spot, pull, leads, notes, cost, group.copy(), dice)


def seats_in(problem: Grouping, state: State, counts: Sequence[int]) -> Seats:
    """Read the best seats found back as ids."""
    found: Seats = []
    for r, count in enumerate(counts):
        groups: list[list[int]] = [[] for _ in range(count)]
        for at, g in enumerate(state.best[r].tolist()):
            if g >= 0:
                groups[g].append(problem.members[at].id)
        found.append(groups)
    return found


def law_of(problem: Grouping, rules: Sequence[Rules], seats: Seats, limits: Sequence[tuple[int, int]]) -> Law:
    """What must hold, for the compiled search. `limits`: the sizes it may use in each round; (0, 0) holds it still."""
    place = {member.id: at for at, member in enumerate(problem.members)}
    n, rounds = len(place), len(rules)
    free, count, first, last, movable = _classes(problem.members, rules, seats, limits)
    blocks = [
        (r, [place[person] for person in block])
        for r, rule in enumerate(rules)
        for block in rule.blocks
        if limits[r][1] and not any(person in rule.pins for person in block)
    ]
    foes = [[[place[x] for x in sorted(rule.apart.get(one.id, ()))] for one in problem.members] for rule in rules]
    foe_from = np.zeros((rounds, n + 1), np.int64)
    flat = [x for row in foes for others in row for x in others]
    foe_from.flat[:] = _starts([len(others) for row in foes for others in [*row, []]])[:-1]
    units = {unit: at for at, unit in enumerate(dict.fromkeys(one.unit for one in problem.members))}
    return Law(
        problem.repeat_weight,
        tables_of(problem)[1],
        np.array([r for r in range(rounds) if limits[r][1] and count[r] > 1], np.int64),
        free,
        count,
        first,
        last,
        np.array([low for low, _ in limits], np.int64),
        np.array([high for _, high in limits], np.int64),
        np.array([len(groups) for groups in seats], np.int64),
        np.array([rule.leads is not None for rule in rules]),
        np.array([rule.notes is not None for rule in rules]),
        _flags(place, [rule.leads or () for rule in rules]),
        _flags(place, [rule.notes or () for rule in rules]),
        _flags(place, [rule.heads for rule in rules]),
        np.array([units[one.unit] for one in problem.members] + [-1], np.int64),
        foe_from,
        np.array([*flat, 0], np.int64),
        _starts([len(block) for _, block in blocks]),
        np.array([x for _, block in blocks for x in block] + [0], np.int64),
        np.array([r for r, _ in blocks], np.int64),
        movable,
        np.array([3000 if blocks else 0, 3000 if blocks else 0, 4000], np.int64),
    )


def _classes(
    members: Sequence[Member], rules: Sequence[Rules], seats: Seats, limits: Sequence[tuple[int, int]]
) -> tuple[Array, ...]:
    """List who may be moved in each round, class by class, and where everybody's class begins and ends.

    Where there are just as many leaders as groups each group has one, so leaders change places with leaders only.
    """
    n, rounds = len(members), len(rules)
    free, first, last = (np.zeros((rounds, max(1, n)), np.int64) for _ in range(3))
    count, movable = np.zeros(rounds, np.int64), np.zeros((rounds, n + 1), np.int64)
    for r, rule in enumerate(rules):
        tied = {person for block in rule.blocks for person in block} | set(rule.pins)
        loose = [at for at, one in enumerate(members) if one.attends(r) and one.id not in tied and limits[r][1]]
        scarce = rule.leads is not None and len(rule.leads) == len(seats[r])
        parts = [loose]
        if scarce and rule.leads is not None:
            parts = [[at for at in loose if (members[at].id in rule.leads) == leads] for leads in (False, True)]
        at = 0
        for part in parts:
            free[r, at : at + len(part)] = part
            first[r, at : at + len(part)], last[r, at : at + len(part)] = at, at + len(part)
            at += len(part)
        count[r] = at
        movable[r, loose] = 1
    return free, count, first, last, movable


def _flags(place: dict[int, int], marked: Sequence[Any]) -> Array:
    flags = np.zeros((len(marked), len(place) + 1), np.int64)
    for r, people in enumerate(marked):
        for person in people:
            flags[r, place[person]] = 1
    return flags


def _starts(lengths: Sequence[int]) -> Array:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.array(lengths, np.int64))]).astype(np.int64)
