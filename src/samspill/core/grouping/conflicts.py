"""Why no composition exists: a smallest set of wishes and rules of one round that cannot all hold.

Codes of a reason, and what fills the holes of its sentence:
  wish-together, wish-apart   people
  wish-pin                    people, group
  leaders                     have, wanted       each group needs somebody who is willing to lead
  note-takers                 have, wanted       each group needs somebody who takes notes and is no head
  heads                       (none)             no head with nobody but own staff
  sizes                       people, groups (0: free), smallest, largest
"""

from __future__ import annotations

from dataclasses import replace

from samspill.core.grouping.model import Conflict, Grouping, Param, Reason
from samspill.core.grouping.rules import HEADS, LEADERS, NOTE_TAKERS, SIZES, Rule, all_rules, rules_of
from samspill.core.grouping.seating import Undecided, seat


def explain(problem: Grouping) -> Conflict | None:
    """Give the first round's collision, None if every round can be seated.

    Rules are given up in ever smaller bunches and then one by one, so that each that is left is needed. About
    2 × k × log(rules) seatings for k reasons, each of some milliseconds for 60 people.
    """
    for number in range(len(problem.rounds)):
        rules = all_rules(problem, number)
        if _possible(problem, number, rules) is not True:
            return _smallest(problem, number, list(rules))
    return None


def without(problem: Grouping, reason: Reason, number: int) -> Grouping:
    """Give the problem with one reason of round `number` given up: what can be composed when people agree to it."""
    if reason.wish is not None:
        at = reason.wish
        return replace(problem, wishes=problem.wishes[:at] + problem.wishes[at + 1 :])
    if reason.code == LEADERS:
        return replace(problem, needs_leader=False)
    if reason.code == NOTE_TAKERS:
        return replace(problem, needs_note_taker=False)
    if reason.code == HEADS:
        members = tuple(replace(one, unit="") if one.is_head else one for one in problem.members)
        return replace(problem, members=members)
    people = sum(member.attends(number) for member in problem.members)
    rounds = list(problem.rounds)
    rounds[number] = replace(rounds[number], smallest=1, largest=max(1, people))
    return replace(problem, rounds=tuple(rounds))


def _possible(problem: Grouping, number: int, rules: tuple[Rule, ...]) -> bool | None:
    """Whether a round can be seated under these rules; None if that could not be found out."""
    try:
        return seat(rules_of(problem, number, only=frozenset(rules))) is not None
    except Undecided:
        return None


def _smallest(problem: Grouping, number: int, kept: list[Rule]) -> Conflict:
    proven = _possible(problem, number, tuple(kept)) is False
    size = max(1, len(kept) // 2)
    while True:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            verdict = _possible(problem, number, tuple(fewer))
            if verdict is False or (verdict is None and not proven):
                kept, proven = fewer, verdict is False
            else:
                at += size
        if size == 1:
            break
        size //= 2
    reasons = tuple(_reason(problem, number, rule) for rule in kept)
    return Conflict(number, tuple(_tried(problem, number, reason) for reason in reasons), proven)


def _tried(problem: Grouping, number: int, reason: Reason) -> Reason:
    """Say of a reason whether the rest of the whole problem can be held without it."""
    rest = without(problem, reason, number)
    free = all(_possible(rest, at, all_rules(rest, at)) is True for at in range(len(rest.rounds)))
    return replace(reason, without=free)


def _reason(problem: Grouping, number: int, rule: Rule) -> Reason:
    if isinstance(rule, int):
        wish = problem.wishes[rule]
        params: dict[str, Param] = {"people": wish.people}
        if wish.kind == "pin":
            params["group"] = -1 if wish.group is None else wish.group
        return Reason(f"wish-{wish.kind}", params, rule)
    full, asked = rules_of(problem, number), problem.rounds[number]
    if rule == SIZES:
        sizes = {"smallest": asked.smallest, "largest": asked.largest}
        return Reason(rule, {"people": len(full.people), "groups": asked.groups or 0, **sizes})
    have = {LEADERS: full.leads, NOTE_TAKERS: full.notes}.get(rule)
    if have is None:
        return Reason(rule)
    return Reason(rule, {"have": len(have), "wanted": min(full.counts, default=asked.groups or 0)})
