"""How well a composition mixes: who meets whom, how even the groups are, how much two rounds are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from samspill.core.grouping.cost import pairs
from samspill.core.grouping.model import Composition, Grouping, Pair

Spread = Mapping[str, int]  # level → people


@dataclass(frozen=True, slots=True)
class Overlap:
    """The two groups of two rounds that share most: shared people / all their people (Jaccard, 0 … 1).

    `groups` is where they sit (None without groups), `identical` are all pairs of groups with the same people.
    """

    jaccard: float
    groups: tuple[int, int] | None = None
    identical: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Between:
    """The overlap of two rounds."""

    first: int
    second: int
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Mix:
    """Numbers and matrix for the picture that explains a composition.

    `meetings`: every two people who meet, and how often. `spread[round][group][attribute]`: people per level, "" is
    unknown. `repeated`: pairs that meet more than once here. `met`: different pairs that meet; `possible`: the most
    that could, with as many seats and people; `share` = met / possible (1.0 when nobody could meet).
    `nobody_new[round]`: who meets only people already met, in a round before or earlier.
    """

    meetings: Mapping[Pair, int]
    spread: tuple[tuple[Mapping[str, Spread], ...], ...]
    repeated: int
    met: int
    possible: int
    share: float
    nobody_new: tuple[tuple[int, ...], ...]
    overlaps: tuple[Between, ...]


def mixing(problem: Grouping, composition: Composition) -> Mix:
    """Count a composition for its reader. O(seats × size + rounds² × seats)."""
    meetings = Counter(pair for groups in composition.rounds for group in groups for pair in pairs(group.people))
    possible = _possible(problem, sum(meetings.values()))
    rounds = [[group.people for group in groups] for groups in composition.rounds]
    return Mix(
        meetings=dict(meetings),
        spread=_spread(problem, rounds),
        repeated=sum(times > 1 for times in meetings.values()),
        met=len(meetings),
        possible=possible,
        share=len(meetings) / possible if possible else 1.0,
        nobody_new=_nobody_new(problem, rounds),
        overlaps=tuple(
            Between(first, second, overlap(rounds[first], rounds[second]))
            for first, second in combinations(range(len(rounds)), 2)
        ),
    )


def overlap(round_a: Sequence[Collection[int]], round_b: Sequence[Collection[int]]) -> Overlap:
    """Compare two rounds' groups, given as ids. O(people): only groups that share somebody are looked at."""
    place: dict[int, list[int]] = {}
    for at, people in enumerate(round_b):
        for person in people:
            place.setdefault(person, []).append(at)
    best, where, identical = 0.0, None, []
    for at, people in enumerate(round_a):
        shared = Counter(other for person in set(people) for other in place.get(person, ()))
        for other, n in sorted(shared.items()):
            alike = n / (len(set(people)) + len(set(round_b[other])) - n)
            if alike > best:
                best, where = alike, (at, other)
            if alike == 1:
                identical.append((at, other))
    return Overlap(best, where, tuple(identical))


def _spread(
    problem: Grouping, rounds: Sequence[Sequence[Sequence[int]]]
) -> tuple[tuple[Mapping[str, Spread], ...], ...]:
    known = {member.id: member for member in problem.members}
    return tuple(
        tuple(
            {
                attribute.name: dict(sorted(Counter(known[person].levels[at] for person in people).items()))
                for at, attribute in enumerate(problem.attributes)
            }
            for people in groups
        )
        for groups in rounds
    )


def _possible(problem: Grouping, meetings: int) -> int:
    """The most different pairs: as many as there are meetings, and no more than pairs that attend a round together."""
    kinds = Counter(
        frozenset(at for at in range(len(problem.rounds)) if member.attends(at)) for member in problem.members
    )
    common = sum(n * (n - 1) // 2 for rounds, n in kinds.items() if rounds)
    common += sum(n * m for (one, n), (other, m) in combinations(kinds.items(), 2) if one & other)
    return min(meetings, common)


def _nobody_new(problem: Grouping, rounds: Sequence[Sequence[Sequence[int]]]) -> tuple[tuple[int, ...], ...]:
    met = {pair for pair, times in problem.met.items() if times}
    told = []
    for groups in rounds:
        new = {person for people in groups for pair in pairs(people) if pair not in met for person in pair}
        told.append(tuple(sorted(person for people in groups for person in people if person not in new)))
        met.update(pair for people in groups for pair in pairs(people))
    return tuple(told)
