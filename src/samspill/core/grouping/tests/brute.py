"""The truth for tiny conferences, by trying everything; shares nothing with the search."""

from collections.abc import Iterator
from itertools import combinations, product

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


def fewest(problem: Grouping, before: Composition, most: int) -> tuple[int, list[Composition]]:
    """The fewest announced seats of a one-round problem that must change, and every composition that changes no more.

    Tries all ways to change no seat, then one, then two …, so that what it gives is proven. Nothing up to `most`: none.
    """
    asked, old = problem.rounds[0], before.rounds[0]
    here = {member.id for member in problem.members if member.attends(0)}
    was = {person: place for place, group in enumerate(old) for person in group.people if person in here}
    for changes in range(most + 1):
        found = []
        for count in range(1, len(here) // asked.smallest + 1):
            if asked.groups in (None, count):
                for seating in _changed(sorted(here), was, count, changes):
                    if all(asked.smallest <= len(people) <= asked.largest for people in seating):
                        made = Composition((tuple(named(problem, people) for people in seating),))
                        found += [] if check(problem, made) else [made]
        if found:
            return changes, found
    return most + 1, []


def _changed(here: list[int], was: dict[int, int], count: int, changes: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every seating in `count` groups where exactly so many sit elsewhere than they did."""
    homeless = {person for person, place in was.items() if place >= count}
    for more in combinations(sorted(set(was) - homeless), max(0, changes - len(homeless))):
        movers = {*homeless, *more}
        if len(movers) == changes:
            open_ = [range(count) if one in movers or one not in was else (was[one],) for one in here]
            for places in product(*open_):
                if all(places[at] != was[one] for at, one in enumerate(here) if one in movers):
                    yield tuple(
                        tuple(one for one, at in zip(here, places, strict=True) if at == place)
                        for place in range(count)
                    )
