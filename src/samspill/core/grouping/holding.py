"""Which rules of a round a group breaks: what repair and the search ask again and again about one group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from samspill.core.grouping.rules import Rules


@dataclass(frozen=True, slots=True)
class Break:
    """Something that does not hold in one group.

    It can only be mended when one of `leave` goes out of the group, or one of `enter` comes in.
    """

    place: int
    leave: frozenset[int]
    enter: frozenset[int]


def holds(rules: Rules, groups: Sequence[Collection[int]]) -> bool:
    """Whether a seating holds every rule of its round (its number of groups apart)."""
    return not any(broken(rules, place, group) for place, group in enumerate(groups))


def broken(rules: Rules, place: int, group: Collection[int]) -> Break | None:
    """Give the first thing that does not hold in a group, None if all is well. O(size + blocks + pins)."""
    here = frozenset(group)
    everyone = frozenset(rules.people)
    if len(here) < rules.smallest:
        return Break(place, frozenset(), everyone - here)
    if len(here) > rules.largest:
        return Break(place, here, frozenset())
    for person in sorted(here):
        pins = rules.pins.get(person)
        if pins and pins != {place}:
            return Break(place, frozenset({person}), frozenset())
        foes = rules.apart.get(person, frozenset()) & here
        if foes:
            return Break(place, frozenset({person, min(foes)}), frozenset())
    for block in rules.blocks:
        inside = here.intersection(block)
        if inside and len(inside) < len(block):
            return Break(place, inside, frozenset(block) - here)
    for able in (rules.leads, rules.notes):
        if able is not None and not able & here:
            return Break(place, frozenset(), able - here)
    heads = frozenset(one for one in here if one in rules.heads)
    if heads and len({rules.units[one] for one in here}) == 1:
        own = rules.heads[min(heads)]
        return Break(place, heads, frozenset(one for one in everyone if rules.units[one] != own))
    return None
