"""What the pages about agendas and inboxes show, gathered with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.arenas.pages import under
from samspill.arenas.queries import ARENAS, memberships_on, passing
from samspill.arenas.words import name_of
from samspill.delivery import addresses
from samspill.documents.models import Upload
from samspill.documents.queries import uploads_of_all
from samspill.followups.models import Followup
from samspill.followups.queries import open_in
from samspill.meetings.agenda_changes import Changes, changes_between
from samspill.meetings.agenda_forms import PlanForm
from samspill.meetings.agenda_lines import line_of, told
from samspill.meetings.beside import Beside, besides
from samspill.meetings.due import FOLLOWUP, MINUTES
from samspill.meetings.models import Forward, Item, Meeting, Presence, Reply
from samspill.meetings.queries import (
    Split,
    agenda_of,
    forwarded_to,
    hours_of,
    inbox_of,
    kept_from,
    readable_items,
    removed_from,
    split,
)
from samspill.meetings.words import kinds_of_matter, method_of, name_here, point_title, points_of, title_of
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.models import Person
from samspill.people.panels import Crumb
from samspill.people.queries import running
from samspill.projects.words import sentence

KIND = "meetings.item"  # by which a paper knows that it belongs to a matter


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the reader sees it: when it begins, what was changed since it was sent, what is read under it."""

    item: Item
    title: str
    source: str = ""
    begins: datetime | None = None
    mark: str = ""
    thread: tuple[Followup, ...] = ()
    papers: tuple[Forward, ...] = ()
    files: tuple[Upload, ...] = ()
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Meeting
    title: str
    arena_name: str
    rows: tuple[Row, ...]
    split: Split
    inbox: tuple[Row, ...]
    removed: tuple[Row, ...]
    points: tuple[tuple[str, str], ...]
    changes: Changes
    gone: tuple[str, ...]
    may_prepare: bool
    may_sort: bool
    may_submit: bool
    before: bool
    invited: tuple[Presence, ...]
    reply: Presence | None  # of the reader, while it can be answered
    kicker: str
    today: date
    files: ClassVar[tuple[str, ...]] = ("pdf", "docx", "odt")
    crumbs: tuple[Crumb, ...]

    @property
    def sends(self) -> bool:
        """Whether there is something to send: the agenda, or what has changed in it since."""
        return self.before and (self.meeting.agenda_sent_at is None or bool(self.changes))

    @property
    def begins_now(self) -> bool:
        """On its day the meeting begins; before it, the agenda is what waits."""
        return self.before and self.meeting.on <= self.today

    @property
    def asks_reply(self) -> bool:
        return self.reply is not None and self.reply.reply == Reply.NONE

    @property
    def room(self) -> int:
        return self.meeting.room_for_items

    @property
    def over(self) -> int:
        """How many minutes too many are planned."""
        return max(0, self.split.total - self.room)

    @property
    def widest(self) -> int:
        """The width of the bar in minutes."""
        return max(self.room, self.split.total, 1)

    @property
    def left(self) -> int:
        return max(0, self.room - self.split.total)

    @property
    def seen(self) -> str:
        """The order the reader has before her: an order saved over another one is refused."""
        return ",".join(str(row.item.pk) for row in self.rows)

    @property
    def may_order(self) -> bool:
        return self.may_sort and not self.meeting.ended_at and not self.meeting.called_off


def meeting_title(meeting: Meeting, method: Method | None) -> str:
    day = date_format(meeting.on, "MONTH_DAY_FORMAT")
    return sentence("%(name)s, %(day)s", name=meeting.title or name_of(meeting.arena, method), day=day)


def meeting_page(request: Asked, meeting: Meeting) -> MeetingPage:
    """The meeting with its agenda, and below it what waits in the inbox."""
    method = method_of(meeting.arena)
    items = list(readable_items(meeting, request.person))
    kept = set(Item.objects.filter(kept_from(request.person), meeting=meeting).values_list("pk", flat=True))
    sent = [line for line in meeting.agenda_sent if line["id"] not in kept]
    changes = changes_between(sent, [line_of(item) for item in items]) if sent else None
    name = name_of(meeting.arena, method)
    sorts = may(request, meeting, "item.sort")
    open_still = not meeting.ended_at and not meeting.called_off
    before = meeting.begun_at is None and open_still
    invited = tuple(meeting.presences.select_related("person"))
    return MeetingPage(
        meeting=meeting,
        title=meeting_title(meeting, method),
        arena_name=name,
        rows=tuple(_rows(request, meeting, items, method, changes or Changes())),
        split=split(items),
        inbox=tuple(plain(item, method) for item in _waiting(request, meeting)) if open_still else (),
        removed=tuple(plain(item, method) for item in removed_from(meeting)) if sorts and open_still else (),
        points=tuple(_free_points(meeting, items, method)) if sorts and open_still else (),
        changes=changes or Changes(),
        gone=tuple(str(line["title"]) for line in changes.gone) if changes else (),
        may_prepare=may(request, meeting, "meeting.prepare"),
        may_sort=sorts,
        may_submit=may(request, meeting.arena, "item.submit"),
        before=before,
        invited=invited,
        reply=next((row for row in invited if before and row.person == request.person), None),
        kicker=str(meeting.arena.unit) if meeting.title == "" else name,
        today=request.today,
        crumbs=(*under(meeting.arena, name), Crumb(_("Meetings"), arena_url(meeting.arena))),
    )


def _waiting(request: Asked, meeting: Meeting) -> QuerySet[Item]:
    return inbox_of(meeting.arena).exclude(kept_from(request.person))


def arena_url(arena: Arena) -> str:
    return reverse("meetings:arena", args=[arena.pk])


def plain(item: Item, method: Method | None) -> Row:
    return Row(item, title_of(item, method), source_of(item))


def source_of(item: Item) -> str:
    """Where an item comes from, in words; empty for what stands on every agenda."""
    words = {
        "followup": _("from the follow-ups"),
        "minutes": _("minutes that have come"),
        "measure": _("about a measure"),
        "proposals": _("new proposals"),
        "hearing": _("proposals to be heard"),
        "overall-plan": _("about the overall plan"),
        "clarification": _("to be clarified"),
        "answer": _("an answer has come"),
        "point": _("due by the method"),
        "postponed": _("postponed to this meeting"),
    }
    if item.source:
        return words.get(item.source, item.source)
    if item.submitted_by:
        return str(sentence(_("from %(name)s"), name=item.submitted_by))
    return ""


def _rows(
    request: Asked, meeting: Meeting, items: Sequence[Item], method: Method | None, changes: Changes
) -> Iterable[Row]:
    collects = {point.id: point.collects for point in points_of(meeting.arena, method)}
    thread = _thread(meeting, items, collects) if may(request, meeting.arena, "followup.read") else ()
    papers, files, beside = _papers(meeting, items), _files(items), besides(items, request.actor)
    for item, begins in zip(items, hours_of(meeting, items), strict=True):
        yield Row(
            item,
            title_of(item, method),
            source_of(item),
            begins,
            changes.marks.get(item.pk, ""),
            thread if FOLLOWUP in collects.get(item.point, ()) else (),
            papers.get(item.source_id or 0, ()) if item.source == MINUTES else (),
            files.get(item.pk, ()),
            beside.get(item.pk, ()),
        )


def _thread(meeting: Meeting, items: Sequence[Item], collects: Mapping[str, tuple[str, ...]]) -> tuple[Followup, ...]:
    """What is promised and open, read under the point that takes up the thread; over when the meeting is."""
    if meeting.ended_at or not any(FOLLOWUP in collects.get(item.point, ()) for item in items):
        return ()
    own = {item.source_id for item in items if item.source == FOLLOWUP}
    return tuple(one for one in open_in(meeting.arena) if one.pk not in own)


def _papers(meeting: Meeting, items: Sequence[Item]) -> Mapping[int, tuple[Forward, ...]]:
    if not any(item.source == MINUTES for item in items):
        return {}
    found: dict[int, tuple[Forward, ...]] = {}
    for one in forwarded_to(meeting):
        found[one.meeting.arena_id] = (*found.get(one.meeting.arena_id, ()), one)
    return found


def _files(items: Sequence[Item]) -> Mapping[int, tuple[Upload, ...]]:
    found: dict[int, tuple[Upload, ...]] = {}
    for upload in uploads_of_all(KIND, [item.pk for item in items]):
        found[upload.thing_id] = (*found.get(upload.thing_id, ()), upload)
    return found


def _free_points(meeting: Meeting, items: Sequence[Item], method: Method | None) -> Iterable[tuple[str, str]]:
    """The method's points that are not on this agenda."""
    there = {item.point for item in items}
    if method is None:
        return
    for point in points_of(meeting.arena, method):
        if point.id not in there:
            yield point.id, point_title(meeting.arena, method, point)


def people_of(arena: Arena, day: date) -> QuerySet[Person]:
    """Those who sit in the arena: who may bring a matter up."""
    return Person.objects.filter(pk__in=memberships_on(day).filter(arena=arena).values("person"))


def arenas_to_send_to(arena: Arena, day: date) -> tuple[QuerySet[Arena], list[tuple[str, str]]]:
    """The other arenas of the own unit, and the municipality's."""
    office = Q(unit__municipality_id=arena.unit.municipality_id, unit__kind="office")
    rows = ARENAS.filter(running(day), ~passing(), Q(unit=arena.unit_id) | office).exclude(pk=arena.pk)
    methods: dict[int | None, Method | None] = {}
    names = []
    for one in rows:
        if one.project_id not in methods:
            methods[one.project_id] = method_of(one)
        names.append((str(one.pk), name_here(one, methods[one.project_id])))
    return rows, names


def form_frame(arena: Arena, title: str, back: str) -> dict[str, object]:
    """What every form below an arena's meetings shows round itself."""
    name = name_of(arena, method_of(arena))
    return {"title": title, "back": back, "crumbs": (*under(arena, name), Crumb(_("Meetings"), arena_url(arena)))}


def plan_frame(meeting: Meeting, form: PlanForm) -> dict[str, object]:
    """The form for the minutes of all items; it says how much room there is."""
    frame = form_frame(meeting.arena, _("Plan the time"), meeting.get_absolute_url())
    method = method_of(meeting.arena)
    rows = [(title_of(item, method), *fields) for item, *fields in form.rows()]
    return {**frame, "meeting": meeting, "rows": rows}


def kinds_for(item: Item) -> list[tuple[str, str]]:
    return kinds_of_matter(item.arena, method_of(item.arena))


def back_of(item: Item) -> str:
    """Where an item stands: on its meeting's agenda, else in the inbox."""
    return item.meeting.get_absolute_url() if item.meeting else reverse("meetings:inbox", args=[item.arena_id])


def send_frame(meeting: Meeting) -> dict[str, object]:
    """The preview: who gets the agenda, and who has no address to send it to."""
    method = method_of(meeting.arena)
    items = list(agenda_of(meeting))
    now = [line_of(item) for item in items]
    people = list(meeting.presences.select_related("person"))
    return {
        **form_frame(meeting.arena, _("Send the agenda"), meeting.get_absolute_url()),
        "meeting": meeting,
        "meeting_title": meeting_title(meeting, method),
        "rows": [plain(item, method) for item in items],
        "receivers": [row.person for row in people if row.person.email],
        "without": [row.person for row in people if not row.person.email],
        "can_send": addresses.can_send(),
        "news": told(changes_between(meeting.agenda_sent, now), now) if meeting.agenda_sent else [],
    }
