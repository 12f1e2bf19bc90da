"""What the pages about an arena's meetings and its inbox show."""

from __future__ import annotations

from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.urls import reverse

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.arenas.pages import arena_tabs, under
from samspill.arenas.words import name_of
from samspill.meetings.agenda_pages import form_frame, plain
from samspill.meetings.models import Item, Meeting
from samspill.meetings.queries import coming, kept_from, meetings_of, next_meeting, waiting_in
from samspill.meetings.words import method_of, title_of
from samspill.methods.schema import Method
from samspill.people.asking import Asked, number

PER_PAGE = 20


def arena_meetings(request: Asked, arena: Arena) -> dict[str, object]:
    """What is before the arena and what has been, with what waits in its inbox."""
    method, today = method_of(arena), request.today
    ahead = list(coming(arena, today).order_by("on", "begins", "id"))
    past = meetings_of(arena).exclude(pk__in=[one.pk for one in ahead]).order_by("-on", "-id")
    page: Page[Meeting] = Paginator(past, PER_PAGE).get_page(request.GET.get("page"))
    return {
        **arena_frame(request, arena, method),
        "coming": ahead,
        "past": page,
        "waiting": waiting_in(arena).count(),
        "prepares": may(request, arena, "meeting.prepare"),
    }


def arena_frame(request: Asked, arena: Arena, method: Method | None) -> dict[str, object]:
    name = name_of(arena, method)
    return {
        "page": arena_tabs(arena, method, may_meet=may(request, arena, "meeting.read")),
        "arena": arena,
        "name": name,
        "crumbs": under(arena, name),
        "may_submit": may(request, arena, "item.submit"),
        "may_sort": may(request, arena, "item.sort"),
    }


def inbox_page(request: Asked, arena: Arena) -> dict[str, object]:
    """Everything that waits; what is postponed stands with the meeting it waits for."""
    method = method_of(arena)
    rows = [plain(item, method) for item in waiting_in(arena).exclude(kept_from(request.person))]
    return {
        **arena_frame(request, arena, method),
        "rows": [row for row in rows if not _put_off(row.item)],
        "postponed": [row for row in rows if _put_off(row.item)],
        "next": next_meeting(arena, request.today),
    }


def _put_off(item: Item) -> bool:
    return item.meeting is not None and item.meeting.ended_at is None and not item.meeting.called_off


def taken_in(arena: Arena, today: date, at: datetime) -> tuple[Meeting | None, bool]:
    """The meeting that a matter handed in now can come to, and whether the next one is closed already."""
    ahead = list(coming(arena, today).filter(begun_at=None).order_by("on", "begins", "id")[:10])
    for meeting in ahead:
        if meeting.inbox_closes is None or at <= meeting.inbox_closes:
            return meeting, meeting != ahead[0]
    return None, bool(ahead)


def submit_frame(arena: Arena, today: date, at: datetime) -> dict[str, object]:
    """The form to hand in with: to which meeting the matter can come."""
    meeting, closed = taken_in(arena, today, at)
    back = reverse("arenas:arena", args=[arena.pk])
    name = name_of(arena, method_of(arena))
    return {
        "arena": arena,
        "name": name,
        "crumbs": under(arena, name),
        "meeting": meeting,
        "closed": closed,
        "draft": f"matter-{arena.pk}",
        "back": back,
    }


def verb_frame(item: Item, title: str, back: str, submit: str) -> dict[str, object]:
    """The form for one answer to a matter, with the matter's title above it."""
    lead = title_of(item, method_of(item.arena))
    return {**form_frame(item.arena, title, back), "lead": lead, "submit": submit}


def back_to(request: Asked, item: Item) -> str:
    """Back to the meeting whose agenda the leader was sorting, else to the inbox."""
    meeting = Meeting.objects.filter(pk=number(request, "meeting") or 0, arena=item.arena_id).first()
    return meeting.get_absolute_url() if meeting else reverse("meetings:inbox", args=[item.arena_id])
