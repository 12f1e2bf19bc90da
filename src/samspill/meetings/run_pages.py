"""What the screen in the meeting shows, put together once for people at the table and for the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from samspill.access.gate import may
from samspill.documents.models import Upload
from samspill.documents.queries import uploads_of
from samspill.meetings import dynamics, run_queries
from samspill.meetings.beside import Beside, besides
from samspill.meetings.models import Here, Item, Meeting, Outcome, Presence
from samspill.meetings.queries import agenda_of, kept_from, readable_items
from samspill.meetings.run_forms import Choices, OutcomeForm
from samspill.meetings.run_queries import Spent
from samspill.meetings.taking_part import writer
from samspill.meetings.words import kind_of, method_of, title_of
from samspill.methods.schema import Method
from samspill.notes.models import Line
from samspill.notes.queries import lines
from samspill.people.asking import Asked, number
from samspill.people.models import Person
from samspill.people.panels import Crumb


@dataclass(frozen=True, slots=True)
class Stop:
    """One item on the way through the agenda. What a guest may not read has no item, only its number."""

    number: int
    pk: int
    status: str  # "done", "now", "coming"
    item: Item | None
    spent: Spent
    spent_minutes: int
    title: str = ""
    url: str = ""
    shown: bool = False


@dataclass(frozen=True, slots=True)
class There:
    """One person at the meeting, with who could come instead."""

    presence: Presence
    deputy: Person | None
    out: bool = False  # of the room for the item shown

    @property
    def is_here(self) -> bool:
        return self.presence.here == Here.PRESENT

    @property
    def is_absent(self) -> bool:
        return self.presence.here == Here.ABSENT

    @property
    def toggles_out(self) -> str:
        """What the button sends: that the person goes, or (empty) that the person is back."""
        return "" if self.out else "1"


class RunPage:
    """The screen for one reader: lazy, so that the wall and a poll ask only for what they show."""

    def __init__(self, request: Asked, meeting: Meeting, now: datetime, item: Item | None = None) -> None:
        self.request, self.meeting, self.now = request, meeting, now
        self.may_write = may(request, writer(request.person)(meeting), "minutes.write") and not meeting.approved_at
        note = meeting.note
        # Who has no seat in the arena has no socket either, and writes and reads by the page.
        self.socket = note.address if note and may(request, note, note.write_word) else ""
        self.state = run_queries.state_of(meeting) + ("" if self.socket else run_queries.text_state(note))
        self.apart = False  # the list of people on a page of its own
        self._wanted = item.pk if item else number(request, "item")

    @property
    def poll_url(self) -> str:
        shown = f"item={self.shown_id}&" if self.shown_id else ""
        waits = "" if self.meeting.begun_at else "waits=1&"
        return f"{run_url(self.meeting)}?{shown}{waits}seen={self.state}"

    @property
    def parts(self) -> str:
        """What a poll puts in anew. Live text looks after itself, and would lose what is being typed."""
        own = ("run-now", "run-progress", "run-outcomes", "run-people", "run-count")
        without_socket = () if self.socket or self.may_write else ("run-minutes",)
        return ",".join(f"#{part}:outerMorph" for part in (*own, *without_socket))

    @property
    def wall_poll_url(self) -> str:
        return f"{reverse('meetings:wall', args=[self.meeting.pk])}?seen={self.state}"

    @property
    def back_query(self) -> str:
        """What lets a tap in the list of people lead back to where it was made."""
        return f"?item={self.shown_id}" if self.shown_id and not self.apart else ""

    @property
    def draft_key(self) -> str:
        return f"outcome-{self.shown_id}"

    @property
    def asks_who_is_here(self) -> bool:
        return self.meeting.begun_at is None

    @cached_property
    def running(self) -> bool:
        return self.meeting.begun_at is not None and self.meeting.ended_at is None

    @cached_property
    def crumbs(self) -> tuple[Crumb, ...]:
        arena = self.meeting.arena
        return (Crumb(arena.unit.name, arena.unit.get_absolute_url()), Crumb(str(arena), arena.get_absolute_url()))

    @cached_property
    def _readable(self) -> dict[int, Item]:
        return {item.pk: item for item in readable_items(self.meeting, self.request.person)}

    @cached_property
    def stops(self) -> list[Stop]:
        spent = run_queries.spent_in(self.meeting)
        rows = enumerate(agenda_of(self.meeting).values_list("pk", flat=True), start=1)
        return [self._stop(place, pk, self._readable.get(pk), spent.get(pk, Spent())) for place, pk in rows]

    def _stop(self, place: int, pk: int, item: Item | None, spent: Spent) -> Stop:
        now = self.meeting.current_id == pk
        status = "now" if now else "done" if spent.seconds or spent.since else "coming"
        url = f"{reverse('meetings:run', args=[self.meeting.pk])}?item={pk}" if item else ""
        title = title_of(item, self._method) if item else ""
        shown = item is not None and pk == self.shown_id
        return Stop(place, pk, status, item, spent, spent.minutes(self.now), title, url, shown)

    @cached_property
    def _method(self) -> Method | None:
        return method_of(self.meeting.arena)

    @cached_property
    def shown_id(self) -> int | None:
        """The item asked for, else the one the meeting is at, else the first that the reader may read."""
        wanted = [pk for pk in (self._wanted, self.meeting.current_id, *self._readable) if pk in self._readable]
        return wanted[0] if wanted else None

    @cached_property
    def shown(self) -> Stop | None:
        return next((stop for stop in self.stops if stop.shown), None)

    @cached_property
    def current(self) -> Stop | None:
        return next((stop for stop in self.stops if stop.status == "now"), None)

    @cached_property
    def elsewhere(self) -> bool:
        """Whether the reader looks at another item than the meeting does."""
        return self.current is not None and not self.current.shown

    def _beside(self, stop: Stop | None, step: int) -> Stop | None:
        place = stop.number - 1 + step if stop else -1
        return self.stops[place] if 0 <= place < len(self.stops) else None

    @cached_property
    def before(self) -> Stop | None:
        return self._beside(self.shown, -1)

    @cached_property
    def after(self) -> Stop | None:
        return self._beside(self.shown, 1)

    @cached_property
    def next(self) -> Stop | None:
        return self._beside(self.current, 1)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        return list(run_queries.outcomes_of([self.shown.item])) if self.shown and self.shown.item else []

    @cached_property
    def papers(self) -> list[Upload]:
        """The files handed in with the matter."""
        item = self.shown.item if self.shown else None
        return list(uploads_of(item._meta.label_lower, item.pk)) if item else []

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """What rooms above say beside the matter."""
        item = self.shown.item if self.shown else None
        return besides([item], self.request.actor).get(item.pk, ()) if item else ()

    @cached_property
    def lines(self) -> list[Line]:
        note, shown = self.meeting.note, self.shown
        return list(lines(note, shown.item.field)) if note and shown and shown.item else []

    @cached_property
    def people(self) -> list[There]:
        deputies = run_queries.deputies_at(self.meeting)
        rows = list(run_queries.presences_of(self.meeting))
        here = {row.person_id for row in rows if row.here == Here.PRESENT}
        return [self._there(row, deputies, here) for row in rows]

    def _there(self, row: Presence, deputies: Mapping[int, Person], here: set[int]) -> There:
        deputy = deputies.get(row.person_id)
        # Prefetched to `out` by presences_of.
        out = {away.item_id for away in row.out}  # type: ignore[attr-defined]
        free = deputy if deputy and deputy.pk not in here and row.here != Here.PRESENT else None
        return There(row, free, self.shown_id in out)

    @cached_property
    def present(self) -> int:
        return sum(there.presence.here == Here.PRESENT for there in self.people)

    @cached_property
    def unsaid(self) -> int:
        return sum(there.presence.here == Here.UNKNOWN for there in self.people)

    @cached_property
    def not_reached(self) -> Sequence[Item]:
        rows = run_queries.not_reached(self.meeting).exclude(kept_from(self.request.person))
        return list(rows) if self.meeting.ended_at else []

    @cached_property
    def deciders(self) -> str:
        """Who decides, where this arena only discusses (who talks and who decides are two things); else empty."""
        arena, method = self.meeting.arena, method_of(self.meeting.arena)
        kind = kind_of(arena, method)
        if kind is None or kind.decides or method is None or arena.project is None:
            return ""
        deciding = [other.id for other in method.arenas.values() if other.decides and other.standing]
        return ", ".join(arena.project.word(f"arenas.{one}.name") for one in deciding)

    @cached_property
    def evaluates(self) -> bool:
        method = method_of(self.meeting.arena)
        return method is not None and dynamics.FORM in method.forms

    @cached_property
    def new_outcome(self) -> OutcomeForm:
        return OutcomeForm(choices=choices_for(self.meeting, self.request))


def choices_for(meeting: Meeting, request: Asked) -> Choices:
    following = run_queries.meeting_after(meeting)
    return Choices(
        people=run_queries.who_can_do(meeting, request.today),
        arenas=run_queries.arenas_to_send_to(meeting.arena, request.today),
        today=request.today,
        forum=run_queries.forum_of(meeting.arena, request.today),
        next_meeting=following.on if following else None,
    )


def frame(meeting: Meeting, title: str, back: str) -> dict[str, Any]:
    """What a small form beside the meeting shows round itself."""
    arena = meeting.arena
    crumbs = (Crumb(str(arena), arena.get_absolute_url()), Crumb(str(meeting), run_url(meeting)))
    return {"title": title, "back": back, "crumbs": crumbs}


def run_url(meeting: Meeting, item: Item | None = None) -> str:
    base = reverse("meetings:run", args=[meeting.pk])
    return f"{base}?item={item.pk}" if item else base
