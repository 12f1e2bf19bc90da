"""What the pages in the meeting read: time spent, outcomes, who is there, and whether anything changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Aggregate, Count, Max, Model, Prefetch, Q, QuerySet, Subquery, Sum, Value

from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import memberships_on, passing
from samspill.meetings.models import Away, Item, ItemTime, Meeting, Outcome, Presence
from samspill.meetings.queries import MEETINGS, agenda_of
from samspill.meetings.words import method_of
from samspill.notes.models import Line, Note
from samspill.people.models import Person
from samspill.people.queries import running, staff_of

RUNNING = MEETINGS.select_related("current", "note__arena__unit")
OUTCOMES = Outcome.objects.select_related(
    "item__meeting__arena__unit__municipality", "item__arena__unit", "followup__who", "sent__arena__project", "made_by"
)
PRESENCES = Presence.objects.select_related(
    "meeting__arena__unit__municipality", "meeting__arena__project", "person", "stands_in_for"
)


@dataclass(frozen=True, slots=True)
class Spent:
    """The time an item has had: whole seconds of ended stretches, and since when it runs."""

    seconds: int = 0
    since: datetime | None = None

    def minutes(self, now: datetime) -> int:
        run = (now - self.since).total_seconds() if self.since else 0
        return max(0, int(self.seconds + run)) // 60


def spent_in(meeting: Meeting) -> dict[int, Spent]:
    """The time each item of the meeting has had."""
    found: dict[int, Spent] = {}
    for row in ItemTime.objects.filter(item__meeting=meeting):
        before = found.get(row.item_id, Spent())
        if row.ended_at is None:
            found[row.item_id] = Spent(before.seconds, row.begun_at)
        else:
            more = int((row.ended_at - row.begun_at).total_seconds())
            found[row.item_id] = Spent(before.seconds + more, before.since)
    return found


def not_reached(meeting: Meeting) -> QuerySet[Item]:
    """What is on the agenda and was never taken up; standing points that were skipped are no matter to carry over."""
    return agenda_of(meeting).filter(times__isnull=True, point="")


def outcomes_of(items: Iterable[Item]) -> QuerySet[Outcome]:
    return OUTCOMES.filter(item__in=[item.pk for item in items])


def presences_of(meeting: Meeting) -> QuerySet[Presence]:
    """Everybody invited or there, with the items they are out for as `out`."""
    out = Prefetch("away", Away.objects.all(), to_attr="out")
    return PRESENCES.filter(meeting=meeting).prefetch_related(out).order_by("guest", "person__name")


def deputies_at(meeting: Meeting) -> dict[int, Person]:
    """The named deputy of each member on the day of the meeting."""
    seats: QuerySet[Membership] = memberships_on(meeting.on).filter(arena=meeting.arena, deputy__isnull=False)
    return {seat.person_id: seat.deputy for seat in seats if seat.deputy}


def who_can_do(meeting: Meeting, day: date) -> QuerySet[Person]:
    """Who may be given a follow-up: everybody invited, and everybody who works at the school."""
    staff = staff_of(meeting.arena.unit, day).prefetch_related(None).values("pk")
    invited = meeting.presences.values("person")
    return Person.objects.filter(Q(pk__in=invited) | Q(pk__in=staff)).order_by("name")


def meeting_after(meeting: Meeting) -> Meeting | None:
    """The arena's next meeting that is not called off."""
    return MEETINGS.filter(arena=meeting.arena, on__gt=meeting.on, called_off="").first()


def arenas_to_send_to(arena: Arena, day: date) -> QuerySet[Arena]:
    """The other bodies of the school in the same project, and those of the municipality."""
    rows = Arena.objects.filter(running(day), ~passing(), project=arena.project, project__isnull=False).exclude(
        pk=arena.pk
    )
    here = Q(unit=arena.unit) | Q(unit__municipality=arena.unit.municipality, unit__kind="office")
    return rows.filter(here).select_related("unit", "project")


def forum_of(arena: Arena, day: date) -> Arena | None:
    """Where clarifications go that this arena cannot settle (R45, R54); None for the forum itself."""
    method = method_of(arena)
    kinds = [kind.id for kind in method.arenas.values() if kind.settles] if method else []
    return arenas_to_send_to(arena, day).filter(kind__in=kinds).first()


def state_of(meeting: Meeting) -> str:
    """A mark that changes with everything the pages in the meeting show, for one small query each few seconds."""
    here = {"meeting": meeting}
    counted = Meeting.objects.filter(pk=meeting.pk).values_list(
        "version",
        *_counted(Item, here, Count("pk"), Sum("version"), Sum("place")),
        *_counted(Outcome, {"item__meeting": meeting}, Count("pk"), Sum("version"), Max("pk")),
        *_counted(Presence, here, Count("pk"), Sum("version")),
        *_counted(Away, {"presence__meeting": meeting}, Count("pk"), Max("pk")),
    )
    return "-".join(str(number or 0) for number in counted.get())


def text_state(note: Note | None) -> str:
    """The same for the minutes, for whoever has no live text."""
    if note is None:
        return ""
    latest = Line.objects.filter(note=note).aggregate(count=Count("pk"), last=Max("changed_at"))
    return f"-{latest['count']}-{latest['last'].timestamp() if latest['last'] else 0}"


def _counted(model: type[Model], where: dict[str, Meeting], *numbers: Aggregate) -> list[Subquery]:
    rows = model._default_manager.filter(**where).order_by().annotate(all=Value(1)).values("all")
    return [Subquery(rows.annotate(number=number).values("number")) for number in numbers]
