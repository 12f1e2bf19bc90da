"""What a programme comes to: when each part begins, whether it fits, which groups it gives, what lacks. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from samspill.conferences.models import Session, SessionForm, SessionKind
from samspill.methods.schema import Method

ROUNDS_RULE = "rounds_differ"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many groups a round has, and how many people the smallest and the largest of them."""

    groups: int
    smallest: int
    largest: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the programme on the clock; `people` attend it, `sizes` None where they do not divide."""

    session: Session
    number: int
    begins: datetime | None
    ends: datetime | None
    people: int = 0
    sizes: Sizes | None = None

    @property
    def gathers(self) -> bool:
        """Whether the groups are given by what people share, so that their number is not chosen."""
        return self.session.form in (SessionForm.BASE, SessionForm.HOMOGENEOUS)


@dataclass(frozen=True, slots=True)
class Lack:
    """What the method asks of the rounds and is not there: "rounds" too few of them, "alike" all put together alike."""

    code: str
    wanted: int
    have: int


def laid(sessions: Sequence[Session], starts: datetime | None, people: Mapping[int, int]) -> list[Part]:
    """The parts in order, each beginning when the one before ends; `people` says how many attend a session."""
    parts, moment = [], starts
    for number, one in enumerate(sessions, start=1):
        ends = moment + one.length if moment else None
        here = people.get(one.pk, 0)
        sizes = sizes_of(here, one.smallest, one.largest) if one.kind == SessionKind.GROUPS else None
        parts.append(Part(one, number, moment, ends, here, sizes))
        moment = ends
    return parts


def total(sessions: Sequence[Session]) -> int:
    """How many minutes the parts take together."""
    return int(sum((one.length for one in sessions), timedelta()) / timedelta(minutes=1))


def sizes_of(people: int, smallest: int, largest: int) -> Sizes | None:
    """As many groups as give sizes in the middle between the bounds, as the composer does it; None: no number fits."""
    fewest, most = -(-people // largest), people // smallest
    if people < 1 or fewest > most:
        return None
    groups = min(max(round(2 * people / (smallest + largest)), fewest), most)
    return Sizes(groups, people // groups, -(-people // groups))


def lack_of(sessions: Sequence[Session], method: Method, level: str) -> Lack | None:
    """What the method's least asks of the rounds (R70) and this programme does not give."""
    wanted = wanted_rounds(method, level)
    rounds = [one for one in sessions if one.kind == SessionKind.GROUPS]
    if len(rounds) < wanted:
        return Lack("rounds", wanted, len(rounds))
    # Mixed and cross rounds differ by themselves; those who gather by the same thing meet the same people.
    kinds = {
        (one.form, one.by) if one.form in (SessionForm.BASE, SessionForm.HOMOGENEOUS) else one.pk for one in rounds
    }
    return Lack("alike", wanted, len(rounds)) if len(kinds) < wanted else None


def wanted_rounds(method: Method, level: str) -> int:
    asked = [wish for wish in method.requirements.values() if wish.rule == ROUNDS_RULE and wish.level == level]
    return max((int(str(wish.params.get("at_least_rounds", 0))) for wish in asked), default=0)
