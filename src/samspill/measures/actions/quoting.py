"""Keeping what was said, word for word: the ground that proposals grow from."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.measures.models import Source, Statement
from samspill.meetings.models import Item
from samspill.people.models import Unit
from samspill.projects.models import Project


@transaction.atomic
def quote(
    project: Project,
    unit: Unit,
    *,
    text: str,
    said_on: date,
    acting: object,
    at: datetime,
    source: str = Source.MEETING,
    level: str = "",
    arena: Arena | None = None,
    item: Item | None = None,
    origin_kind: str = "",
    origin_id: int | None = None,
    origin_name: str = "",
    origin_url: str = "",
) -> Statement:
    """Keep a statement: what was said and where, never by whom. The same one is kept once, however often it is quoted.

    `origin_kind` and `origin_id` are what the room it comes from calls it (“line”, “outcome”, “group-note” …).
    """
    words = text.strip()
    same = Statement.objects.filter(project=project, unit=unit, text=words, said_on=said_on, item=item)
    known = same.filter(origin_kind=origin_kind, origin_id=origin_id).first()
    if known is not None:
        return known
    made = Statement(
        project=project,
        unit=unit,
        text=words,
        said_on=said_on,
        level=level,
        source=source,
        arena=arena,
        item=item,
        origin_kind=origin_kind,
        origin_id=origin_id,
        origin_name=origin_name[:300],
        origin_url=origin_url,
    )
    made.full_clean()
    made.save()
    note("statement.quoted", made, acting=acting, at=at)
    return made
