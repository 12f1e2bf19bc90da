"""Rows to core: who led the conferences, as the trace of competence that is handed over (L36)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from samspill.core.fidelity.model import Ref, Subject
from samspill.guidance.models import ConferenceLead, Leader
from samspill.projects.models import Project

KIND = "conference-led"
# What is led together is not handed over yet: it counts among what guidance led.
TAGS = {
    Leader.GUIDANCE: {"led-by-guidance"},
    Leader.TOGETHER: {"led-by-guidance", "led-together"},
    Leader.SELF: {"led-by-school"},
}


def leads_in(project: Project, until: date | None = None) -> QuerySet[ConferenceLead]:
    """Who led the conferences of a project, up to a day, at all its schools and in the municipality."""
    rows = ConferenceLead.objects.filter(project=project).select_related("unit__municipality", "project")
    return rows.filter(on__lte=until) if until else rows


def subjects(project: Project, until: date | None = None) -> Iterator[Subject]:
    return map(subject_of, leads_in(project, until))


def subject_of(row: ConferenceLead) -> Subject:
    tags = TAGS[Leader(row.led_by)] | {f"designed-by-{row.designed_by}"}
    return Subject(KIND, row.key, row.on, row.on, tags=frozenset(tags), ref=Ref(KIND, row.pk))
