"""Name a leader and a note-taker for each group, and spread both duties over those who can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samspill.core.grouping.model import Composition, Group, Grouping, Member
from samspill.core.grouping.rules import takes_notes

Seats = Sequence[Sequence[Sequence[int]]]  # rounds, groups, ids


def appointed(problem: Grouping, seats: Seats, before: Composition | None = None) -> Composition:
    """Make a composition of bare seats. Whoever had a duty in the group of that place keeps it if the rules allow.

    Where nobody may have a duty, nobody has it: the rules that ask for one were seen to when people were seated.
    """
    known = {member.id: member for member in problem.members}
    load: Counter[int] = Counter()
    rounds = []
    for number, groups in enumerate(seats):
        old = before.rounds[number] if before is not None and number < len(before.rounds) else ()
        named = []
        for place, people in enumerate(groups):
            group = appoint([known[person] for person in people], load, old[place] if place < len(old) else None)
            load.update(person for person in (group.leader, group.note_taker) if person is not None)
            named.append(group)
        rounds.append(tuple(named))
    return Composition(tuple(rounds))


def appoint(members: Sequence[Member], load: Counter[int], old: Group | None = None) -> Group:
    """Choose for one group: who had the duty before, else who has had the fewest duties, else the smallest id."""
    leaders = [member.id for member in members if member.may_lead]
    writers = [member.id for member in members if takes_notes(member)]
    if len(writers) == 1 and len(leaders) > 1:
        leaders = [one for one in leaders if one not in writers]
    leader = _chosen(leaders, load, old.leader if old else None)
    writer = _chosen([one for one in writers if one != leader] or writers, load, old.note_taker if old else None)
    return Group(tuple(sorted(member.id for member in members)), leader, writer)


def _chosen(able: Sequence[int], load: Counter[int], old: int | None) -> int | None:
    if old in able:
        return old
    return min(able, key=lambda one: (load[one], one), default=None)
