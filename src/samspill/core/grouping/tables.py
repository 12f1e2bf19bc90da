"""A problem as the arrays that the compiled search reads, and its seats back out of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from samspill.core.grouping.arrays import (
    BIG,
    CAN_LEAD,
    CAN_NOTE,
    CLASS,
    COUNT,
    FOES,
    GROUP,
    HEAD,
    HIGH,
    LOW,
    NOISE,
    SPOT,
    UNIT,
    Array,
    Board,
)
from samspill.core.grouping.cost import belongs
from samspill.core.grouping.model import Grouping, Round
from samspill.core.grouping.rules import Rules

Seats = list[list[list[int]]]  # rounds, groups, ids
Limits = Sequence[tuple[int, int]]  # the sizes allowed in each round; (0, 0): the round is held still


def alike_weights(problem: Grouping) -> Array:
    """Points for each pair of people that sits together in a mixed round: n × n, 0 on the diagonal."""
    n = len(problem.members)
    points = np.zeros((n, n), _narrow(problem))
    for at, attribute in enumerate(problem.attributes):
        points[_same([member.levels[at] for member in problem.members])] += attribute.weight
    return points


def unlike_weights(problem: Grouping, asked: Round) -> Array:
    """Points for each pair that does not belong together in a round that gathers: n × n, 0 on the diagonal."""
    names = [one.name for one in problem.attributes]
    same = _same([belongs(asked, names, member) for member in problem.members])
    points = np.where(same, 0, problem.unlike_weight).astype(_narrow(problem))
    np.fill_diagonal(points, 0)
    return points


def _same(levels: Sequence[str]) -> Array:
    number = {level: at for at, level in enumerate(dict.fromkeys(levels))}
    codes = np.array([number[level] for level in levels], np.int32)
    same: Array = codes[:, None] == codes[None, :]
    unknown = np.array([not level for level in levels], bool)
    same[unknown, :] = False
    np.fill_diagonal(same, False)
    return same


def met_before(problem: Grouping) -> Array:
    """Earlier meetings, n × n."""
    place = {member.id: at for at, member in enumerate(problem.members)}
    met = np.zeros((len(place), len(place)), np.int16)
    for (one, other), times in problem.met.items():
        if one in place and other in place:
            met[place[one], place[other]] = met[place[other], place[one]] = times
    return met


def _pull(problem: Grouping) -> tuple[Array, list[int]]:
    """Give what sitting together costs by kind of round (t × n+1 × n+1, no meetings yet), and each round's t."""
    keys = [f"{one.kind} {one.by}" if one.gathers else "" for one in problem.rounds]
    kinds = list(dict.fromkeys(keys))
    n = len(problem.members)
    pull = np.zeros((max(1, len(kinds)), n + 1, n + 1), _narrow(problem))
    before = met_before(problem).astype(pull.dtype)
    before *= problem.repeat_weight
    for at, kind in enumerate(kinds):
        asked = problem.rounds[keys.index(kind)]
        pull[at, :n, :n] = before
        pull[at, :n, :n] += unlike_weights(problem, asked) if asked.gathers else alike_weights(problem)
    return pull, [kinds.index(key) for key in keys]


def _narrow(problem: Grouping) -> Any:
    """The smallest kind of number that holds what a pair can cost: half the memory for all but odd weights."""
    met = max(problem.met.values(), default=0) + len(problem.rounds)
    most = problem.repeat_weight * met + problem.unlike_weight + sum(one.weight for one in problem.attributes)
    return np.int16 if most < np.iinfo(np.int16).max else np.int32


def _gain(pull: Array, seats: Seats, place: dict[int, int], index: list[int], most: int) -> Array:
    """What everybody pulls from the people of each group, and an empty row behind the last."""
    gain = np.zeros((len(seats), most + 1, pull.shape[1]), np.int32)
    for r, groups in enumerate(seats):
        for g, people in enumerate(groups):
            gain[r, g] = pull[index[r], [place[person] for person in people]].sum(axis=0)
    return gain


def board_of(problem: Grouping, rules: Sequence[Rules], seats: Seats, limits: Limits, total: int, seed: int) -> Board:
    """Seat everybody on a board; `total` is what the seats cost, `limits` the sizes that may be used ((0, 0): none)."""
    n, rounds = len(problem.members), len(problem.rounds)
    place = {member.id: at for at, member in enumerate(problem.members)}
    most = max(1, *(len(groups) for groups in seats), 1)
    width = max([1, *(high for _, high in limits), *(len(people) for groups in seats for people in groups)])
    pull, index = _pull(problem)
    chairs, tables = np.full((rounds, most, width), n, np.int32), np.zeros((rounds, most, 3), np.int32)
    persons, foe = _persons(problem, rules, place)
    for r, groups in enumerate(seats):
        for g, people in enumerate(groups):
            who = np.array([place[person] for person in people], np.int64)
            persons[r, who, GROUP], persons[r, who, SPOT] = g, np.arange(len(who))
            chairs[r, g, : len(who)] = who
            tables[r, g] = len(who), persons[r, who, CAN_LEAD].sum(), persons[r, who, CAN_NOTE].sum()
            pull[:, who[:, None], who[None, :]] += (problem.repeat_weight * (1 - np.eye(len(who)))).astype(pull.dtype)
    law, free = _law(problem, rules, seats, limits, index, persons)
    gain = _gain(pull, seats, place, index, most)
    own = np.take_along_axis(gain, persons[:, None, :, GROUP], 1)[:, 0]
    best = persons[:, :n, GROUP].copy()
    here = np.stack([np.where(persons[:, :n, CLASS] == one, best, most) for one in (0, 1)], 1).astype(np.uint16)
    partners = law[:, COUNT] + (law[:, LOW] < law[:, HIGH])  # where sizes may change, an empty seat is one too
    active = np.flatnonzero(partners > 1)
    cost = np.array([total, total, 0], np.int64)
    dice = np.array([(seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64], np.uint64)
    noise, move, score = _noise(max(n, most) + 1), np.full(most + 1, BIG, np.int32), np.zeros(max(n, most), np.float32)
    blocks = _blocks(rules, limits, place)
    return Board(
        pull,
        gain,
        own,
        here,
        persons,
        chairs,
        tables,
        law,
        free,
        foe,
        blocks,
        active,
        best,
        cost,
        dice,
        noise,
        move,
        score,
    )


def _noise(more: int) -> Array:
    """Evenly spread throws of a Gumbel distribution, shuffled; `more` are repeated at the end.

    Of choices with costs c the one with the least c − heat × throw is chosen as often as a heat bath would choose it.
    """
    spread = (np.arange(NOISE) + 0.5) / NOISE
    throws = np.random.default_rng(1).permutation(-np.log(-np.log(spread))).astype(np.float32)
    return np.resize(throws, NOISE + more)


def _law(
    problem: Grouping, rules: Sequence[Rules], seats: Seats, limits: Limits, index: list[int], persons: Array
) -> tuple[Array, Array]:
    """What holds in each round, and who may be moved there (also marked in `persons`)."""
    rounds = len(rules)
    law = np.zeros((rounds, 8), np.int64)
    free = np.zeros((rounds, max(1, len(problem.members))), np.int64)
    for r, rule in enumerate(rules):
        at = 0
        for number, part in enumerate(_classes(problem, rule, r, len(seats[r])) if limits[r][1] else []):
            free[r, at : at + len(part)] = part
            persons[r, part, CLASS] = number
            at += len(part)
        needs = (rule.leads is not None, rule.notes is not None, bool(rule.heads))
        law[r] = (index[r], at, *limits[r], len(seats[r]), *needs)
    return law, free


def seats_in(problem: Grouping, board: Board, counts: Sequence[int]) -> Seats:
    """Read the best seats found back as ids."""
    found: Seats = []
    for r, count in enumerate(counts):
        groups: list[list[int]] = [[] for _ in range(count)]
        for at, g in enumerate(board.best[r].tolist()):
            if g >= 0:
                groups[g].append(problem.members[at].id)
        found.append(groups)
    return found


def _persons(problem: Grouping, rules: Sequence[Rules], place: dict[int, int]) -> tuple[Array, Array]:
    """What is known of each person in each round, nobody seated yet, and the lists of people to be kept apart."""
    n = len(place)
    units = {unit: at for at, unit in enumerate(dict.fromkeys(one.unit for one in problem.members))}
    persons = np.zeros((len(rules), n + 1, 8), np.int32)
    persons[:, :, (GROUP, CLASS)] = -1
    persons[:, :n, UNIT] = [units[one.unit] for one in problem.members]
    persons[:, n, UNIT] = -1
    lists = []
    for r, rule in enumerate(rules):
        for column, marked in ((CAN_LEAD, rule.leads or ()), (CAN_NOTE, rule.notes or ()), (HEAD, rule.heads)):
            persons[r, [place[person] for person in marked], column] = 1
        foes = [[place[x] for x in sorted(rule.apart.get(one.id, ()))] for one in problem.members]
        persons[r, 1:, FOES] = np.cumsum([len(others) for others in foes])
        lists.append([x for others in foes for x in others])
    foe = np.zeros((len(rules), max([1, *map(len, lists)])), np.int32)
    for r, flat in enumerate(lists):
        foe[r, : len(flat)] = flat
    return persons, foe


def _blocks(rules: Sequence[Rules], limits: Limits, place: dict[int, int]) -> Array:
    rows = [
        [r, len(block), *(place[person] for person in block)]
        for r, rule in enumerate(rules)
        for block in rule.blocks
        if limits[r][1] and not any(person in rule.pins for person in block)
    ]
    blocks = np.zeros((len(rows), 2 * max([2, *map(len, rows)])), np.int64)
    for at, row in enumerate(rows):
        blocks[at, : len(row)] = row
    return blocks


def _classes(problem: Grouping, rule: Rules, r: int, groups: int) -> list[list[int]]:
    """List who may be moved in a round, by class.

    Where there are just as many leaders as groups each group has one, so leaders change places with leaders only.
    """
    tied = {person for block in rule.blocks for person in block} | set(rule.pins)
    loose = [at for at, one in enumerate(problem.members) if one.attends(r) and one.id not in tied]
    if rule.leads is None or len(rule.leads) != groups:
        return [loose]
    return [[at for at in loose if (problem.members[at].id in rule.leads) == leads] for leads in (False, True)]
