"""Reach: the share of each group of staff that took part, told so that nobody can be named (R23, L35).

A number about three people is a number about persons. Groups smaller than `least` are told together as "others". Hiding
one group alone would be in vain, since it is the whole less what is shown: the next smallest goes with it. And when the
others are all in or all out, their number is kept back: "0 of 4" says it of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAST = 5
#: Two groups that make up two people are one and one: from three on, sizes cannot be told from their sum.
SMALLEST_LEAST = 3


@dataclass(frozen=True, slots=True)
class Count:
    """One group as it is known: `reached` of its `total` members took part in some way."""

    group: str
    reached: int
    total: int


@dataclass(frozen=True, slots=True)
class Share:
    """One line that may be shown. `share` is 0.0 to 1.0."""

    group: str
    reached: int
    total: int
    share: float


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be shown. `shares` are the groups that stand alone, in the order they came.

    `hidden` names the groups told together as `others`, without numbers of their own; `whole` is everybody. Both are
    None where they would tell about persons. `empty` are groups nobody belongs to.
    """

    shares: tuple[Share, ...]
    others: Share | None
    hidden: tuple[str, ...]
    whole: Share | None
    empty: tuple[str, ...] = ()


def reach(counts: Iterable[Count], least: int = LEAST) -> Reach:
    """The shares by group, from which no hidden group's number can be worked out.

    That holds for a reader who knows these rules and how large every group is: which groups are hidden depends on their
    sizes alone, they are two at least with `least` people or more, and their sum is shown only when some took part and
    some did not. One table at a time: two that cut the same people differently can be set against each other, so
    compare schools by giving schools as the groups. Raises ValueError when `least` is below three, a group comes twice,
    or more took part than belong to it. O(n log n).
    """
    known = _checked(counts, least)
    people = [count for count in known if count.total]
    hidden = _hidden(people, least)
    others, whole = _together(hidden), _together(people)
    kept_back = bool(hidden) and not _safe(hidden, others, least)
    return Reach(
        shares=tuple(_share(count) for count in people if count not in hidden),
        others=None if kept_back or not hidden else _share(others),
        hidden=tuple(count.group for count in people if count in hidden),
        whole=None if kept_back or not people else _share(whole),
        empty=tuple(count.group for count in known if not count.total),
    )


def _hidden(people: Sequence[Count], least: int) -> tuple[Count, ...]:
    by_size = sorted(people, key=lambda count: (count.total, count.group))
    if not by_size or by_size[0].total >= least:
        return ()
    number = max(2, sum(count.total < least for count in by_size))
    while number < len(by_size) and _together(by_size[:number]).total < least:
        number += 1
    return tuple(by_size[:number])


def _safe(hidden: Sequence[Count], together: Count, least: int) -> bool:
    return len(hidden) > 1 and together.total >= least and 0 < together.reached < together.total


def _checked(counts: Iterable[Count], least: int) -> list[Count]:
    if least < SMALLEST_LEAST:
        raise ValueError(f"least is {least}. Groups of fewer than {SMALLEST_LEAST} people cannot be protected.")
    known: dict[str, Count] = {}
    for count in counts:
        if count.group in known:
            raise ValueError(f"The group {count.group!r} comes twice. Add its people up first.")
        if not 0 <= count.reached <= count.total:
            raise ValueError(f"{count.reached} of {count.total} in {count.group!r}: accepted are 0 to {count.total}.")
        known[count.group] = count
    return list(known.values())


def _together(counts: Sequence[Count]) -> Count:
    """All of them as one, without a name."""
    return Count("", sum(count.reached for count in counts), sum(count.total for count in counts))


def _share(count: Count) -> Share:
    return Share(count.group, count.reached, count.total, count.reached / count.total)
