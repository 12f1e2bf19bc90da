"""The permanent cast: the same invented people in every test and in the demo. Everything is built through the verbs.

Sundvik is the municipality; Nesøy is its neighbour, whose people must see nothing of Sundvik.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from samspill.arenas import actions as arenas
from samspill.arenas.models import Arena
from samspill.people import actions as people
from samspill.people.models import Municipality, Person, Unit
from samspill.people.queries import office_of
from samspill.projects import actions as projects
from samspill.projects.models import Project

BEGAN = date(2026, 8, 17)
AT = datetime(2026, 8, 17, 8, 0, tzinfo=UTC)


@dataclass
class Cast:
    """Everybody a test may meet, by the part they play."""

    municipality: Municipality
    office: Unit
    school: Unit  # in the project
    other_school: Unit  # not in the project
    ppt: Unit
    health: Unit
    welfare: Unit
    neighbour: Municipality
    people: dict[str, Person] = field(default_factory=dict)
    project: Project | None = None
    arenas: dict[str, Arena] = field(default_factory=dict)

    def __getattr__(self, part: str) -> Person:
        """`cast.nurse` is the school nurse."""
        try:
            return self.__dict__["people"][part]
        except KeyError:
            raise AttributeError(f"Nobody plays “{part}”. The cast: {', '.join(self.__dict__['people'])}.") from None


def assemble() -> Cast:
    """Build Sundvik with its school, services and people, and the neighbour. No project yet."""
    municipality = people.make_municipality(
        name="Sundvik", office="Sundvik kommune, oppvekst", number="9901", acting=None, at=AT
    )
    neighbour = people.make_municipality(
        name="Nesøy", office="Nesøy kommune, oppvekst", number="9902", acting=None, at=AT
    )
    cast = Cast(municipality, office_of(municipality), *_units(municipality), neighbour)
    for part, name, unit, profession, grades in _parts(cast):
        cast.people[part] = _person(name, unit, profession, grades)
    return cast


def _units(municipality: Municipality) -> list[Unit]:
    def unit(kind: str, name: str, **fields: object) -> Unit:
        return people.add_unit(municipality, kind=kind, name=name, acting=None, at=AT, **fields)

    return [
        unit("school", "Fjellheim skole", lowest_grade=1, highest_grade=7, language="nb"),
        unit("school", "Strandvik skule", lowest_grade=1, highest_grade=7, language="nn"),
        unit("service", "PPT Sundvik", service="ppt"),
        unit("service", "Skolehelsetjenesten", service="school-health"),
        unit("service", "Barnevernstjenesten", service="child-welfare"),
    ]


def _parts(cast: Cast) -> list[tuple[str, str, Unit, str, list[int]]]:
    school, other = cast.school, cast.other_school
    return [
        ("owner", "Astrid Solheim", cast.office, "school_owner", []),
        ("administrator", "Per Dahl", cast.office, "administrator", []),
        ("leader", "Ingrid Berge", school, "school_leader", []),
        ("other_leader", "Olav Myhre", other, "school_leader", []),
        ("grade_leader_5", "Kari Lunde", school, "teacher", [5]),
        ("grade_leader_6", "Jonas Vik", school, "teacher", [6]),
        ("grade_leader_7", "Mina Haugen", school, "teacher", [7]),
        ("teacher", "Samir Aziz", school, "teacher", [5]),
        ("coordinator", "Liv Strand", school, "teacher", [6]),
        ("special_needs", "Tone Eide", school, "special_needs_coordinator", []),
        ("nurse", "Randi Moen", cast.health, "school_nurse", []),
        ("ppt_adviser", "Erik Foss", cast.ppt, "ppt_adviser", []),
        ("welfare_adviser", "Nora Lie", cast.welfare, "child_welfare_adviser", []),
        ("head_of_ppt", "Bente Aas", cast.ppt, "service_head", []),
        ("head_of_health", "Geir Holm", cast.health, "service_head", []),
        ("head_of_welfare", "Siri Bakke", cast.welfare, "service_head", []),
        ("guidance", "Hanne Ruud", cast.office, "guidance", []),
        ("researcher", "Anders Falk", cast.office, "researcher", []),
        ("other_teacher", "Eva Nes", other, "teacher", [5]),
        ("outsider", "Lars Holmen", office_of(cast.neighbour), "school_owner", []),
    ]


def _person(name: str, unit: Unit, profession: str, grades: list[int]) -> Person:
    email = name.lower().replace(" ", ".").replace("ø", "o").replace("å", "a") + "@example.org"
    person = people.add_person(name=name, email=email, phone="+47 22 00 00 00", acting=None, at=AT)
    people.take_position(person, unit, profession=profession, since=BEGAN, grades=grades, acting=None, at=AT)
    return person


def adopt(cast: Cast, method: str = "log") -> Cast:
    """Let Sundvik start the method at the school, with everybody in the arenas where they belong."""
    cast.project = projects.start_project(cast.municipality, method=method, starts=BEGAN, acting=cast.owner, at=AT)
    projects.join(cast.project, cast.school, joined=BEGAN, acting=cast.owner, at=AT)
    opened = arenas.open_arenas(cast.project, cast.school, level="school", since=BEGAN, acting=cast.leader, at=AT)
    opened += arenas.open_arenas(cast.project, cast.office, level="municipality", since=BEGAN, acting=cast.owner, at=AT)
    cast.arenas = {f"{arena.kind}-{arena.group}".rstrip("-"): arena for arena in opened}
    for arena, part, role, leads in SEATS:
        arenas.seat(
            cast.arenas[arena], cast.people[part], role=role, leads=leads, since=BEGAN, acting=cast.leader, at=AT
        )
    return cast


SEATS = [
    ("strategy-forum", "owner", "school-owner", True),
    ("strategy-forum", "leader", "school-leader", False),
    ("strategy-forum", "head_of_ppt", "service-head", False),
    ("strategy-forum", "head_of_health", "service-head", False),
    ("strategy-forum", "head_of_welfare", "service-head", False),
    ("steering-group", "leader", "school-leader", True),
    ("steering-group", "grade_leader_5", "grade-leader-representative", False),
    ("steering-group", "nurse", "multi-professional-representative", False),
    ("resource-team", "leader", "school-leader", True),
    ("resource-team", "special_needs", "special-needs-coordinator", False),
    ("resource-team", "grade_leader_5", "grade-team-leader", False),
    ("resource-team", "grade_leader_6", "grade-team-leader", False),
    ("resource-team", "grade_leader_7", "grade-team-leader", False),
    ("resource-team", "nurse", "school-nurse", False),
    ("resource-team", "ppt_adviser", "ppt-adviser", False),
    ("resource-team", "welfare_adviser", "child-welfare-adviser", False),
    ("grade-team-5", "grade_leader_5", "grade-team-leader", True),
    ("grade-team-5", "teacher", "teacher", False),
    ("grade-team-6", "grade_leader_6", "grade-team-leader", True),
    ("grade-team-6", "coordinator", "teacher", False),
    ("grade-team-7", "grade_leader_7", "grade-team-leader", True),
]
