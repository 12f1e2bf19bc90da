"""Conferences that were held, as rooms above know them.

Each of `settings.CONFERENCE_SOURCES` takes a project and gives its conferences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from samspill.conferences.models import Conference as Talked
from samspill.people.models import Unit
from samspill.projects.models import Project


@dataclass(frozen=True, slots=True)
class Conference:
    """One conference: `key` is its name for itself in the room that knows it, the same for as long as it lives."""

    key: str
    unit: Unit
    on: date
    name: str
    url: str = ""


def conferences_of(project: Project) -> list[Conference]:
    """All conferences of a project that were held, the earliest first."""
    return sorted(_all(project), key=lambda one: (one.on, one.unit.name, one.key))


def held(project: Project) -> Iterator[Conference]:
    """The dialogue conferences that took place, each under its own name for as long as it lives."""
    rows = Talked.objects.filter(project=project, meeting__ended_at__isnull=False, meeting__called_off="")
    for one in rows.select_related("unit__municipality", "meeting").order_by("meeting__on", "pk"):
        yield Conference(f"conference-{one.pk}", one.unit, one.meeting.on, one.title, one.get_absolute_url())


def _all(project: Project) -> Iterator[Conference]:
    for path in settings.CONFERENCE_SOURCES:
        yield from import_string(path)(project)
