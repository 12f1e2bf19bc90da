"""What a composition of groups is made of: the people, the rounds, the wishes, and what comes out.

Everything is frozen, ids are the caller's own whole numbers, costs are whole numbers of points. The social golfer
problem (few repeated pairs) and the maximally diverse grouping problem (mixed groups) in one sum:

    total = repeat_weight × repeats + mix + unlike
    repeats = Σ pairs C(h + m, 2) − C(h, 2)      h earlier meetings, m meetings in this composition
    mix     = Σ mixed and cross rounds, groups, attributes  weight × pairs of people who are alike
    unlike  = Σ base and homogeneous rounds, groups         weight × pairs who do not belong together
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Pair = tuple[int, int]  # ids, the smaller first
Param = str | int | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that groups shall be mixed over; one pair that is alike in it costs `weight` points."""

    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Member:
    """One participant. `levels` holds one level for each attribute; "" is unknown and never alike anything.

    `rounds` are the rounds (from 0) the person attends, None is all. `unit` and `is_head` keep a head from sitting
    alone with own staff; `team` is where the person sits in a base round ("" = nowhere in particular).
    """

    id: int
    levels: tuple[str, ...] = ()
    rounds: frozenset[int] | None = None
    may_lead: bool = False
    may_note: bool = True
    is_head: bool = False
    unit: str = ""
    team: str = ""

    def attends(self, round_: int) -> bool:
        return self.rounds is None or round_ in self.rounds


@dataclass(frozen=True, slots=True)
class Round:
    """One round of groups. `groups` None: as many as give sizes in the middle between the bounds (people).

    `by` names the attribute that a homogeneous round gathers by.
    """

    kind: Literal["mixed", "cross", "base", "homogeneous"]
    groups: int | None = None
    smallest: int = 4
    largest: int = 8
    by: str = ""

    @property
    def gathers(self) -> bool:
        """Whether those who are alike belong together here, instead of apart."""
        return self.kind in ("base", "homogeneous")


@dataclass(frozen=True, slots=True)
class Wish:
    """What must hold. `round` None: in every round but the base rounds, whose groups are the teams' own.

    Whoever does not attend a round is no part of a wish there. A pin needs `round` and `group` (both from 0).
    """

    kind: Literal["together", "apart", "pin"]
    people: tuple[int, ...]
    round: int | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """A problem: whom to seat, in which rounds, what must hold, who met whom before (times)."""

    members: tuple[Member, ...]
    attributes: tuple[Attribute, ...]
    rounds: tuple[Round, ...]
    wishes: tuple[Wish, ...] = ()
    met: Mapping[Pair, int] = field(default_factory=dict)
    repeat_weight: int = 10
    needs_leader: bool = True
    needs_note_taker: bool = True

    @property
    def unlike_weight(self) -> int:
        """Points for a pair that does not belong together where alike gather: more than all meetings of a pair."""
        return self.repeat_weight * len(self.rounds) + max((one.weight for one in self.attributes), default=1)


@dataclass(frozen=True, slots=True)
class Group:
    """Who sits together. A base round's group may lack leader and note-taker, others where nobody is needed."""

    people: tuple[int, ...]
    leader: int | None = None
    note_taker: int | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """The groups of each round; a group is known by its place in its round, and keeps it through a repair."""

    rounds: tuple[tuple[Group, ...], ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """A composition in points. `by_round` counts a repeat where it happens, and sums to `total`.

    `by_attribute` sums to `mix`.
    """

    repeats: int
    mix: int
    unlike: int
    total: int
    by_round: tuple[int, ...]
    by_attribute: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Budget:
    """How long to search: compared seatings, not seconds, so that a result repeats (250 million ≈ 1 s at 60)."""

    evaluations: int = 100_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come: of `budget` evaluations, the best cost until now, and what no seating can beat."""

    evaluations: int
    budget: int
    cost: int
    bound: int


@dataclass(frozen=True, slots=True)
class Composed:
    """The best composition found. No other with as many groups costs less than `bound`; `gap` = cost / bound − 1.

    `moved` counts announced seats that changed (a repair only).
    """

    composition: Composition
    cost: Cost
    bound: int
    gap: float
    seed: int
    evaluations: int
    stopped: Literal["proven", "budget", "cancelled"]
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a composition breaks: a code and what fills the holes of its sentence (see `checking`)."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One of the wishes or rules that collide (codes: see `conflicts`). `wish` is its place among the wishes.

    `without` is True when everything else can be held once this one is given up (see `conflicts.without`).
    """

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    wish: int | None = None
    without: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Wishes and rules of one round that cannot all hold; each is needed for the collision.

    `proven` is False when the search gave up before it could be sure.
    """

    round: int
    reasons: tuple[Reason, ...]
    proven: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(reason.code for reason in self.reasons)


class Impossible(Exception):  # noqa: N818 - it is an answer about the wishes, not an error of the program
    """No composition holds everything that must hold; `conflict` says what collides."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(f"round {conflict.round}: {', '.join(conflict.codes)}")
        self.conflict = conflict
