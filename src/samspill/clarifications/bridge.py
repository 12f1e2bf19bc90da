"""Cases to core: each asks for a meeting and an answer (L04)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from samspill.clarifications.models import Clarification
from samspill.core.fidelity.model import Ref, Subject
from samspill.people.models import Unit
from samspill.projects.models import Project

KIND = "clarification"


def cases_in(project: Project, units: Iterable[Unit] | None = None) -> QuerySet[Clarification]:
    """The cases of a project, or of some of its units; what was withdrawn asks for nothing any more."""
    rows = Clarification.objects.filter(project=project, withdrawn_on=None).select_related("meeting", "unit")
    return rows if units is None else rows.filter(unit__in=list(units))


def subjects(project: Project, units: Iterable[Unit] | None = None) -> Iterator[Subject]:
    return (subject_of(case) for case in cases_in(project, units))


def subject_of(case: Clarification) -> Subject:
    """The meeting counts from the day it is held on, not called off; the answer from the day it was given back."""
    held = case.meeting.on if case.meeting and not case.meeting.called_off else None
    parts = {"meeting": held, "answer": case.answered_on}
    return Subject(KIND, str(case.pk), case.raised_on, case.answered_on, parts, ref=Ref(KIND, case.pk))
