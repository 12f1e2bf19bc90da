"""What no composition can beat: repeats that are forced by counting, and the most even spread of every level.

Valid for compositions with the same numbers of groups, the same limits of size and the same seats in the rounds that
are held still. Not always reachable: each part is bounded alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from samspill.core.grouping.arrays import Array
from samspill.core.grouping.cost import belongs, cost
from samspill.core.grouping.model import Composition, Group, Grouping
from samspill.core.grouping.rules import Rules
from samspill.core.grouping.tables import Limits, Seats, met_before


def bound(problem: Grouping, rules: Sequence[Rules], seats: Seats, limits: Limits) -> int:
    """Points that every composition with these numbers of groups costs at least. O(n² × most meetings of a pair)."""
    still = [groups if not limits[r][1] else [] for r, groups in enumerate(seats)]
    fixed = cost(
        problem, Composition(tuple(tuple(Group(tuple(people)) for people in groups) for groups in still))
    ).total
    open_ = [r for r in range(len(seats)) if limits[r][1]]
    mix = sum(_mix(problem, r, len(seats[r])) for r in open_ if not problem.rounds[r].gathers)
    unlike = sum(_unlike(problem, r, len(seats[r]), limits[r][1]) for r in open_ if problem.rounds[r].gathers)
    repeats = max(_repeats(problem, rules, seats, limits), _crossed(rules, seats, limits))
    return fixed + problem.repeat_weight * repeats + mix + unlike


def _mix(problem: Grouping, r: int, groups: int) -> int:
    total = 0
    for at, attribute in enumerate(problem.attributes):
        levels = Counter(one.levels[at] for one in problem.members if one.attends(r))
        total += attribute.weight * sum(even(n, groups) for level, n in levels.items() if level)
    return total


def _unlike(problem: Grouping, r: int, groups: int, largest: int) -> int:
    names = [one.name for one in problem.attributes]
    people = [one for one in problem.members if one.attends(r)]
    levels = Counter(belongs(problem.rounds[r], names, one) for one in people)
    same = sum(n // largest * _two(largest) + _two(n % largest) for level, n in levels.items() if level)
    return problem.unlike_weight * max(0, even(len(people), groups) - same)


def even(people: int, groups: int) -> int:
    """Pairs that sit together when people are spread over groups as evenly as can be: the least possible."""
    if not groups:
        return 0
    each, more = divmod(people, groups)
    return more * _two(each + 1) + (groups - more) * _two(each)


def _two(n: int) -> int:
    return n * (n - 1) // 2


def _repeats(problem: Grouping, rules: Sequence[Rules], seats: Seats, limits: Limits) -> int:
    """Repeats that counting forces: everybody's meetings go to the partners met least so far, as far as those reach."""
    n = len(problem.members)
    times, room, forced = _partners(problem, rules, seats, limits)
    least, most, all_ = np.zeros(n, np.int64), np.zeros(n, np.int64), 0
    for r, (low, high) in enumerate(limits):
        if high:
            here = np.array([one.attends(r) for one in problem.members])
            least[here] += max(0, low - 1)
            most[here] += high - 1
            all_ += 2 * even(int(here.sum()), len(seats[r]))
    bundled = forced.sum(axis=1)
    again = sum(_between(times, times + forced)) // 2
    least, most = np.maximum(0, least - bundled), np.maximum(0, most - bundled)
    rest = max(0, all_ - int(bundled.sum()))
    return again + -(-_cheapest(times + forced, room, least, most, rest) // 2)


def _crossed(rules: Sequence[Rules], seats: Seats, limits: Limits) -> int:
    """Repeats that few groups force (Turán): who attends two rounds sits in one of groups × groups pairs of groups."""
    total = 0
    for one, other in combinations(range(len(rules)), 2):
        if limits[one][1] or limits[other][1]:
            common = set(rules[one].people) & set(rules[other].people)
            total += even(len(common), len(seats[one]) * len(seats[other]))
    return total


def _between(low: Array, high: Array) -> list[int]:
    """Repeats of pairs whose meetings grow from `low` to `high`."""
    return [int((high * (high - 1) // 2 - low * (low - 1) // 2).sum(dtype=np.int64))]


def _partners(problem: Grouping, rules: Sequence[Rules], seats: Seats, limits: Limits) -> tuple[Array, Array, Array]:
    """Meetings that are given (earlier, and in rounds held still), meetings that may be added, and those that must."""
    place = {member.id: at for at, member in enumerate(problem.members)}
    n = len(place)
    times, room, forced = met_before(problem), np.zeros((n, n), np.int16), np.zeros((n, n), np.int16)
    for r, rule in enumerate(rules):
        if not limits[r][1]:
            for people in seats[r]:
                who = np.array([place[person] for person in people], np.int64)
                times[np.ix_(who, who)] += 1
            continue
        who = np.array([place[person] for person in rule.people], np.int64)
        can = np.zeros((n, n), bool)
        can[np.ix_(who, who)] = True
        for person, foes in rule.apart.items():
            can[place[person], [place[foe] for foe in foes]] = False
        if rule.leads is not None and len(rule.leads) == len(seats[r]):
            leads = np.array([place[person] for person in rule.leads], np.int64)
            can[np.ix_(leads, leads)] = False
        for block in rule.blocks:
            held = np.array([place[person] for person in block], np.int64)
            can[np.ix_(held, held)] = False
            forced[np.ix_(held, held)] += 1
        room += can
    for one in (times, room, forced):
        np.fill_diagonal(one, 0)
    return times, room, forced


def _cheapest(times: Array, room: Array, least: Array, most: Array, all_: int) -> int:
    """The least repeats, counted from both sides, when `all_` more meetings are given out.

    Each person takes `least` to `most` of them, from `room` partners met `times` before: the v-th repeat costs v.
    """
    total, left, spare, v = 0, least.copy(), most - least, 0
    more = max(0, all_ - int(least.sum()))
    top = int((times + room).max(initial=0))
    while v < top and (left.any() or more):
        offered = ((times <= v) & (v < times + room)).sum(axis=1)
        taken = np.minimum(left, offered)
        left -= taken
        extra = np.minimum(offered - taken, spare)
        used = min(more, int(extra.sum()))
        if used == int(extra.sum()):
            spare = spare - extra
        more -= used
        total += v * (int(taken.sum()) + used)
        v += 1
    return total
