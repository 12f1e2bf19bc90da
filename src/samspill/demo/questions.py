"""What the schools could not settle alone: one question at each station of its way, one answered to all schools."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from samspill.clarifications.actions import answer_back, clarify_with, raise_case, report
from samspill.clarifications.models import Clarification
from samspill.demo.fjellheim_now import ABSENCE
from samspill.demo.meetings import ABSENT_ADVISER, INTERPRETER, arena_of
from samspill.demo.telling import Teller
from samspill.meetings.models import Outcome, OutcomeKind


def lay(teller: Teller) -> None:
    told, story = teller.chronicle, teller.story
    told.on(told.ago(50), partial(_adviser, teller), 10)
    told.on(told.ago(43), partial(_answers, teller), 10)
    told.on(told.ago(50), partial(_welfare, teller), 10)
    told.on(told.ago(38), lambda at: report(_case(ABSENCE.title), acting=story.whose("leader"), at=at), 10)
    told.on(told.ago(2), partial(_fruit, teller), 10)


def _case(title: str) -> Clarification:
    return Clarification.objects.select_related("item__arena__unit", "unit", "project", "arena").get(title=title)


def _adviser(teller: Teller, at: datetime) -> None:
    story = teller.story
    raise_case(
        story.project,
        unit=story.unit("school"),
        arena=arena_of(story, "resource-team"),
        title=ABSENT_ADVISER,
        text="To ganger i høst har vi ventet på PPT uten å vite det. Vi vil gjerne ha en fast måte.",
        services=[story.unit("ppt")],
        at_once=True,
        acting=story.whose("leader"),
        at=at,
    )


def _answers(teller: Teller, at: datetime) -> None:
    """Both are clarified in the forum's minutes; one has been given back, to all schools, the other not yet."""
    owner = teller.story.whose("owner")
    for title in (INTERPRETER, ABSENT_ADVISER):
        case = _case(title)
        said = Outcome.objects.select_related("item__meeting").get(item=case.item, kind=OutcomeKind.DECISION)
        clarify_with(case, said, acting=owner, at=at)
    answer_back(_case(INTERPRETER), general=True, acting=owner, at=at)


def _welfare(teller: Teller, at: datetime) -> None:
    story = teller.story
    raise_case(
        story.project,
        unit=story.unit("other_school"),
        arena=arena_of(story, "resource-team", where="other_school"),
        title="Kven møter frå barnevernet når det ikkje er peika ut nokon?",
        text="Vi har hatt fire møte utan barnevernet. Skal vi flytte møta eller ta sakene utan?",
        services=[story.unit("welfare")],
        at_once=True,
        acting=story.whose("other_leader"),
        at=at,
    )


def _fruit(teller: Teller, at: datetime) -> None:
    story = teller.story
    raise_case(
        story.project,
        unit=story.unit("school"),
        arena=arena_of(story, "resource-team"),
        title="Kan skolen bruke midler til gratis frukt på 7. trinn?",
        text="Foreldrerådet tilbyr å betale halvparten. Vi vet ikke om vi kan ta imot.",
        acting=story.whose("grade_leader_7"),
        at=at,
    )
