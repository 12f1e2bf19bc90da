"""The truth for tiny conferences, by trying everything; shares nothing with the search."""

from collections.abc import Iterator
from itertools import product

from samspill.core.grouping import Composition, Group, Grouping, check


def seatings(people: tuple[int, ...], groups: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    for places in product(range(groups), repeat=len(people)):
        yield tuple(
            tuple(person for person, at in zip(people, places, strict=True) if at == place) for place in range(groups)
        )


def named(problem: Grouping, people: tuple[int, ...]) -> Group:
    """Any valid leader and note-taker of a group, if it has them."""
    known = {member.id: member for member in problem.members}
    leaders = [one for one in people if known[one].may_lead]
    writers = [one for one in people if known[one].may_note and not known[one].is_head]
    for leader, writer in product(leaders or [None], writers or [None]):
        if leader != writer or leader is None:
            return Group(people, leader, writer)
    return Group(people, (leaders or [None])[0], (writers or [None])[0])


def valid(problem: Grouping, number: int = 0) -> Iterator[tuple[Group, ...]]:
    """Every way to seat a one-round problem that the checker lets pass."""
    people = tuple(member.id for member in problem.members if member.attends(number))
    for count in range(1, len(people) // max(1, problem.rounds[number].smallest) + 1):
        for seating in seatings(people, count):
            groups = tuple(named(problem, one) for one in seating)
            if not check(problem, Composition((groups,))):
                yield groups


def moved(before: Composition, after: tuple[Group, ...]) -> int:
    was = {person: place for place, group in enumerate(before.rounds[0]) for person in group.people}
    now = {person: place for place, group in enumerate(after) for person in group.people}
    return sum(now[person] != place for person, place in was.items() if person in now)
