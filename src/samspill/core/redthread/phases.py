"""The way of a measure from phase to phase: which steps stand open, what each still misses, what a step may do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

#: What a phase is in any method; a station of the funnel, in its order. A pack says which of them each phase is.
STAGES = (
    "proposed",
    "analysed",
    "heard",
    "planned",
    "decided",
    "trying",
    "evaluated",
    "practice",
    "stopped",
    "declined",
)
#: What can be asked for before a step, each read from traces and never ticked off.
NEEDS = (
    "reason",  # the step itself says why
    "answers",  # every arena of `heard_by` has answered the proposal
    "plan",  # every required field of the plan is filled
    "decision",  # a body has decided on just this since the measure came to its present phase
    "coordinator",
    "participants",
    "log",  # something was logged during the try-out
    "evaluation",  # the team has evaluated since the try-out began
    "representative",  # with somebody those who tried it have elected (R26)
    "leader-evaluation",  # the leader and the coordinator have evaluated (R27)
    "owner",  # somebody answers for the practice
    "description",  # one page that a new colleague can read
)


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a method, as its pack gives it.

    `next` are the phases it leads to; `needs` what must be there to come to this one, and `needs_after` what must be
    there besides when one comes from a certain phase.
    """

    id: str
    stage: str
    next: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_after: Mapping[str, tuple[str, ...]] | None = None

    def asks(self, here: str) -> tuple[str, ...]:
        """Everything a step from `here` to this phase needs."""
        after = (self.needs_after or {}).get(here, ())
        return tuple(dict.fromkeys((*self.needs, *after)))


@dataclass(frozen=True, slots=True)
class Way:
    """One step that can be taken from a phase. `missing` is what it lacks."""

    to: str
    missing: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the step needs no reason for doing otherwise."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that may be recorded. `deviates` when something was missing or skipped, which takes a reason."""

    to: str
    missing: tuple[str, ...]
    deviates: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is refused: a code, and what it speaks of (a day, or what is missing)."""

    code: str
    about: tuple[str, ...] = ()


def ways(phases: Mapping[str, Phase], here: str, evidence: Collection[str]) -> tuple[Way, ...]:
    """The steps the method leads to from `here`, in its order, with what each still lacks (R21, R25 to R27). O(n)."""
    return tuple(Way(to, lacking(phases[to], here, evidence)) for to in phases[here].next)


def needing(phase: Phase, also: tuple[str, ...]) -> Phase:
    """The same phase, asking for more: what a single step needs besides what its method says."""
    return replace(phase, needs=(*phase.needs, *also))


def lacking(phase: Phase, here: str, evidence: Collection[str]) -> tuple[str, ...]:
    """What a step from `here` to `phase` needs and is not there.

    A need is met by itself, or by itself for just this stage: “decision:practice” is no decision to end something.
    """
    return tuple(need for need in phase.asks(here) if need not in evidence and f"{need}:{phase.stage}" not in evidence)


def take(
    phases: Mapping[str, Phase],
    here: str,
    to: str,
    *,
    evidence: Collection[str],
    reason: str,
    on: date,
    since: date,
    today: date,
) -> Taken | Refusal:
    """Whether a measure may go from `here`, where it is since `since`, to `to` on a day, and how that is recorded.

    Refused: a phase the method does not have ("unknown"), a day before the last step ("before_last"), a day to come
    ("in_future"), standing still where the method names no loop ("stands_still"), and, without a reason, a step that
    skips a phase ("skips") or lacks something ("lacks", with what). Never raises. O(phases).
    """
    if to not in phases:
        return Refusal("unknown", (to,))
    if on > today:
        return Refusal("in_future", (on.isoformat(),))
    if on < since:
        return Refusal("before_last", (since.isoformat(),))
    skips = to not in phases[here].next
    if to == here and skips:
        return Refusal("stands_still", (to,))
    given = {*evidence, "reason"} if reason.strip() else set(evidence)
    missing = lacking(phases[to], here, given)
    if (missing or skips) and not reason.strip():
        return Refusal("skips" if skips else "lacks", missing)
    return Taken(to, missing, bool(missing) or skips)
