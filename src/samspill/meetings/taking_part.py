"""Those who are there without a seat: a guest for one evening, a substitute, whoever was asked to take the minutes.

The gate knows seats. A meeting knows who is invited to it, and until its minutes are approved that counts as being the
person whom the meeting is about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q

from samspill.access.rules import Scope
from samspill.meetings.models import Here, Item, Meeting, Outcome, Presence
from samspill.people.models import Person

# Whoever was invited through a seat, and did not come, reads and writes by the seat: it may have ended since.
BY_NAME = Q(role="") | Q(stands_in_for__isnull=False) | Q(here=Here.PRESENT)

Within = Meeting | Item | Outcome | Presence


def reader(person: Person | None) -> Callable[[Within], Scope]:
    """Whoever is invited or there may read along."""
    return lambda thing: _scope(thing, person, {})


def writer(person: Person | None) -> Callable[[Within], Scope]:
    """Whoever is there as a member or in a member's place may write; a guest may not."""
    return lambda thing: _scope(thing, person, {"guest": False})


def _scope(thing: Within, person: Person | None, kind: dict[str, bool]) -> Scope:
    meeting = meeting_of(thing)
    if meeting is None:
        return replace(thing.scope(), person=None)
    scope = meeting.scope()
    there = person and not meeting.approved_at and meeting.presences.filter(BY_NAME, person=person, **kind).exists()
    return replace(scope, person=person.pk) if person and there else scope


def meeting_of(thing: Within) -> Meeting | None:
    if isinstance(thing, Meeting):
        return thing
    return thing.item.meeting if isinstance(thing, Outcome) else thing.meeting
