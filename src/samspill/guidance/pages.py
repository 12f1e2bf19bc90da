"""What the pages of the guidance team show, gathered with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may, visible_to
from samspill.conferences.models import Conference
from samspill.conferences.queries import ahead_at
from samspill.guidance.models import Conversation, Invitation, Kind, Part, Remark, Side
from samspill.guidance.queries import (
    INVITATIONS,
    conversations_at,
    friends_of,
    invitations_on,
    invited_to,
    opened_in,
    school_scope,
    waits_for_guidance,
)
from samspill.measures.models import Measure, Plan
from samspill.measures.queries import LIVE, MEASURES
from samspill.measures.words import phase_name
from samspill.people.asking import Asked
from samspill.people.models import Person, Unit
from samspill.people.panels import Crumb

OVER_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation as a line: what was said first, how often it was answered, for whom it waits and since when."""

    conversation: Conversation
    text: str
    by: str
    answers: int
    waits: str
    age: str


@dataclass(frozen=True, slots=True)
class Group:
    """The conversations about one part of the plan, beside what the plan says there."""

    label: str
    says: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    measure: Measure
    phase: str


@dataclass(frozen=True, slots=True)
class School:
    """One school that somebody follows: what about, until when, and what it has opened."""

    unit: Unit
    invitations: tuple[Invitation, ...]
    opened: tuple[Opened, ...]
    conferences: tuple[Conference, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    remark: Remark
    changes: bool


def following(request: Asked, person: Person) -> dict[str, Any]:
    """The schools somebody follows, with what waits for an answer before everything else."""
    invitations = list(invited_to(person, request.today))
    units = {one.unit_id: one.unit for one in invitations}
    opened = list(visible_to(request.actor, opened_in(units), "measure.read"))
    waiting = visible_to(request.actor, waits_for_guidance(units), "guidance.comment")
    talks = list(ahead_at(request.actor, units, request.today))
    schools = [
        School(
            unit,
            tuple(one for one in invitations if one.unit_id == pk),
            tuple(_opened(one for one in opened if one.unit_id == pk)),
            tuple(one for one in talks if one.unit_id == pk),
        )
        for pk, unit in units.items()
    ]
    projects = {one.project_id: one.project for one in invitations}
    return {
        "waiting": rows_of(with_remarks(waiting), request.today),
        "schools": schools,
        "projects": list(projects.values()),
    }


def school(request: Asked, unit: Unit) -> dict[str, Any]:
    """Who is invited to a school, what it has opened, what both say to each other."""
    scope, day = school_scope(unit), request.today
    talks = visible_to(request.actor, with_remarks(conversations_at(unit)), "guidance.read")
    invites = may(request, scope, "guidance.invite")
    running = list(invitations_on(day).filter(unit=unit))
    opened = list(_opened(visible_to(request.actor, opened_in([unit.pk]), "measure.read")))
    return {
        "unit": unit,
        "invites": invites,
        "asks": may(request, scope, "guidance.ask"),
        "running": [(one, may(request, one, "guidance.end")) for one in running],
        "past": _past(request, unit, running, invites=invites),
        "opened": opened,
        "closed": list(_opened(closed_at(unit))) if invites else [],
        "waiting": rows_of(talks.filter(ending="").order_by("waits_since", "pk"), day),
        "over": rows_of(talks.exclude(ending="").order_by("-ended_on", "-pk")[:OVER_SHOWN], day),
        "project": running[0].project if running else None,
        "crumbs": (Crumb(unit.name, unit.get_absolute_url()),),
    }


def _past(request: Asked, unit: Unit, running: Sequence[Invitation], *, invites: bool) -> list[Invitation]:
    """Invitations that are over, for the school; whoever was invited sees those that were hers."""
    rows = INVITATIONS.filter(unit=unit).exclude(pk__in=[one.pk for one in running])
    return list(rows if invites else rows.filter(person=request.person))[:OVER_SHOWN]


def closed_at(unit: Unit) -> QuerySet[Measure]:
    """What goes on at a school and is not opened."""
    return MEASURES.filter(LIVE, unit=unit, opened_on=None).order_by("title", "pk")


def _opened(measures: Iterable[Measure]) -> Iterable[Opened]:
    return (Opened(one, phase_name(one.project, one.phase)) for one in measures)


def conversation(request: Asked, found: Conversation, at: datetime) -> dict[str, Any]:
    """One conversation, with everything that was said."""
    remarks = found.remarks.select_related("by").order_by("at", "pk")
    readable = found.measure if found.measure and may(request, found.measure, "measure.read") else None
    home = readable.get_absolute_url() if readable else reverse("guidance:school", args=[found.unit_id])
    label = readable.title if readable else _("Guidance team")
    settles = may(request, found, "guidance.ask")
    return {
        "conversation": found,
        "row": row_of(found, list(remarks), timezone.localdate(at)),
        "title": title_of(found),
        "remarks": [Said(one, one.by_id == request.actor.id and one.is_fresh(at)) for one in remarks],
        "measure": readable,
        "answers": settles or may(request, found, "guidance.comment"),
        "settles": settles and not found.ending,
        "unopened": found.measure and not found.measure.opened_on,
        "crumbs": (Crumb(found.unit.name, found.unit.get_absolute_url()), Crumb(label, home)),
    }


def side_of(request: Asked, found: Conversation) -> Side:
    """On whose behalf somebody answers: the school's own people for the school, also where they are both."""
    return Side.SCHOOL if may(request, found, "guidance.ask") else Side.GUIDANCE


def title_of(found: Conversation) -> str:
    if found.kind == Kind.QUESTION:
        return found.about
    holes = {"part": found.about}
    return _("Comment on the plan: %(part)s") % holes if found.part else _("Comment on the plan")


def with_remarks(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return rows.prefetch_related("remarks__by")


def rows_of(rows: Iterable[Conversation], today: date) -> list[Row]:
    return [row_of(one, list(one.remarks.all()), today) for one in rows]


def row_of(one: Conversation, remarks: Sequence[Remark], today: date) -> Row:
    text = remarks[0].text if remarks else ""
    by = one.begun_by.name if one.begun_by else ""
    return Row(one, text, by, max(0, len(remarks) - 1), waits_words(one, today), age_words(one, today))


def waits_words(one: Conversation, today: date) -> str:
    """For whom it waits, and for how long; nothing once it is over."""
    if not one.waits_for:
        return ""
    days = (today - timezone.localdate(one.waits_since)).days
    if days < 1:
        return _("waits for %(whom)s") % {"whom": Side(one.waits_for).label}
    words = ngettext("waits for %(whom)s, %(days)s day", "waits for %(whom)s, %(days)s days", days)
    return words % {"whom": Side(one.waits_for).label, "days": days}


def age_words(one: Conversation, today: date) -> str:
    days = (today - timezone.localdate(one.begun_at)).days
    if days < 1:
        return _("begun today")
    return ngettext("begun %(days)s day ago", "begun %(days)s days ago", days) % {"days": days}


def groups(rows: Iterable[Conversation], plan: Plan | None, today: date) -> list[Group]:
    """Conversations by the part of the plan they are about, in the plan's order; questions of the school first."""
    found: dict[tuple[bool, str], list[Row]] = {}
    for row in rows_of(rows, today):
        found.setdefault((row.conversation.kind == Kind.COMMENT, row.conversation.part), []).append(row)
    order = list(Part.values)
    keys = sorted(found, key=lambda key: (key[0], order.index(key[1])))
    return [Group(_label(*key), says(plan, key[1]), tuple(found[key])) for key in keys]


def _label(comment: bool, part: str) -> str:
    if not comment:
        return _("What we asked")
    return _("The plan: %(part)s") % {"part": Part(part).label} if part else _("The plan as a whole")


def says(plan: Plan | None, part: str) -> str:
    """What the plan says at one of its parts, where that is words."""
    value = getattr(plan, part, "") if plan and part else ""
    return value if isinstance(value, str) else ""


def frame(unit: Unit, title: str, *, lead: str = "", back: str = "", submit: str = "") -> dict[str, Any]:
    """What a small form shows round itself."""
    home = reverse("guidance:school", args=[unit.pk])
    crumbs = (Crumb(unit.name, unit.get_absolute_url()), Crumb(_("Guidance team"), home))
    return {"title": title, "lead": lead, "back": back or home, "crumbs": crumbs, "submit": submit}


def beside_frame(measure: Measure, title: str, *, lead: str = "", submit: str = "") -> dict[str, Any]:
    url = measure.get_absolute_url()
    crumbs = (Crumb(measure.unit.name, measure.unit.get_absolute_url()), Crumb(measure.title, url))
    return {"title": title, "lead": lead, "back": f"{url}#guidance", "crumbs": crumbs, "submit": submit}


def reaches(unit: Unit, day: date, *, closed: bool = False) -> dict[str, Any]:
    """Whom a question reaches, and whether they see the measure it is about."""
    return {"friends": friends_of(unit, day), "closed": closed}
