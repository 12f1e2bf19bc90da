"""What “my page” holds: what waits for me, my arenas, what comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import actor_of
from samspill.access.rules import Actor
from samspill.arenas.bridge import Facts, facts_about
from samspill.arenas.composition import lacks_in
from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import passing, seats_of
from samspill.arenas.words import name_of, role_name
from samspill.conferences.mine import answered_to, groups_in
from samspill.followups.pages import late_words
from samspill.guidance.queries import invited_to
from samspill.home.gathering import became, due_this_week, to_approve, to_share, unopened
from samspill.home.waiting import (
    Waiting,
    at_place,
    clarifications,
    clarified,
    conferences,
    guidance,
    hearings,
    measures,
    needs,
    practices,
    to_name,
    to_set_up,
    to_steer,
)
from samspill.measures.log_queries import writes_now
from samspill.measures.proposal_list import own_waiting
from samspill.meetings.models import Item, ItemState, Meeting, Presence, Reply
from samspill.meetings.queries import sent_by, waiting_for
from samspill.people.asking import Asked
from samspill.people.models import Person, UnitKind
from samspill.people.queries import running
from samspill.projects.words import sentence
from samspill.wheel.bridge import with_meetings
from samspill.wheel.models import Occasion
from samspill.wheel.pages import title_of

SHOWN = 6
EACH = 2
AHEAD = timedelta(days=60)
BEHIND = timedelta(days=90)
LIST_AGES = timedelta(days=365)  # only a nudge; what the method asks is judged on the board


@dataclass(frozen=True, slots=True)
class Sitting:
    """One arena of mine: its name and school, my part in it, when it meets next, its contact list, my deputy."""

    arena: Arena
    name: str
    part: str
    next: date | None
    contacts_url: str
    deputy: str
    called: bool  # the meeting stands above, with its hour and place


@dataclass(frozen=True, slots=True)
class Invited:
    """One meeting the reader is invited to, and what is expected: an answer once the agenda is sent, or to come now."""

    presence: Presence
    title: str
    groups: str = ""  # at a conference: where the reader sits in each round, once that is announced

    @property
    def meeting(self) -> Meeting:
        return self.presence.meeting

    @property
    def runs(self) -> bool:
        return self.meeting.begun_at is not None

    @property
    def asks(self) -> bool:
        return self.meeting.agenda_sent_at is not None and self.presence.reply == Reply.NONE


@dataclass(frozen=True, slots=True)
class Coming:
    on: date
    title: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Something I handed in; with the meeting whose agenda it is on."""

    item: Item
    meeting: Meeting | None


def my_page(request: Asked) -> dict[str, object]:
    """Everything the template shows. The number of queries does not grow with arenas or occasions."""
    actor, today, person = actor_of(request), request.today, request.person
    assert person is not None
    seats = list(seats_of(person, today).select_related("arena__project"))
    mine = list(_arenas_about(actor, today))
    facts = facts_about(mine, today)
    approves = list(to_approve(person))
    meetings = _invited(person, facts, today)
    occasions, beside = _with_meetings(actor, today)
    ahead = [one for one in occasions if one.day >= today]
    following = _following({seat.arena_id for seat in seats}, today)
    waiting = [
        *to_set_up(actor),
        *hearings(person, today),
        *to_steer(actor),
        *clarified(actor),
        *_after_meetings(person, actor, today),
        *conferences(person, actor, today),
        *practices(person, actor, today),
        *_lacks([arena for arena in mine if _leads(actor, arena)], facts, today),
        *_inboxes(actor, facts),
        *clarifications(actor, today),
        *guidance(actor, person, today),
        *measures(actor, person, today),
        *_unticked([one for one in occasions if one.day < today], actor, facts),
        *_minutes(approves),  # the meeting's next one approves them anyway, so they wait below what nobody else does
        *_old_lists([arena for arena in mine if _leads(actor, arena)], facts, today),
        *needs(actor),
        *to_name(actor, today),
    ]
    unread = [one for one in unopened(person, today) if one.meeting not in approves]
    proposed = own_waiting(request)
    stand = {one.measure.pk for one in proposed}
    return {
        "person": person,
        "logs": writes_now(person),
        "waiting": waiting[:SHOWN],
        "more": waiting[SHOWN:],
        "meetings": meetings,
        "sittings": [_sitting(seat, following, facts, person, meetings) for seat in seats],
        "coming": _soonest(_varied(ahead), beside, facts, today, {one.meeting.pk for one in meetings}),
        "matters": _matters(person),
        "proposed": proposed[:SHOWN],
        "became": [one for one in became(person, today, today - BEHIND) if one.measure.pk not in stand][:SHOWN],
        "answers": list(answered_to(person, today - BEHIND)[:EACH]),
        "unopened": unread[:EACH],
        "unopened_more": unread[EACH:SHOWN],
        "proposes": _proposes(actor, mine),
        "follows": list(invited_to(person, today)) if _guides(actor) else [],
        "lists": list(_contact_lists(mine, seats, actor, facts)),
    }


def _minutes(approves: Iterable[Meeting]) -> Iterator[Waiting]:
    """One line for each arena, to its newest minutes: whoever has nine to approve is not helped by nine lines."""
    by_arena: dict[int, list[Meeting]] = {}
    for meeting in approves:
        by_arena.setdefault(meeting.arena_id, []).append(meeting)
    for newest, *older in by_arena.values():
        words = sentence(_("Are the minutes right? %(meeting)s"), meeting=newest)
        if older:
            asked = ngettext(
                "Are the minutes right? %(meeting)s, and %(count)s earlier meeting",
                "Are the minutes right? %(meeting)s, and %(count)s earlier meetings",
                len(older),
            )
            words = sentence(asked, meeting=newest, count=len(older))
        yield Waiting(words, _("Read and approve"), reverse("meetings:minutes", args=[newest.pk]), "document")


def _after_meetings(person: Person, actor: Actor, today: date) -> Iterator[Waiting]:
    """Minutes to share, and follow-ups that are late, with how late they are."""
    for meeting in to_share(actor, today):
        words = sentence(_("The minutes are not shared: %(meeting)s"), meeting=meeting)
        yield Waiting(words, _("Share them"), reverse("meetings:share", args=[meeting.pk]), "mail")
    for one in due_this_week(person, today):
        if one.is_late(today):
            words = sentence("%(what)s (%(late)s)", what=one.text, late=late_words(one, today))
            yield Waiting(words, _("Tick it off"), reverse("followups:mine"), "overdue")


def _invited(person: Person, facts: Facts, today: date) -> list[Invited]:
    rows = Presence.objects.filter(
        person=person, meeting__on__range=(today, today + AHEAD), meeting__ended_at=None, meeting__called_off=""
    )
    rows = rows.select_related("meeting__arena__unit", "meeting__arena__project")
    shown = list(rows.order_by("meeting__on", "meeting__begins", "pk")[:SHOWN])
    talks = [row.meeting_id for row in shown if row.meeting.shown_at]
    seated = groups_in(person, talks) if talks else {}
    return [Invited(row, _name(row.meeting, facts), seated.get(row.meeting_id, "")) for row in shown]


def _name(meeting: Meeting, facts: Facts) -> str:
    return meeting.title or name_of(meeting.arena, facts.method(meeting.arena))


def _arenas_about(actor: Actor, today: date) -> QuerySet[Arena]:
    """The running arenas of the reader's own units, and those where the reader sits."""
    units = {hat.unit for hat in actor.hats if hat.name == "staff"}
    sits = {hat.arena for hat in actor.hats} - {None}
    rows = Arena.objects.filter(running(today), ~passing(), Q(unit__in=units) | Q(pk__in=sits))
    return rows.select_related("unit__municipality", "project")


def _occasions(actor: Actor, today: date) -> QuerySet[Occasion]:
    """What the reader's arenas have before them, what the own unit has that is no arena's, and what nobody ticked."""
    units = {hat.unit for hat in actor.hats if hat.name in ("staff", "school-leader", "owner")}
    sits = {hat.arena for hat in actor.hats} - {None}
    rows = Occasion.objects.filter(Q(arena__in=sits) | Q(unit__in=units, arena=None), held_on=None, called_off="")
    rows = rows.filter(on__range=(today - BEHIND, today + AHEAD))
    return rows.select_related("arena", "unit", "project").order_by("on", "pk")[:200]


def _with_meetings(actor: Actor, today: date) -> tuple[list[Occasion], list[Meeting]]:
    """What is not held yet, each on the day of its meeting where one is called, and the meetings beside the plan."""
    rows = list(_occasions(actor, today))
    beside = with_meetings(rows, {hat.arena for hat in actor.hats if hat.arena is not None})
    open_now = [one for one in rows if not one.held_day and not one.off]
    stands = [one for one in beside if not one.called_off and not one.ended_at]
    return sorted(open_now, key=lambda one: (one.day, one.pk)), stands


def _soonest(
    ahead: Sequence[Occasion], beside: Iterable[Meeting], facts: Facts, today: date, told: Container[int]
) -> list[Coming]:
    """What the plan has before it, and the meetings beside it that are not `told` already."""
    also = [_met(one, facts) for one in beside if today <= one.on <= today + AHEAD and one.pk not in told]
    planned = [_coming(one, facts) for one in ahead if one.meeting is None or one.meeting.pk not in told]
    return sorted([*planned, *also], key=lambda one: one.on)[:SHOWN]


def _met(meeting: Meeting, facts: Facts) -> Coming:
    title = meeting.title or name_of(meeting.arena, facts.method(meeting.arena))
    return Coming(meeting.on, title, meeting.arena.unit.name, meeting.get_absolute_url())


def _varied(ahead: Sequence[Occasion]) -> list[Occasion]:
    """The next two of each arena: a weekly meeting does not fill the page."""
    met: Counter[int] = Counter()
    shown = []
    for one in ahead:
        if one.arena_id is not None:
            met[one.arena_id] += 1
        if one.arena_id is None or met[one.arena_id] <= EACH:
            shown.append(one)
    return shown


def _following(arenas: set[int], today: date) -> Mapping[int, date]:
    """When each arena meets next, however far ahead."""
    rows = Occasion.objects.filter(arena__in=arenas, on__gte=today, held_on=None, called_off="")
    called = Meeting.objects.filter(arena__in=arenas, on__gte=today, ended_at=None, called_off="")
    # A meeting that is called is surer than the plan.
    return {
        **dict(rows.order_by().values_list("arena").annotate(Min("on"))),
        **dict(called.order_by().values_list("arena").annotate(Min("on"))),
    }


def _leads(actor: Actor, arena: Arena) -> bool:
    """Whether seeing to the arena's seats is the reader's own work."""
    return any(
        (hat.name == "arena-lead" and hat.arena == arena.pk)
        or (hat.name in ("school-leader", "owner") and hat.unit == arena.unit_id)
        for hat in actor.hats
    )


def _lacks(arenas: Sequence[Arena], facts: Facts, today: date) -> Iterator[Waiting]:
    for lack in lacks_in(arenas, today, facts):
        where = name_of(lack.arena, facts.method(lack.arena))
        yield Waiting(at_place(lack.words, where), lack.way, lack.url, "person-add")


def _unticked(past: Iterable[Occasion], actor: Actor, facts: Facts) -> Iterator[Waiting]:
    led = {hat.arena for hat in actor.hats if hat.name == "arena-lead"} - {None}
    own = {hat.unit for hat in actor.hats if hat.name in ("school-leader", "owner")}
    for one in past:
        if one.arena_id in led or (one.arena_id is None and one.unit_id in own):
            words = sentence(
                _("Was “%(title)s” held on %(day)s?"),
                title=_title(one, facts),
                day=date_format(one.day, "MONTH_DAY_FORMAT"),
            )
            yield Waiting(words, _("Tick it off"), _way(one), "calendar")


def _old_lists(arenas: Iterable[Arena], facts: Facts, today: date) -> Iterator[Waiting]:
    for arena in arenas:
        reviewed = arena.contacts_reviewed
        if _has_list(arena, facts) and (reviewed is None or reviewed < today - LIST_AGES):
            words = sentence(
                _("The contact list of %(arena)s has not been looked through for a year."),
                arena=name_of(arena, facts.method(arena)),
            )
            yield Waiting(words, _("Look through it"), reverse("arenas:contacts", args=[arena.pk]), "phone")


def _inboxes(actor: Actor, facts: Facts) -> Iterator[Waiting]:
    """What waits in the inboxes the reader answers."""
    for arena, count in waiting_for(actor):
        words = sentence(
            ngettext(
                "%(count)s matter waits in the inbox of %(arena)s.",
                "%(count)s matters wait in the inbox of %(arena)s.",
                count,
            ),
            count=count,
            arena=name_of(arena, facts.method(arena)),
        )
        yield Waiting(words, _("Answer"), reverse("meetings:inbox", args=[arena.pk]), "inbox")


def _matters(person: Person) -> list[Matter]:
    """What I have handed in: what waits, and what was answered of late."""
    return [Matter(item, item.meeting if item.state == ItemState.AGENDA else None) for item in sent_by(person)[:SHOWN]]


def _has_list(arena: Arena, facts: Facts) -> bool:
    """A body whose members are somebody else's specialists is one that teachers want to reach (R53)."""
    kind = facts.kind(arena)
    return kind is not None and any(place.deputy for place in kind.places)


def _contact_lists(
    arenas: Iterable[Arena], seats: Sequence[Membership], actor: Actor, facts: Facts
) -> Iterator[Mapping[str, str]]:
    works = {hat.unit for hat in actor.hats if hat.name == "staff"}
    sits = {seat.arena_id for seat in seats}
    for arena in arenas:
        if _has_list(arena, facts) and (arena.unit_id in works or arena.pk in sits):
            name = name_of(arena, facts.method(arena))
            yield {"name": name, "unit": arena.unit.name, "url": reverse("arenas:contacts", args=[arena.pk])}


def _proposes(actor: Actor, arenas: Iterable[Arena]) -> bool:
    """Whether the reader works at a school of a project, or sits in one of its arenas."""
    works = {hat.unit for hat in actor.hats if hat.name == "staff"}
    sits = {hat.arena for hat in actor.hats if hat.name == "member"}
    near = (one for one in arenas if one.project_id and one.unit.kind == UnitKind.SCHOOL)
    return any(one.unit_id in works or one.pk in sits for one in near)


def _guides(actor: Actor) -> bool:
    return any(hat.name == "guidance" for hat in actor.hats)


def _sitting(
    seat: Membership, following: Mapping[int, date], facts: Facts, person: Person, meetings: Iterable[Invited]
) -> Sitting:
    method = facts.method(seat.arena)
    part = role_name(seat.role, method) if seat.role else _("guest")
    if seat.deputy_id == person.pk:
        part = sentence(_("deputy for %(person)s"), person=seat.person)
    contacts = reverse("arenas:contacts", args=[seat.arena_id]) if _has_list(seat.arena, facts) else ""
    deputy = seat.deputy.name if seat.deputy and seat.deputy_id != person.pk else ""
    called = any(one.meeting.arena_id == seat.arena_id for one in meetings)
    return Sitting(
        seat.arena, name_of(seat.arena, method), part, following.get(seat.arena_id), contacts, deputy, called
    )


def _coming(one: Occasion, facts: Facts) -> Coming:
    return Coming(one.day, _title(one, facts), one.unit.name, _way(one))


def _way(one: Occasion) -> str:
    """To the meeting where one is called and the reader's own, else to the plan."""
    return one.meeting.get_absolute_url() if one.meeting else one.get_absolute_url()


def _title(one: Occasion, facts: Facts) -> str:
    return title_of(one, facts.methods.get(one.project_id))
