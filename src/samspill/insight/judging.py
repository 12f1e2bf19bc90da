"""The team's own judgement beside what the traces say: whether they agree, and what only the team can judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samspill.core.fidelity.model import State
from samspill.insight.models import Grade, Judgement

#: What no machine can read from traces, in any method (domain 7.1: quality).
TOPICS: Mapping[str, Promise] = {
    "dialogue": gettext_lazy("How good our dialogue is"),
    "dynamics": gettext_lazy("How we work together in the teams"),
}
QUESTIONS: Mapping[str, Promise] = {
    "dialogue": gettext_lazy("Do we listen, ask and build on each other, so that we get further than each alone?"),
    "dynamics": gettext_lazy("Does everybody get a word in, and do we share the work?"),
}
#: What the traces would say for each step; other states say nothing to compare with.
ALIKE: Mapping[State, Grade] = {
    State.MET: Grade.FULLY,
    State.DUE_SOON: Grade.PARTLY,
    State.PARTLY: Grade.PARTLY,
    State.OVERDUE: Grade.NOT_YET,
}


@dataclass(frozen=True, slots=True)
class Own:
    """The latest judgement of a requirement. `agrees` is None where the traces say nothing to compare with."""

    judgement: Judgement
    agrees: bool | None

    @property
    def words(self) -> str:
        return str(Grade(self.judgement.value).label)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something only the team can judge, with its latest judgement."""

    id: str
    name: Promise
    question: Promise
    own: Own | None


def own_judgement(judgements: Iterable[Judgement], requirement: str, state: State | None, day: date) -> Own | None:
    """The latest judgement of a requirement made by a day, beside what the traces say."""
    made = [one for one in judgements if one.requirement == requirement and one.on <= day]
    if not made:
        return None
    expected = ALIKE.get(state) if state else None
    return Own(made[-1], None if expected is None else made[-1].value == expected)


def topics(judgements: Sequence[Judgement], day: date) -> tuple[Topic, ...]:
    return tuple(
        Topic(key, name, QUESTIONS[key], own_judgement(judgements, key, None, day)) for key, name in TOPICS.items()
    )
