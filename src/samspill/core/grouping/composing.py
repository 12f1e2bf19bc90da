"""Compose groups: seat everybody so that every wish holds, then make the composition as good as the budget allows."""

from __future__ import annotations

from collections.abc import Callable

from samspill.core.grouping.conflicts import explain
from samspill.core.grouping.cost import cost
from samspill.core.grouping.duties import appointed
from samspill.core.grouping.gathering import gathered
from samspill.core.grouping.holding import holds
from samspill.core.grouping.model import (
    Attribute,
    Budget,
    Composed,
    Composition,
    Conflict,
    Grouping,
    Impossible,
    Member,
    Progress,
    Reason,
    Round,
)
from samspill.core.grouping.rules import Rules, rules_of
from samspill.core.grouping.seating import Undecided, seat

Report = Callable[[Progress], bool]


def compose(
    problem: Grouping,
    *,
    budget: Budget | None = None,
    seed: int = 0,
    warm: Composition | None = None,
    on_progress: Report | None = None,
) -> Composed:
    """Give the best composition found; the same for the same problem, budget, seed and `warm` start.

    `warm` is where the search starts if it holds every rule (it then ends no worse). `on_progress` is called about
    25 times a second; False stops with the best so far. Raises Impossible when no composition exists. About 250 million
    evaluations a second on one core for 60 people, 90 million for 2,000; some 60 MB at 2,000.
    """
    from samspill.core.grouping.searching import search

    allowance = budget or Budget()
    rules = [rules_of(problem, number) for number in range(len(problem.rounds))]
    seats = _designed(problem, rules) if warm is None else None
    if seats is None:
        seats = [_first(problem, number, rules[number], warm) for number in range(len(rules))]
    found = search(problem, rules, seats, budget=allowance.evaluations, seed=seed, report=on_progress)
    composition = appointed(problem, found.seats, warm)
    price = cost(problem, composition)
    gap = (price.total - found.bound) / found.bound if found.bound else float(price.total)
    return Composed(composition, price, found.bound, gap, seed, found.evaluations, found.stopped)


def _designed(problem: Grouping, rules: list[Rules]) -> list[list[list[int]]] | None:
    """Give rounds without a repeat by construction, where everybody attends them all and nothing is in the way."""
    from samspill.core.grouping.designs import design

    people = [member.id for member in problem.members]
    groups = {rule.counts[:1] for rule in rules}
    apart = any(rule.people != tuple(people) for rule in rules) or any(one.gathers for one in problem.rounds)
    if apart or len(groups) != 1 or not people or groups == {()} or len(people) % max(groups)[0]:
        return None
    size = len(people) // max(groups)[0]
    if len(rules) * (size - 1) * 3 < len(people):
        return None  # so few rounds that the search finds its own, mixed better
    rounds = design(max(groups)[0], size)[: len(rules)]
    leads = [member.id for member in problem.members if member.may_lead]
    if rules[0].leads is not None:
        people = [*leads, *(one for one in people if one not in leads)]
    seats = [[[people[at] for at in group] for group in made] for made in rounds]
    fits = len(seats) == len(rules) and all(holds(rule, made) for rule, made in zip(rules, seats, strict=True))
    return seats if fits else None


def _first(problem: Grouping, number: int, rules: Rules, warm: Composition | None) -> list[list[int]]:
    if warm is not None and number < len(warm.rounds):
        groups = [list(group.people) for group in warm.rounds[number]]
        seated = sorted(person for people in groups for person in people)
        if seated == sorted(rules.people) and len(groups) in rules.counts and holds(rules, groups):
            return groups
    if problem.rounds[number].gathers:
        natural = gathered(problem, number)
        if natural is not None and holds(rules, natural):
            return natural
    try:
        groups_found = seat(rules)
    except Undecided:
        groups_found = None
    if groups_found is None:
        raise Impossible(explain(problem) or Conflict(number, (Reason("sizes"),), proven=False))
    return groups_found


def warm_up() -> None:
    """Compile every kernel on a tiny problem (some seconds once, then read from numba's cache)."""
    people = tuple(Member(n, (str(n % 2),), may_lead=True) for n in range(8))
    rounds = (Round("mixed", 2, 4, 4), Round("homogeneous", 2, 4, 4, "side"))
    compose(Grouping(people, (Attribute("side", 1),), rounds), budget=Budget(2_000))
