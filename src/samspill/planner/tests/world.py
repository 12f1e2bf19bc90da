"""A municipality of several schools that share the nurse, the adviser of PPT and the one of child welfare."""

from __future__ import annotations

from datetime import UTC, date, datetime

from samspill.arenas import actions as arenas
from samspill.arenas.models import Arena
from samspill.people import actions as people
from samspill.people.models import Person, Unit
from samspill.planner.actions import making, planning
from samspill.planner.actions.holding import stamp as stamp
from samspill.planner.actions.publishing import publish
from samspill.planner.models import Planning, YearPlan
from samspill.planner.reading import difference
from samspill.projects import actions as projects
from samspill.queue.running import run_due
from tests.cast import AT, BEGAN, Cast, adopt, assemble

YEAR = 2027  # the second school year of the project: all rhythms run
JUNE = datetime(2027, 6, 7, 8, 0, tzinfo=UTC)
SHARED = ("nurse", "ppt_adviser", "welfare_adviser")
ROLE = {"nurse": "school-nurse", "ppt_adviser": "ppt-adviser", "welfare_adviser": "child-welfare-adviser"}
#: The weekdays of the three at each school, in turn.
DAYS = {
    "nurse": ([2], [4], [1, 2], [3]),
    "ppt_adviser": ([2, 3], [4, 5], [2], [3]),
    "welfare_adviser": ([], [], [], []),
}


def one_school() -> Cast:
    return adopt(assemble())


def four_schools() -> Cast:
    return with_schools(4)


def four_planned() -> Cast:
    cast = with_schools(4)
    planned(cast)
    return cast


def one_published() -> Cast:
    cast = one_school()
    plan = planned(cast)
    publish(plan, seen=difference(plan, JUNE.date()).digest, acting=cast.owner, at=JUNE)
    run_due(JUNE)
    return cast


def with_schools(count: int) -> Cast:
    """The cast's school and others like it, all served by the same three."""
    cast = adopt(assemble())
    for part in SHARED:
        for seat in cast.people[part].memberships.all():
            arenas.change_seat(seat, version=None, acting=cast.owner, at=AT, weekdays=DAYS[part][0])
    for number in range(1, count):
        join_school(cast, cast.other_school if number == 1 else _school(cast, number), number)
    return cast


def join_school(cast: Cast, unit: Unit, number: int) -> None:
    """One more school takes part, with its own leader and teachers and the same three."""
    projects.join(cast.project, unit, joined=BEGAN, acting=cast.owner, at=AT)
    opened = arenas.open_arenas(cast.project, unit, level="school", since=BEGAN, acting=cast.owner, at=AT)
    _fill(cast, unit, number, {f"{one.kind}-{one.group}".rstrip("-"): one for one in opened})


def _school(cast: Cast, number: int) -> Unit:
    return people.add_unit(
        cast.municipality, kind="school", name=f"Skole {number}", lowest_grade=1, highest_grade=7, acting=None, at=AT
    )


def _fill(cast: Cast, unit: Unit, number: int, opened: dict[str, Arena]) -> None:
    leader = cast.other_leader if number == 1 else _person(unit, f"Leder {number}", "school_leader")
    _sit(cast, opened["resource-team"], leader, "school-leader")
    _sit(cast, opened["steering-group"], leader, "school-leader")
    _sit(cast, cast.arenas["strategy-forum"], leader, "school-leader")
    for grade in (5, 6, 7):
        teacher = _person(unit, f"Trinnleder {number}-{grade}", "teacher")
        _sit(cast, opened["resource-team"], teacher, "grade-team-leader")
        _sit(cast, opened[f"grade-team-{grade}"], teacher, "grade-team-leader")
        if grade == 5:
            _sit(cast, opened["steering-group"], teacher, "grade-leader-representative")
    for part in SHARED:
        days = DAYS[part][number % 4]
        _sit(cast, opened["resource-team"], cast.people[part], ROLE[part], weekdays=days)


def _person(unit: Unit, name: str, profession: str) -> Person:
    email = f"{name.lower().replace(' ', '.')}.{unit.pk}@example.org"
    person = people.add_person(name=name, email=email, phone="", acting=None, at=AT)
    people.take_position(person, unit, profession=profession, since=BEGAN, acting=None, at=AT)
    return person


def _sit(cast: Cast, arena: Arena, person: Person, role: str, **fields: object) -> None:
    arenas.seat(arena, person, role=role, since=BEGAN, acting=cast.owner, at=AT, **fields)


def begun(cast: Cast, begins: int = YEAR, at: datetime = JUNE) -> YearPlan:
    return making.make_plan(cast.municipality, unit=None, begins=begins, like=None, acting=cast.owner, at=at)


def planned(cast: Cast, begins: int = YEAR, at: datetime = JUNE) -> YearPlan:
    """A plan of the whole municipality, as the queue made it."""
    plan = begun(cast, begins, at)
    run_now(plan, cast.owner, at)
    return plan


def run_now(plan: YearPlan, acting: Person, at: datetime = JUNE, **how: bool) -> Planning:
    run = planning.start(plan, acting=acting, at=at, **how)
    return worked(run, at)


def worked(run: Planning, at: datetime = JUNE) -> Planning:
    """What the queue made of a run."""
    run_due(at)
    run.refresh_from_db()
    return run


def day(text: str) -> date:
    return date.fromisoformat(text)
