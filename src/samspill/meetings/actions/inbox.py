"""The inbox of an arena: what is handed in, and what becomes of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.meetings.models import Item, Step
from samspill.people.models import Person
from samspill.people.versions import save_new


@transaction.atomic
def submit(
    arena: Arena,
    *,
    title: str,
    acting: Person | None,
    at: datetime,
    text: str = "",
    owner: Person | None = None,
    minutes: int | None = None,
    tryout: bool = False,
    treats: str = "",
    came_from: Item | None = None,
) -> Item:
    """Hand in a matter. It waits in the inbox until the lead answers."""
    item = save_new(
        Item(
            arena=arena,
            title=title,
            text=text,
            owner=owner,
            minutes=minutes,
            tryout=tryout,
            treats=treats,
            came_from=came_from,
            submitted_by=acting,
            submitted_at=at,
        )
    )
    Step.objects.create(item=item, kind="submitted", at=at, by=acting, arena=arena)
    note("item.submitted", item, acting=acting, at=at)
    return item
