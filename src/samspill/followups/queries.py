from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from samspill.arenas.models import Arena
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
