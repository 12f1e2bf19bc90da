"""The permanent cast on stage: everything is built through the verbs, on a fixed day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from samspill.arenas import actions as arenas
from samspill.arenas.models import Arena
from samspill.demo import cast as script
from samspill.people import actions as people
from samspill.people.models import Municipality, Person, Unit
from samspill.people.queries import office_of
from samspill.projects import actions as projects
from samspill.projects.models import Project

BEGAN = date(2026, 8, 17)
AT = datetime(2026, 8, 17, 8, 0, tzinfo=UTC)


@dataclass
class Cast:
    """Everybody a test may meet, by the part they play: `cast.nurse` is the school nurse."""

    municipality: Municipality
    neighbour: Municipality
    office: Unit
    school: Unit  # joins the project in `adopt`
    other_school: Unit
    ppt: Unit
    health: Unit
    welfare: Unit
    people: dict[str, Person] = field(default_factory=dict)
    arenas: dict[str, Arena] = field(default_factory=dict)
    _project: Project | None = None
    world: str = ""  # which of the worlds that tests share this is, and how much was written in it when it was fresh
    writings: int = -1

    @property
    def project(self) -> Project:
        assert self._project, "Call adopt(cast) first: there is no project yet."
        return self._project

    def __getattr__(self, part: str) -> Person:
        people = self.__dict__.get("people", {})
        if part not in people:
            raise AttributeError(f"Nobody plays “{part}”. The cast: {', '.join(people)}.")
        return people[part]  # type: ignore[no-any-return]


def assemble() -> Cast:
    """Build Sundvik with its schools, services and people, and the neighbour. No project yet."""
    home, away = (
        people.make_municipality(name=name, office=f"{name} kommune, oppvekst", number=number, acting=None, at=AT)
        for name, number in ((script.MUNICIPALITY, "9901"), (script.NEIGHBOUR, "9902"))
    )
    units = {key: _unit(home, place) for key, place in script.PLACES.items()}
    cast = Cast(home, away, office_of(home), **units)
    places = {**units, "office": cast.office, "neighbour": office_of(away)}
    cast.people = {part.part: _person(part, places[part.place]) for part in script.PARTS}
    return cast


def _unit(municipality: Municipality, place: script.Place) -> Unit:
    lowest, highest = place.grades or (None, None)
    return people.add_unit(
        municipality,
        kind=place.kind,
        name=place.name,
        service=place.service,
        language=place.language,
        lowest_grade=lowest,
        highest_grade=highest,
        acting=None,
        at=AT,
    )


def _person(part: script.Part, unit: Unit) -> Person:
    person = people.add_person(
        name=part.name, email=script.email_of(part.name), phone="+47 22 00 00 00", acting=None, at=AT
    )
    people.take_position(
        person, unit, profession=part.profession, since=BEGAN, grades=list(part.grades), acting=None, at=AT
    )
    return person


def adopt(cast: Cast, method: str = "log") -> Cast:
    """Let Sundvik start the method at the school, with everybody in the arenas where they belong."""
    project = projects.start_project(cast.municipality, method=method, starts=BEGAN, acting=cast.owner, at=AT)
    projects.join(project, cast.school, joined=BEGAN, acting=cast.owner, at=AT)
    opened = arenas.open_arenas(project, cast.school, level="school", since=BEGAN, acting=cast.leader, at=AT)
    opened += arenas.open_arenas(project, cast.office, level="municipality", since=BEGAN, acting=cast.owner, at=AT)
    cast._project = project
    cast.arenas = {f"{arena.kind}-{arena.group}".rstrip("-"): arena for arena in opened}
    for seat in script.SEATS:
        arenas.seat(
            cast.arenas[seat.arena],
            cast.people[seat.part],
            role=seat.role,
            leads=seat.leads,
            since=BEGAN,
            acting=cast.leader,
            at=AT,
        )
    return cast
