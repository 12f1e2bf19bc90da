from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from samspill.arenas.models import Arena
from samspill.arenas.queries import memberships_on
from samspill.followups.models import Followup
from samspill.people.models import Person

OPEN = Q(done_on=None, dropped="")
FOLLOWUPS = Followup.objects.select_related("arena__unit__municipality", "arena__project", "who", "made_by")


def open_of(person: Person) -> QuerySet[Followup]:
    """What somebody has promised and not done, over all arenas, the earliest first."""
    return FOLLOWUPS.filter(OPEN, who=person)


def open_in(arena: Arena) -> QuerySet[Followup]:
    """What has been promised in an arena and is not done."""
    return FOLLOWUPS.filter(OPEN, arena=arena)


def made_in(kind: str, ids: Iterable[int]) -> QuerySet[Followup]:
    """What came of some meetings (measures …), done or not."""
    return FOLLOWUPS.filter(origin_kind=kind, origin_id__in=list(ids))


def done_since(day: date) -> Q:
    return Q(done_on__gte=day)


def thread_of(arena: Arena, since: date | None) -> QuerySet[Followup]:
    """The thread from last time (R46): what is open, and what was done since `since`, with the words about it."""
    return FOLLOWUPS.filter(OPEN | done_since(since) if since else OPEN, arena=arena)


def asked_by(person: Person, since: date) -> QuerySet[Followup]:
    """What somebody has asked others for: open, and done since `since`."""
    return FOLLOWUPS.filter(OPEN | done_since(since), made_by=person).exclude(who=person)


def colleagues_in(arena: Arena, day: date) -> QuerySet[Person]:
    """Who can be asked to do something for an arena: its members, and those who stand in."""
    seats = memberships_on(day).filter(arena=arena)
    return Person.objects.filter(Q(pk__in=seats.values("person")) | Q(pk__in=seats.values("deputy")))
