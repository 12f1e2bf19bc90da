"""The page of one matter: what it is, where it is, what came of it."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from samspill.access.gate import may
from samspill.arenas.pages import under
from samspill.arenas.words import name_of
from samspill.documents.actions import Place
from samspill.documents.forms import FileForm
from samspill.documents.queries import uploads_of
from samspill.meetings.agenda_pages import KIND, arena_url, meeting_title, source_of
from samspill.meetings.beside import besides
from samspill.meetings.models import Item, ItemState, Outcome
from samspill.meetings.queries import kept_from, next_meeting
from samspill.meetings.way import heirs_of, way_of
from samspill.meetings.words import method_of, title_of
from samspill.people.asking import Asked
from samspill.people.panels import panels_for


def item_page(request: Asked, item: Item) -> dict[str, object]:
    """The sender reads it too, member or not: where it is, and each step of its way."""
    method = method_of(item.arena)
    name = name_of(item.arena, method)
    sits = may(request, item.arena, "meeting.read")
    waits = item.state == ItemState.WAITING
    return {
        "item": item,
        "title": title_of(item, method),
        "source": source_of(item),
        "name": name,
        "crumbs": under(item.arena, name) if sits else (),
        "meetings_url": arena_url(item.arena) if sits else "",
        "meeting_title": meeting_title(item.meeting, method) if item.meeting else "",
        "sits": sits,
        "stages": way_of(item),
        "outcomes": outcomes_of(request, item),
        "beside": besides([item], request.actor).get(item.pk, ()),
        "sorts": may(request, item, "item.sort"),
        "withdraws": waits and may(request, item, "item.withdraw"),
        "waits": waits,
        "planned": item.state == ItemState.AGENDA and item.meeting is not None and item.meeting.ended_at is None,
        "uploads": uploads_of(KIND, item.pk) if sits else (),
        "file_form": FileForm() if sits and may(request, item.arena, "item.submit") else None,
        "file_url": reverse("meetings:attach", args=[item.pk]),
        "panels": panels_for("item", request, item),
        "next": next_meeting(item.arena, request.today) if waits else None,
    }


def place_of(item: Item) -> Place:
    """Where a paper to a matter belongs: whoever reads the matter in its arena reads the paper."""
    unit = item.arena.unit
    return Place(
        municipality_id=unit.municipality_id,
        unit_id=unit.pk,
        arena_id=item.arena_id,
        thing_kind=KIND,
        thing_id=item.pk,
        home=item.get_absolute_url(),
        read_word="item.read",
        write_word="item.sort",
        language=unit.language or unit.municipality.language,
    )


def outcomes_of(request: Asked, item: Item) -> QuerySet[Outcome]:
    """What came of it, for whoever reads the minutes; for everybody on its way once the minutes are shared."""
    shared = Q(item__meeting__shared_at__isnull=False)
    readable = Q(item=item) if may(request, item.arena, "minutes.read") else Q(item=item) & shared
    rows = Outcome.objects.filter(readable | (Q(item__in=heirs_of(item)) & shared))
    kept = Item.objects.filter(kept_from(request.person)).values("pk")
    return rows.exclude(item__in=kept).select_related("item__arena", "made_by", "followup")
