"""What the planner answers with: a plan with its bound, a repair with its moves, suggestions, an explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from samspill.core.scheduling.model import CostBreakdown, Meeting, Progress, RuleRef, Wheel


@dataclass(frozen=True, slots=True)
class WheelResult:
    """The best plan found. No plan costs less than `bound`; `gap` = cost / bound − 1 (the cost itself, for bound 0).

    `unplaced` are meetings no place was found for: the plan is not complete, and the gap is infinite. `bound_given`
    holds for plans that leave the meetings `shared` (those of very many people) where they lie here; it is the sharper.
    """

    plan: Wheel
    cost: CostBreakdown
    bound: int
    bound_given: int
    gap: float
    seed: int
    pricings: int
    stopped: Literal["proven", "budget", "cancelled"]
    unplaced: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    trace: tuple[Progress, ...] = ()


@dataclass(frozen=True, slots=True)
class RepairPolicy:
    """What a repair may do, and what each costs (points; the wheel's own points come below them).

    A moved meeting costs `move`, `told_more` if people have been told of it, `short_more` if it lay or will lie less
    than `notice` days after `today`, `per_person` for each of its members and `per_day` for each day it moves. `slip`
    is for lying up to `slip_days` outside its window (0 forbids it), `deputy` for sending somebody else (None forbids).
    Nothing is moved that lies before `today`, nor what is `frozen`, and nothing is moved to before it.
    """

    today: date | None = None
    move: int = 1000
    told: frozenset[str] = frozenset()
    told_more: int = 400
    notice: int = 7
    short_more: int = 400
    per_person: int = 0
    per_day: int = 5
    slip: int = 600
    slip_days: int = 14
    deputy: int | None = 3500
    frozen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting that a repair changed. `slipped` is how many days outside its window it lies."""

    before: Meeting
    after: Meeting
    slipped: int = 0

    @property
    def deputies(self) -> tuple[str, ...]:
        """For whom somebody else comes now who came before."""
        return tuple(one for one in self.after.deputies if one not in self.before.deputies)

    @property
    def moved(self) -> bool:
        """Whether day, time or room changed; else only somebody else comes."""
        return (self.before.on, self.before.start, self.before.room) != (
            self.after.on,
            self.after.start,
            self.after.room,
        )


@dataclass(frozen=True, slots=True)
class RepairResult:
    """A mended plan. `price` is the policy's points with the wheel's below them; no repair is cheaper than `bound`.

    No repair changes fewer than `least` meetings. `proven`: a cheaper repair would have to save less than one move.
    """

    plan: Wheel
    moves: tuple[Move, ...]
    price: int
    bound: int
    least: int
    proven: bool
    cost: CostBreakdown
    pricings: int
    unmended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another place for a meeting, and what follows: points more in the wheel, other meetings that must move.

    `plan` is the whole plan with it.
    """

    meeting: Meeting
    points: int
    moves: tuple[Move, ...]
    plan: Wheel


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A way out that was tried: with the `dropped` rules given up, or `edit` done, everything can be held.

    Edits: `weekday` (a person may also come on the `weekday`), `window` (a series' windows are `days` wider at both
    ends), `deputy` (somebody may be sent for the person). `also` is what has to be done with it, where one is too few.
    """

    edit: Literal["drop", "weekday", "window", "deputy"]
    rule: RuleRef
    weekday: int | None = None
    days: int = 0
    also: Relaxation | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Rules that cannot all hold for the meetings in `scope`; each is needed. `proven`: both were shown by search."""

    core: tuple[RuleRef, ...]
    scope: tuple[str, ...]
    relaxations: tuple[Relaxation, ...]
    proven: bool = True
