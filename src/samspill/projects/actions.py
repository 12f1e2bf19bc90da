"""Verbs about running a method: starting it, joining it, adapting it."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.methods import load
from samspill.methods.overlay import Adaptation as Overlay
from samspill.methods.overlay import apply
from samspill.methods.text import problem_text
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.queries import office_of
from samspill.people.versions import save_new
from samspill.projects.adapting import label_of
from samspill.projects.models import Adaptation, Participation, Project, ServiceContact
from samspill.projects.words import language, say_plainly


@transaction.atomic
def start_project(
    municipality: Municipality,
    *,
    method: str,
    starts: date,
    acting: Person | None,
    at: datetime,
    ends: date | None = None,
) -> Project:
    """Let the municipality run the newest revision of `method` from `starts`; its office joins at once."""
    project = save_new(
        Project(
            municipality=municipality, method=method, revision=load.method(method).revision, starts=starts, ends=ends
        )
    )
    note("project.started", project, acting=acting, at=at)
    join(project, office_of(municipality), joined=starts, acting=acting, at=at)
    return project


@transaction.atomic
def join(
    project: Project, unit: Unit, *, joined: date, acting: Person | None, at: datetime, takes_part: bool = True
) -> Participation:
    """Let a unit take part from `joined`, or stand as a comparison school."""
    if unit.municipality_id != project.municipality_id:
        raise ValidationError({"unit": _("This school belongs to another municipality.")})
    participation = Participation(project=project, unit=unit, joined=joined, takes_part=takes_part)
    participation.full_clean()
    participation.save()
    note("project.joined", participation, acting=acting, at=at)
    return participation


@transaction.atomic
def leave(participation: Participation, *, left: date, acting: Person | None, at: datetime, why: str = "") -> None:
    participation.left = left
    participation.save(update_fields=["left"])
    note("project.left", participation, acting=acting, at=at, why=why)


@transaction.atomic
def adapt(
    project: Project, *, path: str, value: object, reason: str, acting: Person | None, at: datetime
) -> Adaptation:
    """Do one thing otherwise than the pack says. Checked like the pack; an earlier word on the same path gives way."""
    result = apply(load.method(project.method, project.revision), [Overlay(path, value, reason)])
    if result.problems:
        raise ValidationError([problem_text(problem, language()).value for problem in result.problems])
    project.adaptations.filter(path=path, withdrawn_at__isnull=True).update(withdrawn_at=at)
    adaptation = Adaptation(project=project, path=path, value=value, reason=reason, made_by=acting, made_at=at)
    adaptation.full_clean()
    adaptation.save()
    change = result.changes[0]
    words = say_plainly(result.method, change.before), say_plainly(result.method, change.after)
    changes = {str(label_of(path)): words}
    note("project.adapted", adaptation, acting=acting, at=at, why=reason, changes=changes)
    return adaptation


@transaction.atomic
def withdraw_adaptation(adaptation: Adaptation, *, acting: Person | None, at: datetime) -> None:
    """Return to what the pack says."""
    adaptation.withdrawn_at = at
    adaptation.save(update_fields=["withdrawn_at"])
    note("project.adaptation_withdrawn", adaptation, acting=acting, at=at)


@transaction.atomic
def record_service_contact(
    project: Project, service: Unit, *, on: date, acting: Person | None, at: datetime
) -> ServiceContact:
    """Say that the head of a service has been contacted and the project presented (R57)."""
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("This day has not come yet. Record the contact when it has been made.")})
    if service.municipality_id != project.municipality_id or service.kind != UnitKind.SERVICE:
        raise ValidationError({"service": _("This is not a service of the municipality.")})
    contact = ServiceContact(project=project, service=service, on=on)
    contact.full_clean()
    contact.save()
    note("project.service_contacted", contact, acting=acting, at=at)
    return contact
