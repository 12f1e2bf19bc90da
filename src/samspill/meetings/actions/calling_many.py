"""Many meetings called at once: a year of them is one piece of work, in a number of statements that stays the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from samspill.arenas.models import Arena, Membership
from samspill.journal.actions import note_all
from samspill.meetings.actions.agenda import standing_points
from samspill.meetings.models import Item, Meeting, Presence
from samspill.meetings.words import method_of
from samspill.methods.schema import Method
from samspill.people.models import Person
from samspill.people.versions import naming

#: What is known to be sound: rows of the caller, and what is made here.
KNOWN = ("arena", "series", "minute_taker", "note", "current", "approved_in")


@dataclass(frozen=True, slots=True)
class Call:
    """One of the meetings. With `only`, these are invited by name instead of all members of that day."""

    arena: Arena
    on: date
    begins: time | None
    minutes: int
    place: str = ""
    title: str = ""
    only: tuple[Person, ...] | None = None


@transaction.atomic
def call_meetings(calls: Sequence[Call], *, acting: Person | None, at: datetime) -> list[Meeting]:
    """Call them all or none, each as `call_meeting` calls one. Arenas come with their unit and project.

    What is due stands on the next agendas as soon as the queue has looked: whoever opens one earlier finds it there.
    """
    if not calls:
        return []
    meetings = Meeting.objects.bulk_create(_sound(call) for call in calls)
    Presence.objects.bulk_create(_invited(calls, meetings))
    Item.objects.bulk_create(_agendas(meetings, at))
    note_all("meeting.called", [(one, one.scope()) for one in meetings], acting=acting, at=at)
    collect_later(meetings, acting=acting, at=at)
    return meetings


def collect_later(meetings: Sequence[Meeting], *, acting: Person | None, at: datetime) -> None:
    """Have what is due put on the first agenda of each arena, after everything stands."""
    from samspill.meetings.jobs import collect_in_queue

    if not meetings:
        return
    firsts, by = [one.pk for one in _firsts(meetings)], acting.pk if acting else None
    municipality = meetings[0].arena.unit.municipality_id
    collect_in_queue.enqueue(at=at, meetings=firsts, by=by, municipality_id=municipality)


def _sound(call: Call) -> Meeting:
    made = Meeting(
        arena=call.arena,
        on=call.on,
        begins=call.begins,
        minutes=call.minutes,
        place=call.place,
        title=call.title,
        by_name=call.only is not None,
    )
    with naming(str(made)):
        made.clean_fields(exclude=KNOWN)
    return made


def _invited(calls: Sequence[Call], meetings: Sequence[Meeting]) -> Iterator[Presence]:
    """Once each: whoever has a seat on the day, or those it was called for; of these, who has no seat is a guest."""
    seats = _seats(calls)
    for call, meeting in zip(calls, meetings, strict=True):
        named = None if call.only is None else {person.pk for person in call.only}
        there: set[int] = set()
        for seat in seats.get(call.arena.pk, ()):
            if _holds(seat, call) and seat.person_id not in there and (named is None or seat.person_id in named):
                there.add(seat.person_id)
                yield Presence(meeting=meeting, person_id=seat.person_id, role=seat.role, guest=seat.guest)
        for pk in sorted((named or set()) - there):
            yield Presence(meeting=meeting, person_id=pk, guest=True)


def _seats(calls: Sequence[Call]) -> Mapping[int, list[Membership]]:
    """Seats by arena that hold on some day of the calls."""
    last = max(call.on for call in calls)
    rows = Membership.objects.filter(arena__in={call.arena.pk for call in calls}, since__lte=last)
    found: dict[int, list[Membership]] = {}
    for seat in rows:
        found.setdefault(seat.arena_id, []).append(seat)
    return found


def _holds(seat: Membership, call: Call) -> bool:
    runs = call.arena.until is None or call.arena.until >= call.on
    return runs and seat.since <= call.on and (seat.until is None or seat.until >= call.on)


def _agendas(meetings: Sequence[Meeting], at: datetime) -> Iterator[Item]:
    """Each project's method is read once."""
    methods: dict[int | None, Method | None] = {}
    for meeting in meetings:
        project = meeting.arena.project_id
        if project not in methods:
            methods[project] = method_of(meeting.arena)
        yield from standing_points(meeting, methods[project], at)


def _firsts(meetings: Sequence[Meeting]) -> Sequence[Meeting]:
    """The first of each arena: what is due belongs to no later one."""
    found: dict[int, Meeting] = {}
    for one in sorted(meetings, key=lambda one: (one.on, one.begins or time.min, one.pk)):
        found.setdefault(one.arena_id, one)
    return list(found.values())
