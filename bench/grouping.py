"""How well and how fast groups are composed, against four opponents in the same run, in CPU seconds of one core.

Opponents: a plain CP-SAT model (`x[i, r, g]`), random compositions with the best of many, greedy by rounds, and the
genetic search of "good enough golfers" after its description (round by round, mutated groupings, the best kept).
`make bench BENCH=grouping` takes a case or two of each kind and one second (five seeds up to 90 people, two beyond);
BENCH_GROUPING=full takes all of them, five seeds, 1 and 10 s.
"""

from __future__ import annotations

import os
import random
import resource
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median
from typing import Any

from samspill.core.grouping import (
    Attribute,
    Budget,
    Composed,
    Composition,
    Group,
    Grouping,
    Member,
    Round,
    Wish,
    check,
    compose,
    repair,
    warm_up,
)
from samspill.core.grouping.designs import design

FULL = os.environ.get("BENCH_GROUPING") == "full"
MANY = 500  # people from whom on the opponents are only asked in full: their tables are lists of lists
SECONDS = (1, 10) if FULL else (1,)
PROBE = 20_000_000  # evaluations to measure the rate of a case with
NAMES = (("profession", 3), ("school", 4), ("grade", 2), ("role", 2))
SHAPES = [
    (24, 2, 6),
    (36, 2, 6),
    (60, 3, 6),
    (90, 3, 6),
    (120, 4, 8),
    (250, 4, 8),
    (500, 3, 8),
    (1000, 3, 8),
    (2000, 3, 8),
]
SHORT = [(24, 2, 6), (60, 3, 6), (120, 4, 8), (2000, 3, 8)]
GOLF = [(8, 4, n) for n in range(5, 10)] + [(5, 3, 6), (6, 6, 3), (7, 7, 8), (9, 3, 11)]
Seats = list[list[list[int]]]


@dataclass(frozen=True)
class Case:
    name: str
    problem: Grouping
    optimum: int | None = None
    warm: Composition | None = None  # a start by chance, where a construction would be known

    @property
    def seeds(self) -> range:
        return range(5 if FULL or len(self.problem.members) <= 90 else 2)


def cases() -> Iterator[dict[str, Any]]:
    warm_up()
    yield _speed()
    for case in [*_conferences(), *_golfers(), *_planted(), *_mixing()]:
        for seconds in SECONDS:
            yield _against(case, seconds)
    yield _against(_searched(8, 4, 7), 10, opponents=FULL)
    yield from _repairs()


def _speed() -> dict[str, Any]:
    """Evaluations a second, at 60 and 2,000 people; memory; and whether a seed repeats."""
    rates = {}
    for people, rounds, size in ((60, 3, 6), (2000, 3, 8)):
        problem = _conference(people, rounds, size, 0)
        start = _clocked(lambda problem=problem: compose(problem, budget=Budget(0)))[1]  # type: ignore[misc]
        made, took = _clocked(lambda problem=problem: compose(problem, budget=Budget(200_000_000)))  # type: ignore[misc]
        rates[f"evaluations_per_s_{people}"] = round(made.evaluations / max(0.001, took - start))
        rates[f"start_s_{people}"] = round(start, 2)
    problem = _conference(60, 3, 6, 1)
    same = compose(problem, budget=Budget(5_000_000), seed=5) == compose(problem, budget=Budget(5_000_000), seed=5)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"case": "speed", **rates, "repeats": same, "peak_mb": memory}


def _clocked(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    made = work()
    return made, time.process_time() - began


def _conference(people: int, rounds: int, size: int, seed: int, leaders: bool = False) -> Grouping:
    dice = random.Random(seed)
    kinds = (12, max(2, people // 10), 5, 3)
    members = tuple(
        Member(n, tuple(str(dice.randrange(kind)) for kind in kinds), may_lead=dice.random() < 0.4)
        for n in range(people)
    )
    asked = (Round("mixed", -(-people // size), size - 2, size + 1),) * rounds
    attributes = tuple(Attribute(name, weight) for name, weight in NAMES)
    return Grouping(members, attributes, asked, needs_leader=leaders, needs_note_taker=leaders)


def _conferences() -> Iterator[Case]:
    for people, rounds, size in SHAPES if FULL else SHORT:
        yield Case(f"conference {people}×{rounds}", _conference(people, rounds, size, people))
    for people, rounds, size in [(60, 3, 6), (250, 4, 8)] if FULL else [(60, 3, 6)]:
        yield Case(f"with wishes {people}×{rounds}", _wished(_conference(people, rounds, size, people, True), people))


def _wished(problem: Grouping, seed: int) -> Grouping:
    """A tenth part-time, leaders, as many pairs apart as 3 % of the people, five pins."""
    dice, n = random.Random(seed), len(problem.members)
    rounds = len(problem.rounds)
    part = set(dice.sample(range(n), n // 10))
    members = tuple(
        replace(one, rounds=frozenset(dice.sample(range(rounds), rounds - 1)) if one.id in part else None)
        for one in problem.members
    )
    apart = tuple(Wish("apart", tuple(dice.sample(range(n), 2))) for _ in range(max(1, n * 3 // 100)))
    pins = tuple(Wish("pin", (one,), dice.randrange(rounds), dice.randrange(5)) for one in dice.sample(range(n), 5))
    return replace(problem, members=members, wishes=apart + pins)


def _golfers() -> Iterator[Case]:
    for shape in GOLF if FULL else [(8, 4, 9), (5, 3, 6), (7, 7, 8)]:
        yield Case("golfers {}-{}-{}".format(*shape), _golf(*shape), 0)


def _golf(groups: int, size: int, rounds: int) -> Grouping:
    members = tuple(Member(n) for n in range(groups * size))
    asked = (Round("mixed", groups, size, size),) * rounds
    return Grouping(members, (), asked, needs_leader=False, needs_note_taker=False)


def _searched(groups: int, size: int, rounds: int) -> Case:
    """The same from seats by chance: no construction helps."""
    dice, people, made = random.Random(groups), range(groups * size), []
    for _ in range(rounds):
        order = dice.sample(people, len(people))
        made.append(tuple(Group(tuple(sorted(order[at::groups]))) for at in range(groups)))
    name = f"golfers {groups}-{size}-{rounds} by search"
    return Case(name, _golf(groups, size, rounds), 0, Composition(tuple(made)))


def _planted() -> Iterator[Case]:
    """A schedule without repeats, people labelled so that every group is perfectly even, then shuffled."""
    for groups, size, rounds in [(5, 4, 3), (7, 6, 3), (8, 8, 4), (11, 8, 4)] if FULL else [(5, 4, 3), (8, 8, 4)]:
        schedule = design(groups, size)[:rounds]
        column = {person: person // groups for person in range(groups * size)}
        order = list(range(groups * size))
        random.Random(groups).shuffle(order)
        levels = [(str(column[n]), str(column[n] % 2)) for n in order]
        members = tuple(Member(n, level) for n, level in enumerate(levels))
        attributes = (Attribute("profession", 3), Attribute("role", 2))
        asked = (Round("mixed", groups, size, size),) * rounds
        problem = Grouping(members, attributes, asked, needs_leader=False, needs_note_taker=False)
        halves = (size + 1) // 2, size // 2
        same = len(schedule) * groups * 2 * sum(half * (half - 1) // 2 for half in halves)
        yield Case(f"planted {groups}-{size}-{rounds}", problem, same)


def _mixing() -> Iterator[Case]:
    """One round, weighted pairs alone: attributes with many levels and random weights, after the RanInt recipe."""
    for people in (120, 240, 480) if FULL else (120,):
        dice = random.Random(people)
        attributes = tuple(Attribute(f"a{n}", dice.randrange(1, 100)) for n in range(10))
        members = tuple(Member(n, tuple(str(dice.randrange(8)) for _ in attributes)) for n in range(people))
        asked = (Round("mixed", people // 10, 10, 10),)
        yield Case(f"mixing {people}", Grouping(members, attributes, asked, (), {}, 1, False, False))


def _against(case: Case, seconds: int, opponents: bool = True) -> dict[str, Any]:
    problem = case.problem
    ours = [_ours(case, seconds, seed) for seed in case.seeds]
    costs = [one[0] for one in ours]
    least = ours[0][1]
    told: dict[str, Any] = {"case": case.name, "cpu_s": seconds, "bound": least}
    told |= {"median": median(costs), "worst": max(costs), "proven": sum(one[2] for one in ours), "of": len(ours)}
    told |= {"used_s": round(median(one[3] for one in ours), 2)}
    if case.optimum is not None:
        told["optimum"], told["optimal"] = case.optimum, sum(cost == case.optimum for cost in costs)
    if problem.wishes or not opponents or (len(problem.members) > MANY and not FULL):
        return told  # the opponents know no wishes
    table = Table(problem)
    for name, opponent in OPPONENTS.items():
        if name == "cp_sat" and len(problem.members) > 120:
            continue
        theirs = opponent(table, seconds, 0)
        told[name] = theirs
        if theirs and theirs > 0:
            told[f"to_{name}"] = round(median(costs) / theirs, 3)
        if theirs and theirs > least:
            told[f"excess_to_{name}"] = round((median(costs) - least) / (theirs - least), 3)
    return told


def _ours(case: Case, seconds: int, seed: int) -> tuple[int, int, bool, float]:
    """Seconds become evaluations at the rate of a short run first; what the start takes is ours to pay."""

    def composed(evaluations: int) -> tuple[Composed, float]:
        return _clocked(lambda: compose(case.problem, budget=Budget(evaluations), seed=seed, warm=case.warm))

    _, start = composed(0)
    probe, took = composed(PROBE)
    rate = max(probe.evaluations, 1) / max(0.002, took - start)
    made, used = composed(int(max(0.1, seconds - start) * rate))
    assert not check(case.problem, made.composition)
    return made.cost.total, made.bound, made.stopped == "proven", used


class Table:
    """What the opponents share: points of pairs, and the cost of seats."""

    def __init__(self, problem: Grouping) -> None:
        weights, levels = [one.weight for one in problem.attributes], [one.levels for one in problem.members]
        n = len(levels)
        self.weight, self.n, self.rounds = problem.repeat_weight, n, len(problem.rounds)
        self.sizes = [n // (problem.rounds[0].groups or 1)] * (problem.rounds[0].groups or 1)
        for at in range(n - sum(self.sizes)):
            self.sizes[at] += 1
        self.alike = [
            [sum(w for w, a, b in zip(weights, mine, yours, strict=True) if a == b) for yours in levels]
            for mine in levels
        ]
        self.met = [[0] * n for _ in range(n)]

    def cost(self, groups: list[list[int]]) -> int:
        pairs = (pair for people in groups for pair in combinations(people, 2))
        return sum(self.alike[i][j] + self.weight * self.met[i][j] for i, j in pairs)

    def meet(self, groups: list[list[int]], times: int = 1) -> None:
        for people in groups:
            for i, j in combinations(people, 2):
                self.met[i][j] += times
                self.met[j][i] += times

    def dealt(self, order: list[int]) -> list[list[int]]:
        groups, at = [], 0
        for size in self.sizes:
            groups.append(order[at : at + size])
            at += size
        return groups


def _random(table: Table, seconds: float, seed: int) -> int:
    dice, best = random.Random(seed), 1 << 60
    end = time.process_time() + seconds
    while time.process_time() < end or best == 1 << 60:
        total, made = 0, []
        for _ in range(table.rounds):
            groups = table.dealt(dice.sample(range(table.n), table.n))
            total += table.cost(groups)
            table.meet(groups)
            made.append(groups)
        for groups in made:
            table.meet(groups, -1)
        best = min(best, total)
    return best


def _greedy(table: Table, seconds: float, seed: int) -> int:
    """Round by round, everybody in random order to the group where it costs least; the best of many."""
    dice, best = random.Random(seed), 1 << 60
    end = time.process_time() + seconds
    while time.process_time() < end or best == 1 << 60:
        total, made = 0, []
        for _ in range(table.rounds):
            groups: list[list[int]] = [[] for _ in table.sizes]
            for i in dice.sample(range(table.n), table.n):
                alike, met = table.alike[i], table.met[i]
                open_ = [g for g, size in enumerate(table.sizes) if len(groups[g]) < size]
                groups[min(open_, key=lambda g: sum(alike[j] + table.weight * met[j] for j in groups[g]))].append(i)
            total += table.cost(groups)
            table.meet(groups)
            made.append(groups)
        for groups in made:
            table.meet(groups, -1)
        best = min(best, total)
    return best


def _genetic(table: Table, seconds: float, seed: int) -> int:
    """Each round a population of groupings; the best breed by swapping people; the round's best is taken."""
    dice, total = random.Random(seed), 0
    blank = [list(row) for row in table.met]
    for _ in range(table.rounds):
        end = time.process_time() + seconds / table.rounds
        pool = [table.dealt(dice.sample(range(table.n), table.n)) for _ in range(30)]
        ranked = sorted((table.cost(groups), at) for at, groups in enumerate(pool))
        while time.process_time() < end and ranked[0][0]:
            parents = [pool[at] for _, at in ranked[:5]]
            pool = parents + [_mutated(dice.choice(parents), dice) for _ in range(25)]
            ranked = sorted((table.cost(groups), at) for at, groups in enumerate(pool))
        total += ranked[0][0]
        table.meet(pool[ranked[0][1]])
    table.met = blank
    return total


def _mutated(groups: list[list[int]], dice: random.Random) -> list[list[int]]:
    changed = [list(people) for people in groups]
    for _ in range(dice.randint(1, 3)):
        one, other = dice.sample(changed, 2)
        a, b = dice.randrange(len(one)), dice.randrange(len(other))
        one[a], other[b] = other[b], one[a]
    return changed


def _cp_sat(table: Table, seconds: float, seed: int) -> int | None:
    """x[i, r, g], a variable for each pair and round that is true when they meet; None: no composition in time."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    places, rounds = range(len(table.sizes)), range(table.rounds)
    x = {(i, r, g): model.new_bool_var("") for i in range(table.n) for r in rounds for g in places}
    for r in rounds:
        for i in range(table.n):
            model.add_exactly_one(x[i, r, g] for g in places)
        for g in places:
            model.add(sum(x[i, r, g] for i in range(table.n)) == table.sizes[g])
    points = []
    for i, j in combinations(range(table.n), 2):
        meets = [model.new_bool_var("") for _ in rounds]
        for r in rounds:
            for g in places:
                model.add_bool_or(x[i, r, g].negated(), x[j, r, g].negated(), meets[r])
        points += [table.alike[i][j] * one for one in meets]
        again = [model.new_int_var(0, table.rounds, "") for _ in range(1, table.rounds)]
        for k, more in enumerate(again, 1):
            model.add(more >= sum(meets) - k)
        points += [table.weight * more for more in again]
    model.minimize(sum(points))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    done = threading.Event()
    watch = threading.Thread(target=_stop_after, args=[solver, time.process_time() + seconds, done])
    watch.start()
    answer = solver.solve(model)
    done.set()
    watch.join()
    return round(solver.objective_value) if answer in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _stop_after(solver: Any, end: float, done: threading.Event) -> None:
    """CP-SAT counts seconds on the wall; where others compute beside it, that is less than everybody else gets."""
    while time.process_time() < end and not done.wait(0.02):
        pass
    while not done.wait(0.02):  # a stop before the search has begun is not heard
        solver.stop_search()


OPPONENTS: dict[str, Callable[[Table, float, int], int | None]] = {
    "random": _random,
    "greedy": _greedy,
    "genetic": _genetic,
    "cp_sat": _cp_sat,
}


def _repairs() -> Iterator[dict[str, Any]]:
    """Three of sixty away, two new: announced seats that change, and the time."""
    problem = _wished(_conference(60, 3, 6, 60, True), 60)
    before = compose(problem, budget=Budget(10_000_000)).composition
    moved, times = [], []
    for seed in range(20 if FULL else 8):
        after = _after(problem, seed)
        mended, took = _clocked(lambda after=after: repair(after, before))  # type: ignore[misc]
        assert not check(after, mended.composition)
        moved.append(mended.moved)
        times.append(took)
    yield {
        "case": "repair 60×3, 3 away, 2 new",
        "moved_median": median(moved),
        "moved_worst": max(moved),
        "cpu_s_median": round(median(times), 3),
        "cpu_s_worst": round(max(times), 3),
        "replanned_would_move": _changed(
            before, compose(_after(problem, 0), budget=Budget(10_000_000), seed=1).composition
        ),
    }


def _after(problem: Grouping, seed: int) -> Grouping:
    away = set(random.Random(seed).sample(range(len(problem.members)), 3))
    new = tuple(replace(problem.members[n], id=1000 + n, rounds=None) for n in sorted(away)[:2])
    return replace(problem, members=tuple(one for one in problem.members if one.id not in away) + new)


def _changed(before: Composition, after: Composition) -> int:
    where = [
        {
            (r, person): place
            for r, groups in enumerate(one.rounds)
            for place, group in enumerate(groups)
            for person in group.people
        }
        for one in (before, after)
    ]
    return sum(where[1].get(seat, place) != place for seat, place in where[0].items())
