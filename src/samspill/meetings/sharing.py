"""Whom minutes go to: the arena itself, the arenas the method names (R52), and why they go no further."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.arenas.queries import ARENAS, memberships_on, passing
from samspill.meetings.models import Here, Meeting
from samspill.meetings.words import kind_of, method_of
from samspill.people.models import Person
from samspill.people.queries import running


def receivers(meeting: Meeting, day: date) -> QuerySet[Person]:
    """Everybody with a seat in the arena, absentees too; guests of the meeting; and whoever stood in."""
    seats = memberships_on(day).filter(arena=meeting.arena_id)
    there = meeting.presences.filter(here=Here.PRESENT, guest=False).values("person")
    guests = meeting.presences.filter(guest=True).values("person")
    sitting = Q(pk__in=seats.filter(guest=False).values("person"))
    visiting = Q(pk__in=seats.filter(guest=True, person__in=guests).values("person"))
    return Person.objects.filter(sitting | visiting | Q(pk__in=there))


def members_of(arena: Arena, day: date) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=memberships_on(day).filter(arena=arena, guest=False).values("person"))


def sisters_of(meeting: Meeting, day: date) -> QuerySet[Arena]:
    """The arenas of the same unit that get the minutes by themselves."""
    return _sisters(meeting.arena, _named(meeting.arena), day)


def _named(arena: Arena) -> tuple[str, ...]:
    kind = kind_of(arena, method_of(arena))
    return kind.forwards_to if kind else ()


def _sisters(arena: Arena, kinds: tuple[str, ...], day: date) -> QuerySet[Arena]:
    rows = ARENAS.filter(running(day), unit=arena.unit_id, project=arena.project_id, kind__in=kinds)
    return rows.exclude(pk=arena.pk).order_by("kind", "group")


def why_no_sisters(arena: Arena, day: date) -> str:
    """Why the minutes go to no other arena by themselves; nothing when they do."""
    kinds = _named(arena)
    if arena.project is None:
        return _("This arena belongs to no method, so its minutes go to no other arena by themselves.")
    if not kinds:
        return _("The method sends the minutes of this arena to no other arena.")
    if not _sisters(arena, kinds, day).exists():
        names = ", ".join(arena.project.word(f"arenas.{kind}.name") for kind in kinds)
        return _("The method sends these minutes to: %(arenas)s. No such arena runs here now.") % {"arenas": names}
    return ""


def can_get(meeting: Meeting, day: date) -> QuerySet[Arena]:
    """Every other arena of the municipality that runs and has not got these minutes yet."""
    got = meeting.forwards.values("to")
    rows = ARENAS.filter(running(day), ~passing(), unit__municipality=meeting.arena.unit.municipality_id)
    return rows.exclude(pk=meeting.arena_id).exclude(pk__in=got)
