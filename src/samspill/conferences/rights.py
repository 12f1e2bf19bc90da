"""Who may do what with a conference, where the seats alone do not say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from samspill.access.rules import Scope
from samspill.conferences.models import Conference
from samspill.conferences.queries import deciders_at, deciders_of
from samspill.people.models import Person, Unit
from samspill.projects.models import Project


def reader(person: Person | None) -> Callable[[Conference], Scope]:
    """Whoever takes part reads along, wherever they work."""

    def scope(conference: Conference) -> Scope:
        found = conference.scope()
        there = person and conference.participants.filter(person=person).exists()
        return replace(found, person=person.pk) if person and there else found

    return scope


def steer(day: date) -> Callable[[Conference], Scope]:
    """Whoever sits in the body that plans and analyses conferences (R20, R21), the leader, and the facilitator."""

    def scope(conference: Conference) -> Scope:
        arenas = frozenset(arena.pk for arena in deciders_of(conference, day))
        return replace(conference.scope(), arenas=arenas)

    return scope


def planner(project: Project, unit: Unit, day: date) -> Scope:
    """The same for a conference that is not called yet."""
    arenas = frozenset(arena.pk for arena in deciders_at(project, unit, day))
    return Scope(frozenset({unit.municipality_id}), frozenset({unit.pk}), arenas)
