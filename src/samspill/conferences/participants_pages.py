"""What the pages about participants show: the table, what can be ticked, who has answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.conferences.actions.inviting import SOURCE
from samspill.conferences.actions.participants import Wanted, declined
from samspill.conferences.models import Conference, Participant, Session, SessionKind
from samspill.conferences.shown import Next, Shown, frame
from samspill.meetings.agenda_changes import changes_between
from samspill.meetings.agenda_lines import told
from samspill.meetings.models import Presence, Reply
from samspill.meetings.queries import agenda_of
from samspill.people.asking import Asked
from samspill.people.models import Person
from samspill.people.panels import Panel
from samspill.people.queries import named, people_in

PER_PAGE = 60  # a whole conference of a school; more come page by page
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One participant with what is ticked; `here` says for each round whether they are there."""

    participant: Participant
    reply: Presence | None
    comes: bool
    leads: bool
    notes: bool
    here: tuple[tuple[Session, bool], ...]


def rows_of(
    conference: Conference,
    people: Iterable[Participant],
    sessions: Iterable[Session],
    wanted: Mapping[int, Wanted] | None = None,
) -> list[Row]:
    """The rows as they are, or with the ticks somebody has just set. One query for the answers."""
    rounds, people = list(sessions), list(people)
    ids = [row.person_id for row in people]
    replies = {one.person_id: one for one in conference.meeting.presences.filter(person__in=ids)}
    return [_row(row, replies.get(row.person_id), rounds, (wanted or {}).get(row.pk)) for row in people]


def _row(participant: Participant, reply: Presence | None, sessions: list[Session], set_: Wanted | None) -> Row:
    away = set_.away if set_ else {one.pk for one in participant.away_from.all()}
    return Row(
        participant,
        reply,
        not (set_.absent if set_ else participant.absent),
        set_.may_lead if set_ else participant.may_lead,
        set_.may_note if set_ else participant.may_note,
        tuple((one, one.pk not in away) for one in sessions),
    )


def participants_of(conference: Conference, words: str = "") -> QuerySet[Participant]:
    rows = Participant.objects.filter(conference=conference).select_related("person", "unit")
    for word in words.split():
        rows = rows.filter(Q(person__name__icontains=word) | Q(unit__name__icontains=word))
    return rows.prefetch_related(Prefetch("away_from", Session.objects.only("pk")))


def table_page(request: Asked, conference: Conference, wanted: Mapping[int, Wanted] | None = None) -> dict[str, Any]:
    """The table, sixty rows at a time; `wanted` puts back what was ticked and could not be saved."""
    words = request.GET.get("q", "").replace("\x00", "").strip()
    page: Page[Participant] = Paginator(participants_of(conference, words), PER_PAGE).get_page(request.GET.get("page"))
    sessions = list(conference.sessions.filter(kind=SessionKind.GROUPS))
    rows = rows_of(conference, page.object_list, sessions, wanted)
    return {
        **frame(conference, _("Participants")),
        "page": page,
        "rows": rows,
        "seen": ",".join(f"{row.participant.pk}:{row.participant.version}" for row in rows),
        "sessions": sessions,
        "words": words,
        "total": page.paginator.count,
        "declined": declined(conference),
        "namesakes": namesakes(conference),
        "query": request.GET.urlencode(),
    }


def namesakes(conference: Conference) -> list[str]:
    """Names that stand on the list more than once: perhaps one person with two entries."""
    names = conference.participants.values_list("person__name", flat=True)
    times = Counter(" ".join(name.casefold().split()) for name in names)
    return sorted({name for name in names if times[" ".join(name.casefold().split())] > 1})


def candidates(conference: Conference, words: str) -> tuple[list[Person], bool]:
    """People of the municipality by name or e-mail, and whether there are more; who is on the list is marked."""
    rows = named(people_in(conference.unit.municipality, conference.meeting.on), words).order_by("name", "pk")
    found = list(rows[: SHOWN + 1])
    there = set(conference.participants.filter(person__in=found).values_list("person", flat=True))
    for person in found:
        person.is_there = person.pk in there  # type: ignore[attr-defined]
    return found[:SHOWN], len(found) > SHOWN


def invite_page(conference: Conference) -> dict[str, Any]:
    """Who is written to, who cannot be, and what is new since it was sent."""
    people = participants_of(conference)
    without = [row.person.name for row in people if not row.person.email]
    first = conference.meeting.agenda_sent_at is None
    return {
        **frame(conference, _("Send the invitation") if first else _("Send what has changed")),
        "submit": _("Send to everybody on the list") if first else _("Send what has changed"),
        "count": len(people) - len(without),
        "without": without,
        "news": news_of(conference),
        "first": first,
    }


def news_of(conference: Conference) -> list[str]:
    """What the programme says that nobody has been sent yet; nothing before the first sending."""
    if conference.meeting.agenda_sent_at is None:
        return []
    items = {one.source_id: one.pk for one in agenda_of(conference.meeting).filter(source=SOURCE)}
    now = []
    for place, one in enumerate(conference.sessions.select_related("responsible"), start=1):
        owner = one.responsible.name if one.responsible else ""
        pk = items.get(one.pk, -place)  # what is not on the agenda yet has no number there
        now.append({"id": pk, "title": one.theme[:200], "minutes": one.minutes, "owner": owner})
    own = set(agenda_of(conference.meeting).exclude(source=SOURCE).values_list("pk", flat=True))
    sent = [line for line in conference.meeting.agenda_sent if line["id"] not in own]
    return told(changes_between(sent, now), now)


# The section of the conference's page, and what comes next


def section(one: Shown) -> Panel | None:
    """How many come, where from, what they have answered; names are in the table, for those who plan."""
    conference, meeting = one.conference, one.conference.meeting
    if not one.participants and not one.may_plan:
        return None
    replies = Counter(meeting.presences.values_list("reply", flat=True)) if meeting.agenda_sent_at else Counter()
    coming = conference.participants.filter(absent=False)
    return Panel(
        "conferences/_participants_section.html",
        {
            "conference": conference,
            "count": one.participants,
            "units": coming.exclude(unit=None).values("unit").distinct().count(),
            "leaders": coming.filter(may_lead=True).count(),
            "guests": coming.filter(guest=True).count(),
            "may_plan": one.may_plan,
            "invited": meeting.agenda_sent_at,
            "accepted": replies[Reply.ACCEPTED],
            "declined": replies[Reply.DECLINED],
            "silent": replies[Reply.NONE],
            "news": news_of(conference) if one.may_plan and not meeting.begun_at else (),
            "open": not (meeting.begun_at or meeting.called_off),
        },
    )


def participants_next(one: Shown) -> Next | None:
    if not one.may_plan or one.participants or one.conference.state != "planned":
        return None
    said = _("Nobody is on the list yet. Take whole teams and schools in one go, then single people and guests.")
    return Next(said, _("Put people on the list"), reverse("conferences:add_participants", args=[one.conference.pk]))


def invite_next(one: Shown) -> Next | None:
    meeting = one.conference.meeting
    if not one.may_plan or meeting.agenda_sent_at or one.conference.state not in ("planned", "groups-set"):
        return None
    said = _("Nobody has been invited yet. The programme goes out as the invitation, with an entry for the calendar.")
    return Next(said, _("Send the invitation"), reverse("conferences:invite", args=[one.conference.pk]))
