"""What a hand changes on the screen: two people change places, one sits elsewhere."""

from __future__ import annotations

from samspill.core.grouping.duties import appointed
from samspill.core.grouping.model import Composition, Grouping


def swap(problem: Grouping, composition: Composition, a: int, b: int, round: int) -> Composition:
    """Let a and b change places in a round. Duties stay where they are valid. ValueError: one of them has no seat."""
    seats = _seats(composition)
    here, there = _place(seats[round], a), _place(seats[round], b)
    if here != there:
        seats[round][here].remove(a)
        seats[round][there].remove(b)
        seats[round][here].append(b)
        seats[round][there].append(a)
    return appointed(problem, seats, composition)


def move(problem: Grouping, composition: Composition, person: int, group: int, round: int) -> Composition:
    """Seat a person in another group of a round, or for the first time. What it breaks, `check` tells."""
    seats = _seats(composition)
    for people in seats[round]:
        if person in people:
            people.remove(person)
    seats[round][group].append(person)
    return appointed(problem, seats, composition)


def _seats(composition: Composition) -> list[list[list[int]]]:
    return [[list(group.people) for group in groups] for groups in composition.rounds]


def _place(groups: list[list[int]], person: int) -> int:
    for at, people in enumerate(groups):
        if person in people:
            return at
    raise ValueError(f"Person {person} has no seat in this round; seat the person with move first.")
