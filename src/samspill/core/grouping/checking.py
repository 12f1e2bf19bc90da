"""The independent judge of a composition. It shares nothing with the search but the words of `model`.

Codes, and what fills their holes (rounds and groups count from 0):
  round-count          have, wanted               another number of rounds than asked for
  unknown-person       person, round, group       somebody who is not in the list, or does not attend the round
  seat-missing         person, round              attends and has no seat
  seat-twice           person, round              sits in more than one place
  group-count          round, have, wanted        another number of groups than asked for
  group-too-small      round, group, have, wanted
  group-too-large      round, group, have, wanted
  apart                person, other, round, group     sit together against a wish
  together             people, round              are spread over several groups against a wish
  pin                  person, round, group       sits somewhere else than in `group`
  leader-missing       round, group               nobody leads
  leader-outside       person, round, group       leads a group without sitting in it
  leader-unwilling     person, round, group       leads without being asked for it
  note-taker-missing   round, group
  note-taker-outside   person, round, group
  note-taker-unfit     person, round, group       is a head, or does not take notes
  note-taker-leads     person, round, group       leads as well, though another could write
  head-own-staff       person, round, group       a head sits with nobody but own staff
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from samspill.core.grouping.model import Composition, Group, Grouping, Member, Param, Round, Violation, Wish


def check(problem: Grouping, composition: Composition) -> list[Violation]:
    """Everything that does not hold, in the order of the rounds. O(seats + Σ wishes of two people)."""
    if len(composition.rounds) != len(problem.rounds):
        return [_broken("round-count", have=len(composition.rounds), wanted=len(problem.rounds))]
    known = {member.id: member for member in problem.members}
    found: list[Violation] = []
    for number, groups in enumerate(composition.rounds):
        found += _seats(problem, known, number, groups)
        found += _sizes(problem.rounds[number], number, groups)
        found += _wishes(problem, known, number, groups)
        for place, group in enumerate(groups):
            found += _duties(problem, known, number, place, group)
        found += _heads(problem, known, number, groups)
    return found


def _seats(problem: Grouping, known: dict[int, Member], number: int, groups: tuple[Group, ...]) -> Iterator[Violation]:
    taken: Counter[int] = Counter()
    for place, group in enumerate(groups):
        for person in group.people:
            taken[person] += 1
            if person not in known or not known[person].attends(number):
                yield _broken("unknown-person", person=person, round=number, group=place)
    for member in problem.members:
        if member.attends(number) and not taken[member.id]:
            yield _broken("seat-missing", person=member.id, round=number)
    for person, times in sorted(taken.items()):
        if times > 1:
            yield _broken("seat-twice", person=person, round=number)


def _sizes(asked: Round, number: int, groups: tuple[Group, ...]) -> Iterator[Violation]:
    if asked.groups is not None and len(groups) != asked.groups:
        yield _broken("group-count", round=number, have=len(groups), wanted=asked.groups)
    for place, group in enumerate(groups):
        have = len(group.people)
        if have < asked.smallest:
            yield _broken("group-too-small", round=number, group=place, have=have, wanted=asked.smallest)
        if have > asked.largest:
            yield _broken("group-too-large", round=number, group=place, have=have, wanted=asked.largest)


def _wishes(problem: Grouping, known: dict[int, Member], number: int, groups: tuple[Group, ...]) -> Iterator[Violation]:
    place_of = {person: place for place, group in enumerate(groups) for person in group.people}
    for wish in problem.wishes:
        if wish.round == number or (wish.round is None and problem.rounds[number].kind != "base"):
            people = [one for one in wish.people if one in known and one in place_of and known[one].attends(number)]
            yield from _wish(wish, people, place_of, number)


def _wish(wish: Wish, people: list[int], place_of: dict[int, int], number: int) -> Iterator[Violation]:
    if wish.kind == "pin":
        for person in people:
            if place_of[person] != wish.group:
                yield _broken("pin", person=person, round=number, group=-1 if wish.group is None else wish.group)
    elif wish.kind == "together":
        if len({place_of[person] for person in people}) > 1:
            yield _broken("together", people=tuple(people), round=number)
    else:
        for at, person in enumerate(people):
            for other in people[at + 1 :]:
                if place_of[person] == place_of[other] and person != other:
                    yield _broken("apart", person=person, other=other, round=number, group=place_of[person])


def _duties(problem: Grouping, known: dict[int, Member], number: int, place: int, group: Group) -> Iterator[Violation]:
    at: dict[str, Param] = {"round": number, "group": place}
    own_team = problem.rounds[number].kind == "base"
    if group.leader is None:
        if problem.needs_leader and not own_team:
            yield Violation("leader-missing", at)
    elif group.leader not in group.people:
        yield Violation("leader-outside", {**at, "person": group.leader})
    elif group.leader in known and not known[group.leader].may_lead:
        yield Violation("leader-unwilling", {**at, "person": group.leader})
    writer = group.note_taker
    if writer is None:
        if problem.needs_note_taker and not own_team:
            yield Violation("note-taker-missing", at)
        return
    able = [one for one in group.people if one in known and known[one].may_note and not known[one].is_head]
    if writer not in group.people:
        yield Violation("note-taker-outside", {**at, "person": writer})
    elif writer not in able:
        yield Violation("note-taker-unfit", {**at, "person": writer})
    elif writer == group.leader and len(able) > 1:
        yield Violation("note-taker-leads", {**at, "person": writer})


def _heads(problem: Grouping, known: dict[int, Member], number: int, groups: tuple[Group, ...]) -> Iterator[Violation]:
    """A head must not be alone with own staff, unless everybody in the room is, or the round gathers the alike."""
    present = {member.unit for member in problem.members if member.attends(number)}
    if problem.rounds[number].gathers or len(present) < 2:
        return
    for place, group in enumerate(groups):
        seated = [known[person] for person in group.people if person in known]
        units = {member.unit for member in seated}
        head = next((member for member in seated if member.is_head and member.unit), None)
        if head is not None and len(units) == 1:
            yield _broken("head-own-staff", person=head.id, round=number, group=place)


def _broken(code: str, **params: Param) -> Violation:
    return Violation(code, params)
