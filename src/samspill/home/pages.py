"""What “my page” holds: what waits for me, my arenas, what comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import actor_of
from samspill.access.rules import Actor
from samspill.arenas.bridge import Facts, facts_about
from samspill.arenas.composition import lacks_in
from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import passing, seats_of
from samspill.arenas.serving import served_by
from samspill.arenas.words import name_of, role_name
from samspill.clarifications.pages import late_words as case_late
from samspill.clarifications.phases import CALLED, CLARIFIED, RAISED, REPORTED
from samspill.clarifications.queries import waiting_for as cases_waiting_for
from samspill.conferences.mine import answered_to, groups_in, late_for
from samspill.followups.pages import late_words
from samspill.guidance.models import Conversation
from samspill.guidance.pages import title_of as talk_title
from samspill.guidance.pages import waits_words
from samspill.guidance.queries import asked_in_vain, invited_to, waits_for_guidance, waits_for_person
from samspill.home.gathering import became, due_this_week, to_approve, to_hear, to_share, unopened
from samspill.insight.models import SupportNeed
from samspill.measures.log_queries import writes_now
from samspill.measures.practices import due_for, ownerless
from samspill.measures.reminders import (
    back_from_forum,
    late_milestones,
    methods_at,
    undecided_in,
    unseen_in,
    without_coordinator,
)
from samspill.meetings.models import Item, ItemState, Meeting, Presence, Reply
from samspill.meetings.queries import sent_by, waiting_for
from samspill.people.asking import Asked
from samspill.people.models import Municipality, Person, Unit, UnitKind
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
class Waiting:
    """Something only the reader can see to; `icon` names its kind for the eye, the words say it for everybody."""

    words: str
    way: str
    url: str
    icon: str


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
        *_to_set_up(actor),
        *_to_hear(person, today),
        *_to_steer(actor),
        *_clarified(actor),
        *_after_meetings(person, actor, today),
        *_conferences(person, actor, today),
        *_practices(person, actor, today),
        *_lacks([arena for arena in mine if _leads(actor, arena)], facts, today),
        *_inboxes(actor, facts),
        *_clarifications(actor, today),
        *_guidance(actor, person, today),
        *_measures(actor, person, today),
        *_unticked([one for one in occasions if one.day < today], actor, facts),
        *_minutes(approves),  # the meeting's next one approves them anyway, so they wait below what nobody else does
        *_old_lists([arena for arena in mine if _leads(actor, arena)], facts, today),
        *_needs(actor),
        *_to_name(actor, today),
    ]
    unread = [one for one in unopened(person, today) if one.meeting not in approves]
    return {
        "person": person,
        "logs": writes_now(person),
        "waiting": waiting[:SHOWN],
        "more": waiting[SHOWN:],
        "meetings": meetings,
        "sittings": [_sitting(seat, following, facts, person, meetings) for seat in seats],
        "coming": _soonest(_varied(ahead), beside, facts, today, {one.meeting.pk for one in meetings}),
        "matters": _matters(person),
        "became": became(person, today, today - BEHIND)[:SHOWN],
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


def _to_hear(person: Person, today: date) -> Iterator[Waiting]:
    """What the teams the reader leads have been asked; R21 wants every team's word before the decision."""
    for line in to_hear(person, today):
        yield Waiting(line.words, _("Answer"), line.url, "chat")


def _to_steer(actor: Actor) -> Iterator[Waiting]:
    """Proposals nobody has looked at and measures that wait for a decision, for who leads the school."""
    led = _led(actor)
    methods = methods_at(led)
    for unit, count in unseen_in(led, methods).items():
        words = ngettext("%(count)s proposal is not looked at yet", "%(count)s proposals are not looked at yet", count)
        url = reverse("measures:proposals", args=[unit])
        yield Waiting(words % {"count": count}, _("See the proposals"), url, "flag")
    for measure in undecided_in(led, methods):
        words = sentence(_("Waits for a decision: %(measure)s"), measure=measure.title)
        yield Waiting(words, _("See what is missing"), measure.get_absolute_url(), "flag")


def _clarified(actor: Actor) -> Iterator[Waiting]:
    """Proposals the forum has answered, for who leads the school."""
    for measure in back_from_forum(led) if (led := _led(actor)) else ():
        words = sentence(_("Clarified, to be taken up again: %(title)s"), title=measure.title)
        yield Waiting(words, _("Read the answer and go on"), measure.get_absolute_url(), "question")


def _led(actor: Actor) -> set[int]:
    return {hat.unit for hat in actor.hats if hat.name == "school-leader" and hat.unit is not None}


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
        yield Waiting(_at(lack.words, where), lack.way, lack.url, "person-add")


def _at(words: str, where: str) -> SafeString:
    return sentence("%(where)s: %(words)s", where=where, words=words)


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


def _clarifications(actor: Actor, today: date) -> Iterator[Waiting]:
    """What a leader reports, and what the school owner calls a meeting for, writes an answer to, gives back (R45)."""
    ways = {
        RAISED: (_("To be reported to the school owner: %(title)s"), _("Report it")),
        REPORTED: (_("To be taken up by a meeting: %(title)s"), _("Call a meeting")),
        CALLED: (_("To be given an answer: %(title)s"), _("Write down the answer")),
        CLARIFIED: (_("Clarified, and those who asked do not know it yet: %(title)s"), _("Answer those who asked")),
    }
    for case in cases_waiting_for(actor):
        words, way = ways.get(case.phase, (_("To be clarified: %(title)s"), _("Open it")))
        told, late = sentence(words, title=case.title), case_late(case, today)
        told = sentence("%(what)s (%(late)s)", what=told, late=late) if late else told
        yield Waiting(told, way, case.get_absolute_url(), "question")


def _conferences(person: Person, actor: Actor, today: date) -> Iterator[Waiting]:
    """Conferences whose analysis or whose answer to the participants is late."""
    ways = {
        "analysis": (_("What was said at “%(conference)s” was to be analysed by %(day)s."), _("Go on with it")),
        "report": (_("The participants of “%(conference)s” were promised an answer by %(day)s."), _("Answer them")),
    }
    for one in late_for(actor, person, today):
        words, way = ways[one.what]
        told = sentence(words, conference=one.conference.title, day=date_format(one.by, "MONTH_DAY_FORMAT"))
        yield Waiting(told, way, one.url, "overdue")


def _practices(person: Person, actor: Actor, today: date) -> Iterator[Waiting]:
    """Practices of mine to look at, and practices of the school I lead that nobody answers for."""
    for one in due_for(person, today):
        words = sentence(_("Is it still done? %(practice)s"), practice=one.measure.title)
        yield Waiting(words, _("Answer with two numbers"), reverse("measures:recheck", args=[one.pk]), "repeat")
    led = {hat.unit for hat in actor.hats if hat.name == "school-leader"} - {None}
    for measure in ownerless(led, today):
        words = sentence(_("Nobody answers for the practice “%(practice)s”."), practice=measure.title)
        way = reverse("measures:change_practice", args=[measure.pk])
        yield Waiting(words, _("Name somebody"), way, "person-add")


def _measures(actor: Actor, person: Person, today: date) -> Iterator[Waiting]:
    """Measures that nobody coordinates any more, for who leads the school; late milestones, for who coordinates."""
    for measure in without_coordinator(_led(actor), today):
        words = sentence(_("Nobody coordinates “%(measure)s”"), measure=measure.title)
        yield Waiting(words, _("See who may follow"), f"{measure.get_absolute_url()}#coordinator", "person-add")
    for one in late_milestones(person, today):
        words = sentence(_("%(measure)s: “%(milestone)s” is late"), measure=one.measure.title, milestone=one.text)
        yield Waiting(words, _("Tick it off or move it"), f"{one.measure.get_absolute_url()}#milestones", "overdue")


def _matters(person: Person) -> list[Matter]:
    """What I have handed in: what waits, and what was answered of late."""
    return [Matter(item, item.meeting if item.state == ItemState.AGENDA else None) for item in sent_by(person)[:SHOWN]]


def _needs(actor: Actor) -> Iterator[Waiting]:
    """What schools have asked the school owner for and nobody has answered; only while they show their board."""
    owned = {hat.municipality for hat in actor.hats if hat.name == "owner"}
    if not owned:
        return
    rows = SupportNeed.objects.filter(
        answered_at=None,
        participation__project__municipality__in=owned,
        participation__releases__taken_back_at__isnull=True,
        participation__releases__isnull=False,
    )
    for need in rows.select_related("participation__unit").distinct():
        words = sentence(_("%(school)s asks for support: %(need)s"), school=need.participation.unit, need=need.text)
        yield Waiting(words, _("Answer"), reverse("insight:answer_support", args=[need.pk]), "chat")


def _guidance(actor: Actor, person: Person, today: date) -> Iterator[Waiting]:
    """What a school asks the guidance team, what the team has said to the school, and questions that reach nobody."""
    guided = {hat.unit for hat in actor.hats if hat.name == "guidance" and hat.unit is not None}
    led = {hat.unit for hat in actor.hats if hat.name == "school-leader" and hat.unit is not None}
    for one in waits_for_guidance(guided) if guided else ():
        words = sentence(_("%(school)s asks you: %(what)s (%(age)s)"), **_talk(one, today))
        yield Waiting(words, _("Answer"), one.get_absolute_url(), "question")
    for one in waits_for_person(person, led):
        words = sentence(_("From the guidance team: %(what)s (%(age)s)"), **_talk(one, today))
        yield Waiting(words, _("Read and answer"), one.get_absolute_url(), "chat")
    for one in asked_in_vain(led, today) if led else ():
        words = sentence(_("Nobody is invited to answer: %(what)s (%(age)s)"), **_talk(one, today))
        yield Waiting(
            words, _("Invite the guidance team"), reverse("guidance:invite", args=[one.unit_id]), "person-add"
        )


def _talk(one: Conversation, today: date) -> dict[str, object]:
    what = f"{talk_title(one)}, {one.measure.title}" if one.measure else talk_title(one)
    return {"school": one.unit, "what": what, "age": waits_words(one, today)}


def _to_name(actor: Actor, today: date) -> Iterator[Waiting]:
    """Where a head of service has named nobody, or no deputy (R40)."""
    headed = {hat.unit for hat in actor.hats if hat.name == "service-head" and hat.unit is not None}
    if not headed:
        return
    for row in served_by(Unit.objects.filter(pk__in=headed), today):
        if row.words:
            where = sentence(_("%(arena)s at %(school)s"), arena=row.arena, school=row.school)
            words = (
                sentence("%(person)s: %(words)s", person=row.seat.person, words=row.words) if row.seat else row.words
            )
            yield Waiting(_at(words, where), row.way, row.url, "person-add")


def _to_set_up(actor: Actor) -> Iterator[Waiting]:
    """What a municipality lacks before anything else can be: its schools, then a project."""
    keeps = {hat.municipality for hat in actor.hats if hat.name in ("owner", "administrator")}
    if not keeps:
        return
    rows = Municipality.objects.filter(pk__in=keeps).annotate(
        schools=Count("units", filter=Q(units__kind=UnitKind.SCHOOL), distinct=True),
        running=Count("projects", distinct=True),
    )
    for one in rows:
        if not one.schools:
            words = sentence(_("%(municipality)s has no school here yet."), municipality=one)
            yield Waiting(words, _("Set up, step by step"), reverse("people:set_up_details", args=[one.pk]), "school")
        elif not one.running:
            words = sentence(_("%(municipality)s has no project yet."), municipality=one)
            yield Waiting(words, _("Start a project"), reverse("wheel:begin", args=[one.pk]), "plan")


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
