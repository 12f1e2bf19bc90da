"""What a composition costs, counted from scratch, and what one changed round changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from samspill.core.grouping.model import Composition, Cost, Group, Grouping, Member, Pair, Round


def cost(problem: Grouping, composition: Composition) -> Cost:
    """Count a composition. O(Σ size² + seats × attributes)."""
    known = {member.id: member for member in problem.members}
    times = Counter({pair: n for pair, n in problem.met.items() if n})
    names: Counter[str] = Counter({one.name: 0 for one in problem.attributes})
    repeats, unlike, by_round = 0, 0, []
    for asked, groups in zip(problem.rounds, composition.rounds, strict=True):
        again, apart, alike = 0, 0, Counter[str]()
        for group in groups:
            for pair in pairs(group.people):
                again += times[pair]
                times[pair] += 1
            apart += _unlike(problem, known, asked, group.people)
            alike.update(_alike(problem, known, asked, group.people))
        repeats, unlike = repeats + again, unlike + apart
        names.update(alike)
        by_round.append(problem.repeat_weight * again + apart + sum(alike.values()))
    mix = sum(names.values())
    return Cost(repeats, mix, unlike, problem.repeat_weight * repeats + mix + unlike, tuple(by_round), dict(names))


def delta(problem: Grouping, before: Composition, after: Composition, number: int) -> int:
    """Points that `after` costs more than `before`, where only round `number` differs: what a drag on the screen does.

    Only the groups that changed are counted: O(size² × rounds).
    """
    old, new = before.rounds[number], after.rounds[number]
    kept = {group.people for group in old} & {group.people for group in new}
    return _price(problem, before, number, [group for group in new if group.people not in kept]) - _price(
        problem, before, number, [group for group in old if group.people not in kept]
    )


def _price(problem: Grouping, composition: Composition, number: int, groups: Sequence[Group]) -> int:
    """What these groups of a round cost, given all other rounds."""
    known = {member.id: member for member in problem.members}
    people = {person for group in groups for person in group.people}
    elsewhere: Counter[Pair] = Counter()
    for at, round_ in enumerate(composition.rounds):
        if at != number:
            for group in round_:
                elsewhere.update(pairs([person for person in group.people if person in people]))
    total = 0
    for group in groups:
        again = sum(elsewhere[pair] + problem.met.get(pair, 0) for pair in pairs(group.people))
        total += problem.repeat_weight * again
        total += _unlike(problem, known, problem.rounds[number], group.people)
        total += sum(_alike(problem, known, problem.rounds[number], group.people).values())
    return total


def pairs(people: Sequence[int]) -> Iterator[Pair]:
    """Every two of these ids, the smaller first."""
    return combinations(sorted(people), 2)


def belongs(asked: Round, names: Sequence[str], member: Member) -> str:
    """What a member is gathered by in a base or homogeneous round, "" if by nothing."""
    if asked.kind == "base":
        return member.team
    return member.levels[names.index(asked.by)] if asked.by in names else ""


def _unlike(problem: Grouping, known: Mapping[int, Member], asked: Round, people: Sequence[int]) -> int:
    if not asked.gathers:
        return 0
    names = [one.name for one in problem.attributes]
    gathered = Counter(belongs(asked, names, known[person]) for person in people)
    same = sum(_two(n) for level, n in gathered.items() if level)
    return problem.unlike_weight * (_two(len(people)) - same)


def _alike(problem: Grouping, known: Mapping[int, Member], asked: Round, people: Sequence[int]) -> dict[str, int]:
    if asked.gathers:
        return {}
    found = {}
    for at, attribute in enumerate(problem.attributes):
        levels = Counter(known[person].levels[at] for person in people)
        found[attribute.name] = attribute.weight * sum(_two(n) for level, n in levels.items() if level)
    return found


def _two(n: int) -> int:
    return n * (n - 1) // 2
