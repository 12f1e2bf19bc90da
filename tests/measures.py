"""Fixtures for measures: a proposal at the school, and one that has come to any station of the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from samspill.measures.actions.proposing import propose
from samspill.measures.actions.stepping import step
from samspill.measures.bridge import phase_at
from samspill.measures.models import (
    Answer,
    Decision,
    Evaluation,
    LogEntry,
    Measure,
    Participant,
    Plan,
    Practice,
    Statement,
)
from samspill.measures.queries import hearers_of, method_of
from tests.cast import Cast
from tests.remembered import remembered

BEGAN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)  # a Monday three weeks into the project
WAY = ("proposed", "analysed", "heard", "planned", "decided", "trying", "evaluated", "practice")


def day_of(stage: str) -> date:
    """The day a measure made by `at_stage` came to a station: one week for each."""
    return (BEGAN + timedelta(weeks=WAY.index(stage))).date()


@remembered
def proposal(cast: Cast, title: str = "Two adults in the first lesson", **fields: object) -> Measure:
    """What a teacher of the school proposes."""
    return propose(
        cast.school,
        cast.project,
        title=title,
        reason="Mondays begin in unrest.",
        level="prevention",
        proposed_by=cast.teacher,
        acting=cast.teacher,
        at=BEGAN,
        **fields,  # type: ignore[arg-type]
    )


def said(cast: Cast, text: str, *measures: Measure) -> Statement:
    """What a grade team has said, of which these measures grew."""
    arena, day = cast.arenas["grade-team-5"], BEGAN.date() - timedelta(6)
    made = Statement.objects.create(project=cast.project, unit=cast.school, text=text, said_on=day, arena=arena)
    for measure in measures:
        measure.statements.add(made)
    return made


@remembered
def at_stage(cast: Cast, stage: str, title: str = "Two adults in the first lesson") -> Measure:
    """A measure that has gone the whole way up to a station, with everything the method asks for on it."""
    measure = proposal(cast, title)
    for there in WAY[1 : WAY.index(stage) + 1]:
        evidence_for(cast, measure, there)
        walk(cast, measure, there)
    return Measure.objects.get(pk=measure.pk)


def walk(cast: Cast, measure: Measure, stage: str) -> None:
    phase = phase_at(method_of(measure), stage)
    assert phase
    on = day_of(stage)
    at = datetime.combine(on, time(10, 0), tzinfo=UTC)
    step(measure, to=phase.id, on=on, version=None, acting=cast.leader, at=at)


def evidence_for(cast: Cast, measure: Measure, stage: str) -> None:
    """Lay down what the method asks for before a station."""
    on = day_of(stage)
    steering = cast.arenas["steering-group"]
    if stage == "heard":
        for arena in hearers_of(measure, method_of(measure), on):
            Answer.objects.create(
                measure=measure, arena=arena, asked_on=on, stance="for", answered_on=on, answered_by=cast.leader
            )
    if stage == "planned":
        Measure.objects.filter(pk=measure.pk).update(coordinator=cast.coordinator, coordinator_since=on)
        measure.refresh_from_db()
        words = {"goal": "Calm mornings.", "content": "Two adults meet the class.", "time_frame": "Until Easter."}
        Plan.objects.create(
            measure=measure, main_arena=cast.arenas["grade-team-6"], starts=on, ends=on + timedelta(days=120), **words
        )
        Participant.objects.create(measure=measure, person=cast.teacher, represents=True, since=on)
    if stage == "decided":
        Decision.objects.create(
            measure=measure, verdict="start", conclusion="We try it.", arena=steering, on=on, by=cast.leader
        )
    if stage == "evaluated":
        LogEntry.objects.create(
            project=measure.project,
            unit=measure.unit,
            measure=measure,
            on=on,
            done="We met the class at the door.",
            seen="It was quieter.",
            author=cast.teacher,
            written_at=BEGAN,
        )
        _evaluate(cast, measure, on)
    if stage == "practice":
        Evaluation.objects.create(measure=measure, judge="leader", worked="The mornings.", on=on, by=cast.leader)
        Decision.objects.create(
            measure=measure, verdict="practice", conclusion="We keep it.", arena=steering, on=on, by=cast.leader
        )
        Practice.objects.create(measure=measure, owner=cast.teacher, description="Two adults meet the class at 8.15.")


def _evaluate(cast: Cast, measure: Measure, on: date) -> None:
    Evaluation.objects.create(
        measure=measure,
        judge="team",
        arena=cast.arenas["grade-team-5"],
        representative=cast.teacher,
        worked="Quieter mornings.",
        proposal="keep",
        on=on,
        by=cast.teacher,
    )
