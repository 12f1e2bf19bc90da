"""What there is to show for a measure's next step, read from what happened to it and never ticked off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

Key = int | str


@dataclass(frozen=True, slots=True)
class Judged:
    """One evaluation. `by_leader` with the coordinator (R27), otherwise by the team; `elected` when one took part whom
    those who tried it elected (R26)."""

    on: date
    by_leader: bool = False
    elected: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record about one measure.

    `since` is the day it came to its present phase, `trying_since` the day its latest try-out began. `hearers` are the
    arenas that are to be heard, `answered` those that have answered. `decisions` are (day, stage it leads to).
    `plan_filled` says that every text of the plan is there and its main arena named.
    """

    since: date
    hearers: frozenset[Key] = frozenset()
    answered: frozenset[Key] = frozenset()
    coordinator: bool = False
    participants: bool = False
    plan_filled: bool = False
    decisions: tuple[tuple[date, str], ...] = ()
    trying_since: date | None = None
    logged_last: date | None = None
    evaluations: tuple[Judged, ...] = field(default=())
    owner: bool = False
    description: bool = False


def evidence(facts: Facts) -> frozenset[str]:
    """The names of `phases.NEEDS` that are met. O(decisions + evaluations).

    A decision counts since the measure came to its present phase and for the stage it leads to ("decision:practice");
    a log and an evaluation since the latest try-out began. "reason" is the step's own and never among these.
    """
    return frozenset((*_at_hand(facts), *_decided(facts), *_tried(facts)))


def _at_hand(facts: Facts) -> Iterator[str]:
    if facts.hearers and facts.hearers <= facts.answered:
        yield "answers"
    if facts.coordinator:
        yield "coordinator"
    if facts.participants:
        yield "participants"
    # R24: of the six fields of a plan, two are people.
    if facts.plan_filled and facts.coordinator and facts.participants:
        yield "plan"
    if facts.owner:
        yield "owner"
    if facts.description:
        yield "description"


def _decided(facts: Facts) -> Iterator[str]:
    return (f"decision:{stage}" for day, stage in facts.decisions if day >= facts.since)


def _tried(facts: Facts) -> Iterator[str]:
    begun = facts.trying_since
    if begun is None:
        return
    if facts.logged_last is not None and facts.logged_last >= begun:
        yield "log"
    for judged in facts.evaluations:
        if judged.on < begun:
            continue
        if judged.by_leader:
            yield "leader-evaluation"
        else:
            yield "evaluation"
            if judged.elected:
                yield "representative"
