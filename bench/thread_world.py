"""A municipality of four years, filled by columns: 140 schools, 5,000 measures, 60,000 log entries. Always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

SCHOOLS, MEASURES, ENTRIES, YEARS = 140, 5_000, 60_000, 4
RELATIVES = 30  # of the long chain
STAGES = ("proposed", "analysed", "heard", "planned", "decided", "trying", "evaluated", "practice")
#: How many of a hundred come no further than each stage.
SHARES = (18, 8, 10, 6, 6, 20, 10, 22)
DAYS = ("proposed_on", "analysed_on", "heard_on", "planned_on", "decided_on", "tried_on", "evaluated_on", "practice_on")
BATCH = 2_000
WORDS = [
    "rolig",
    "start",
    "på",
    "dagen",
    "to",
    "voksne",
    "møter",
    "klassen",
    "ved",
    "døra",
    "vi",
    "så",
    "mindre",
    "uro",
    "og",
    "flere",
    "kom",
    "i",
    "gang",
    "etter",
    "jul",
]


@dataclass
class World:
    owner: Any
    leader: Any
    school: int
    short: int  # a proposal alone
    long: int  # a practice with thirty others merged into it
    statement: int
    some: Sequence[int]  # measures of the leader's school


def build(today: date) -> World:
    """Fill an empty database. Rows are made in bulk: what is measured is reading."""
    from samspill.people.actions import add_person, make_municipality, take_position
    from samspill.people.queries import office_of
    from samspill.projects.actions import start_project

    dice, starts = random.Random(4), today.replace(year=today.year - YEARS, day=1)
    at = datetime.combine(starts, time(8), tzinfo=UTC)
    home = make_municipality(name="Storvik", office="Storvik kommune, oppvekst", number="9904", acting=None, at=at)
    owner = add_person(name="Eier", email="eier@example.org", phone="", acting=None, at=at)
    take_position(owner, office_of(home), profession="school_owner", since=starts, grades=[], acting=None, at=at)
    project = start_project(home, method="log", starts=starts, acting=owner, at=at)
    schools = _schools(home, project, starts)
    measures = _measures(dice, project, schools, starts, today)
    _around(dice, measures, schools)
    long, statement = _long(measures, schools[0], project)
    _analyse()
    own = [one.pk for one in measures if one.unit_id == schools[0].unit.pk]
    short = next(one.pk for one in measures if one.unit_id == schools[0].unit.pk and one.analysed_on is None)
    return World(owner, schools[0].staff[0], schools[0].unit.pk, short, long, statement, own)


@dataclass
class School:
    unit: Any
    staff: list[Any]
    arenas: dict[str, Any]


def _schools(home: Any, project: Any, starts: date) -> list[School]:
    from samspill.arenas.models import Arena, Membership
    from samspill.people.models import Person, Position, Unit
    from samspill.projects.models import Participation

    units = Unit.objects.bulk_create(
        Unit(municipality=home, kind="school", name=f"Skole {number:03}", lowest_grade=1, highest_grade=7)
        for number in range(SCHOOLS)
    )
    Participation.objects.bulk_create(Participation(project=project, unit=unit, joined=starts) for unit in units)
    staff = Person.objects.bulk_create(
        Person(name=f"Ansatt {number}", email=f"ansatt{number}@example.org") for number in range(SCHOOLS * 8)
    )
    Position.objects.bulk_create(
        Position(
            person=person,
            unit=units[at // 8],
            profession="teacher" if at % 8 else "school_leader",
            since=starts,
        )
        for at, person in enumerate(staff)
    )
    kinds = (("steering-group", ""), ("resource-team", ""), ("grade-team", "3"), ("grade-team", "6"))
    arenas = Arena.objects.bulk_create(
        Arena(unit=unit, project=project, kind=kind, group=group, since=starts)
        for unit in units
        for kind, group in kinds
    )
    Membership.objects.bulk_create(
        Membership(arena=arena, person=staff[8 * (at // 4) + seat], since=starts)
        for at, arena in enumerate(arenas)
        for seat in (0, 1 + at % 4)
    )
    return [
        School(
            unit,
            staff[8 * at : 8 * at + 8],
            {kind + group: arenas[4 * at + place] for place, (kind, group) in enumerate(kinds)},
        )
        for at, unit in enumerate(units)
    ]


def _measures(dice: random.Random, project: Any, schools: Sequence[School], starts: date, today: date) -> list[Any]:
    from samspill.measures.bridge import phase_at
    from samspill.measures.models import Measure
    from samspill.measures.words import levels_of
    from samspill.projects.queries import adapted

    method = adapted(project).method
    phases = [phase.id for stage in STAGES if (phase := phase_at(method, stage))]
    levels, rows = levels_of(method), []
    for number in range(MEASURES):
        school, reach = schools[number % SCHOOLS], dice.choices(range(len(STAGES)), SHARES)[0]
        first = starts + timedelta(days=dice.randrange((today - starts).days - 30))
        days = _days(dice, first, reach, today)
        rows.append(
            Measure(
                project=project,
                unit=school.unit,
                title=f"{_text(dice, 4)} {number}",
                reason=_text(dice, 25),
                level=dice.choice(levels),
                proposed_by=dice.choice(school.staff),
                coordinator=school.staff[1] if len(days) > 4 else None,
                phase=phases[len(days) - 1],
                phase_on=days[-1],
                alive_on=_alive(dice, days, today),
                **dict(zip(DAYS, days, strict=False)),
            )
        )
    return Measure.objects.bulk_create(rows, batch_size=BATCH)


def _days(dice: random.Random, first: date, reach: int, today: date) -> list[date]:
    days = [first]
    while len(days) <= reach and (then := days[-1] + timedelta(days=dice.randrange(5, 60))) <= today:
        days.append(then)
    return days


def _alive(dice: random.Random, days: Sequence[date], today: date) -> date | None:
    if len(days) < len(STAGES) or days[-1] + timedelta(days=370) > today or dice.random() < 0.4:
        return None
    return days[-1] + timedelta(days=370)


def _text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize()


def _around(dice: random.Random, measures: Sequence[Any], schools: Sequence[School]) -> None:
    """Everything that happened to the measures."""
    from samspill.measures import models

    at_school = {school.unit.pk: school for school in schools}
    made: dict[type[Any], list[Any]] = {}
    for one in measures:
        for row in _of(dice, one, at_school[one.unit_id]):
            made.setdefault(type(row), []).append(row)
    made[models.LogEntry] = list(_log(dice, measures, at_school))
    for model, rows in made.items():
        model.objects.bulk_create(rows, batch_size=BATCH)
    said = made[models.Statement]
    models.Measure.statements.through.objects.bulk_create(
        (
            models.Measure.statements.through(measure_id=statement.origin_id, statement_id=statement.pk)
            for statement in said
        ),
        batch_size=BATCH,
    )


def _of(dice: random.Random, one: Any, school: School) -> Iterator[Any]:
    """The rows of one measure, by how far it has come."""
    from samspill.measures import models as m

    arenas, leader = school.arenas, school.staff[0]
    for _number in range(dice.randrange(3)):
        said = one.proposed_on - timedelta(days=dice.randrange(1, 20))
        yield m.Statement(
            project_id=one.project_id,
            unit_id=one.unit_id,
            text=_text(dice, 15),
            said_on=said,
            arena=arenas["grade-team3"],
            origin_id=one.pk,
        )
    days = [day for name in DAYS if (day := getattr(one, name))]
    steps = ("proposed", "analysed", "discussed", "concretised", "decided", "in-try-out", "evaluated", "daily-practice")
    for number, day in enumerate(days):
        at = datetime.combine(day, time(9), tzinfo=UTC)
        yield m.Step(
            measure=one, before=steps[number - 1] if number else "", after=steps[number], on=day, at=at, by=leader
        )
    if one.heard_on:
        for arena in list(arenas.values())[1:]:
            yield m.Answer(
                measure=one,
                arena=arena,
                asked_on=one.analysed_on,
                stance="for",
                reason=_text(dice, 12),
                answered_on=one.heard_on,
                answered_by=leader,
            )
    if one.planned_on:
        yield m.Plan(measure=one, goal=_text(dice, 10), content=_text(dice, 20), main_arena=arenas["grade-team6"])
        for person in school.staff[2:5]:
            yield m.Participant(measure=one, person=person, since=one.planned_on)
    if one.decided_on:
        yield _decision(dice, one, "start", one.decided_on, school)
    if one.evaluated_on:
        yield m.Evaluation(
            measure=one, judge="team", arena=arenas["resource-team"], worked=_text(dice, 20), on=one.evaluated_on
        )
    if one.practice_on:
        yield _decision(dice, one, "practice", one.practice_on, school)
        yield m.Practice(measure=one, owner=school.staff[3], description=_text(dice, 60), concerned=20)
        yield m.Recheck(
            measure=one, months=12, due=one.practice_on, checked_on=one.alive_on, using=14, concerned=20, by=leader
        )


def _decision(dice: random.Random, one: Any, verdict: str, on: date, school: School) -> Any:
    from samspill.measures.models import Decision

    conclusion, arena = _text(dice, 12), school.arenas["steering-group"]
    return Decision(measure=one, verdict=verdict, conclusion=conclusion, arena=arena, on=on, by=school.staff[0])


def _log(dice: random.Random, measures: Sequence[Any], at_school: dict[int, School]) -> Iterator[Any]:
    from samspill.measures.models import LogEntry

    tried = [one for one in measures if one.tried_on]
    for number in range(ENTRIES):
        one = tried[number % len(tried)]
        day = one.tried_on + timedelta(days=3 * (number // len(tried)))
        yield LogEntry(
            project_id=one.project_id,
            unit_id=one.unit_id,
            measure=one,
            on=day,
            done=_text(dice, 15),
            seen=_text(dice, 15),
            adjusted=_text(dice, 8) if dice.random() < 0.3 else "",
            author=at_school[one.unit_id].staff[1],
            written_at=datetime.combine(day, time(14), tzinfo=UTC),
        )


def _long(measures: Sequence[Any], school: School, project: Any) -> tuple[int, int]:
    """A practice that thirty proposals of its school went into, each with its own words."""
    from samspill.measures.models import Descent, Measure, Statement

    heir = next(one for one in measures if one.unit_id == school.unit.pk and one.practice_on)
    on = heir.proposed_on
    usual = {"project": project, "unit": school.unit, "proposed_on": on, "phase_on": on}
    parents = Measure.objects.bulk_create(
        Measure(title=f"Forslag {number}", phase="proposed", fate="merged", fate_on=on, **usual)
        for number in range(RELATIVES)
    )
    said = Statement.objects.bulk_create(
        Statement(project=project, unit=school.unit, text=f"Utsagn {number}", said_on=on) for number in range(RELATIVES)
    )
    for parent, statement in zip(parents, said, strict=True):
        parent.statements.add(statement)
        heir.statements.add(statement)
    Descent.objects.bulk_create(Descent(parent=parent, child=heir, kind="merged", on=on) for parent in parents)
    return heir.pk, said[0].pk


def _analyse() -> None:
    """What autovacuum would do within minutes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
