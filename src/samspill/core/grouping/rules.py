"""What must hold in one round, read out of a problem: the search for a seating and the explanation start here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samspill.core.grouping.model import Grouping, Member, Round, Wish

LEADERS, NOTE_TAKERS, HEADS, SIZES = "leaders", "note-takers", "heads", "sizes"
Rule = str | int  # one of the four above, or the place of a wish among the wishes


@dataclass(frozen=True, slots=True)
class Rules:
    """One round's hard part. `counts` are the numbers of groups that may be tried, the best first.

    `leads` and `notes` are who may be named (None: nobody needs to be); `heads` are the heads the rule of own staff
    watches, with their unit; `units` is everybody's unit.
    """

    people: tuple[int, ...]
    counts: tuple[int, ...]
    smallest: int
    largest: int
    blocks: tuple[tuple[int, ...], ...]
    apart: Mapping[int, frozenset[int]]
    pins: Mapping[int, frozenset[int]]
    leads: frozenset[int] | None
    notes: frozenset[int] | None
    heads: Mapping[int, str]
    units: Mapping[int, str]


def takes_notes(member: Member) -> bool:
    return member.may_note and not member.is_head


def touches(wish: Wish, problem: Grouping, number: int) -> bool:
    """Whether a wish speaks about this round."""
    return wish.round == number or (wish.round is None and problem.rounds[number].kind != "base")


def all_rules(problem: Grouping, number: int) -> tuple[Rule, ...]:
    """Every rule that speaks about a round; those that people can give up most easily come first."""
    wishes = [at for at, wish in enumerate(problem.wishes) if touches(wish, problem, number)]
    return (*wishes, HEADS, NOTE_TAKERS, LEADERS, SIZES)


def rules_of(problem: Grouping, number: int, *, only: frozenset[Rule] | None = None) -> Rules:
    """What must hold in round `number`, or as much of it as is named in `only`."""
    kept = frozenset(all_rules(problem, number)) if only is None else only
    members = [member for member in problem.members if member.attends(number)]
    here = {member.id for member in members}
    wishes = [
        (wish, tuple(person for person in dict.fromkeys(wish.people) if person in here))
        for at, wish in enumerate(problem.wishes)
        if at in kept and touches(wish, problem, number)
    ]
    asked, composed = problem.rounds[number], problem.rounds[number].kind != "base"
    leads = frozenset(member.id for member in members if member.may_lead)
    notes = frozenset(member.id for member in members if takes_notes(member))
    needs_leader = problem.needs_leader and composed and LEADERS in kept
    return Rules(
        people=tuple(member.id for member in members),
        counts=_counts(asked, len(members), len(leads) if needs_leader else None, SIZES in kept),
        smallest=asked.smallest if SIZES in kept else 1,
        largest=asked.largest if SIZES in kept else max(1, len(members)),
        blocks=_blocks([people for wish, people in wishes if wish.kind == "together"]),
        apart=_apart([people for wish, people in wishes if wish.kind == "apart"]),
        pins=_pins(wishes),
        leads=leads if needs_leader else None,
        notes=notes if problem.needs_note_taker and composed and NOTE_TAKERS in kept else None,
        heads=_heads(asked, members) if HEADS in kept else {},
        units={member.id: member.unit for member in members},
    )


def _counts(asked: Round, people: int, leaders: int | None, bounded: bool) -> tuple[int, ...]:
    """The numbers of groups worth trying: near the middle of the bounds, and with a leader for each if there are."""
    smallest, largest = (max(1, asked.smallest), asked.largest) if bounded else (1, max(1, people))
    if asked.groups is not None:
        possible = [asked.groups] if asked.groups * smallest <= people <= asked.groups * largest else []
        return tuple(possible)
    if people == 0:
        return (0,)
    most, fewest = people // smallest, -(-people // max(1, largest))
    wanted = round(2 * people / max(1, asked.smallest + asked.largest))
    if leaders is not None:
        wanted = min(wanted, leaders)
    return tuple(sorted(range(max(1, fewest), most + 1), key=lambda count: (abs(count - wanted), count)))


def _heads(asked: Round, members: list[Member]) -> dict[int, str]:
    if asked.gathers or len({member.unit for member in members}) < 2:
        return {}
    return {member.id: member.unit for member in members if member.is_head and member.unit}


def _blocks(wanted: list[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """Join wishes that share a person: who wants to sit with a friend of a friend sits with both."""
    joined: list[set[int]] = []
    for people in wanted:
        touching = [block for block in joined if block & set(people)]
        joined = [block for block in joined if not block & set(people)]
        joined.append(set(people).union(*touching))
    return tuple(sorted(tuple(sorted(block)) for block in joined if len(block) > 1))


def _apart(wanted: list[tuple[int, ...]]) -> dict[int, frozenset[int]]:
    foes: dict[int, set[int]] = {}
    for people in wanted:
        for person in people:
            foes.setdefault(person, set()).update(other for other in people if other != person)
    return {person: frozenset(others) for person, others in foes.items() if others}


def _pins(wishes: list[tuple[Wish, tuple[int, ...]]]) -> dict[int, frozenset[int]]:
    """Where each pinned person must sit; two places at once is a collision, found when somebody is to be seated."""
    pins: dict[int, set[int]] = {}
    for wish, people in wishes:
        if wish.kind == "pin":
            for person in people:
                pins.setdefault(person, set()).add(-1 if wish.group is None else wish.group)
    return {person: frozenset(places) for person, places in pins.items()}
