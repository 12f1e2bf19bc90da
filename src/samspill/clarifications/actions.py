"""The life of a clarification: raised, reported, called, clarified, answered; withdrawn, or due another day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.arenas.queries import memberships_on
from samspill.clarifications.finding import draft_of
from samspill.clarifications.letters import tell_askers, tell_owners
from samspill.clarifications.models import CaseStep, Clarification
from samspill.clarifications.phases import (
    ANSWERED,
    CALLED,
    CLARIFIED,
    OF,
    RAISED,
    REPORTED,
    answer_within,
    check_step,
)
from samspill.clarifications.queries import forum_in, leaders_of
from samspill.journal.actions import note
from samspill.meetings.actions import agenda, calling, inbox
from samspill.meetings.actions.collecting import collect
from samspill.meetings.models import Item, ItemState, Meeting, Outcome
from samspill.meetings.queries import next_meeting
from samspill.methods.schema import Method
from samspill.people.models import Person, Unit
from samspill.people.queries import positions_on
from samspill.people.versions import change, save_new
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.search.actions import index

Origin = tuple[str, int, str, str]
NO_ORIGIN: Origin = ("", 0, "", "")


@transaction.atomic
def raise_case(
    project: Project | None,
    *,
    unit: Unit,
    title: str,
    acting: Person | None,
    at: datetime,
    text: str = "",
    arena: Arena | None = None,
    raised_in: Item | None = None,
    services: Iterable[Unit] = (),
    origin: Origin = NO_ORIGIN,
    at_once: bool = False,
) -> Clarification:
    """Ask the forum to clarify something: `unit` asks, through `arena` if it was raised in one.

    `origin` is the kind, id, name and address of what a room above made it of. `at_once` reports it to the school
    owner as well, where whoever raises it would be the one to report it.
    """
    forum = forum_in(project, timezone.localdate(at)) if project else None
    if project is None or forum is None:
        raise ValidationError(
            _("No arena clarifies matters in this municipality yet. The school owner opens it under “Arenas” first.")
        )
    item = inbox.submit(
        forum, title=title, text=text, treats=OF, came_from=raised_in, acting=acting, at=at, telling=False
    )
    case = begin(
        item, project=project, unit=unit, arena=arena, raised_in=raised_in, origin=origin, acting=acting, at=at
    )
    case.services.set(services)
    if at_once:
        report(case, acting=acting, at=at)
    return case


def begin(
    item: Item,
    *,
    project: Project,
    unit: Unit,
    arena: Arena | None,
    acting: Person | None,
    at: datetime,
    raised_in: Item | None = None,
    origin: Origin = NO_ORIGIN,
) -> Clarification:
    """The case over a matter that waits in the forum's inbox. Part of the verbs that put it there."""
    day, within = timezone.localdate(at), answer_within(adapted(project).method)
    kind, number, name, url = origin
    case = save_new(
        Clarification(
            project=project,
            unit=unit,
            arena=arena,
            title=item.title,
            text=item.text,
            phase=RAISED,
            due=day + within if within else None,
            item=item,
            raised_by=item.submitted_by,
            raised_on=day,
            raised_in=raised_in,
            origin_kind=kind,
            origin_id=number or None,
            origin_name=name[:300],
            origin_url=url,
        )
    )
    _step(case, RAISED, acting, at, item=raised_in)
    _written("clarification.raised", case, acting, at)
    return case


@transaction.atomic
def report(
    case: Clarification,
    *,
    acting: Person | None,
    at: datetime,
    version: int | None = None,
    on: date | None = None,
    deviation: str = "",
) -> None:
    """The leader reports it to the school owner (R45), who gets a mail. What the forum gave back is handed in anew."""
    over = check_step(case, method_of(case), REPORTED, deviation)
    day = _day(on, at, case.raised_on, _("it was raised"))
    fields: dict[str, object] = {"phase": REPORTED, "reported_by": acting, "reported_on": day}
    if case.item.state not in (ItemState.WAITING, ItemState.AGENDA):
        fields["item"] = _again(case, acting, at)
    change(case, version=version, fields=fields)
    _step(case, REPORTED, acting, at, on=day, over=over, reason=deviation)
    _written("clarification.reported", case, acting, at, why=deviation)
    tell_owners(case, acting=acting, at=at)


def _again(case: Clarification, acting: Person | None, at: datetime) -> Item:
    old = case.item
    return inbox.submit(
        old.arena,
        title=case.title,
        text=case.text,
        treats=OF,
        came_from=old,
        acting=acting,
        at=at,
        telling=False,
    )


@transaction.atomic
def put_on_agenda(
    case: Clarification,
    *,
    meeting: Meeting,
    acting: Person | None,
    at: datetime,
    version: int | None = None,
    deviation: str = "",
) -> None:
    """The owner lets a coming meeting of the forum take it up (R45, R55). It may be moved to another one later."""
    over = () if case.phase == CALLED else check_step(case, method_of(case), CALLED, deviation)
    change(case, version=version, fields={})
    called(case, meeting, acting=acting, at=at, over=over, reason=deviation)
    _leave_agenda(case.item, meeting, acting, at)
    if case.item.meeting_id != meeting.pk or case.item.state != ItemState.AGENDA:
        inbox.accept(case.item, meeting=meeting, version=None, acting=acting, at=at)


@transaction.atomic
def call_services(
    case: Clarification,
    *,
    on: date,
    minutes: int,
    services: Collection[Unit],
    acting: Person | None,
    at: datetime,
    begins: time | None = None,
    place: str = "",
    version: int | None = None,
    deviation: str = "",
) -> Meeting:
    """The owner calls a meeting of the forum for this case, with only those whom it concerns."""
    if case.phase != CALLED:
        check_step(case, method_of(case), CALLED, deviation)
    if on < timezone.localdate(at):
        raise ValidationError({"on": _("This day is past. Choose a day that comes.")})
    if not services:
        raise ValidationError({"services": _("Choose at least one service that it concerns.")})
    change(case, version=version, fields={})
    case.services.set(services)
    meeting = calling.call_meeting(
        case.item.arena,
        on=on,
        begins=begins,
        minutes=minutes,
        place=place,
        title=case.title[:160],
        only=concerned(case, on, acting),
        acting=acting,
        at=at,
    )
    case.refresh_from_db()
    put_on_agenda(case, meeting=meeting, acting=acting, at=at, deviation=deviation)
    return meeting


def concerned(case: Clarification, on: date, acting: Person | None) -> list[Person]:
    """Who meets about one case: the heads of its services and theirs in the forum, who asked, and the forum's lead."""
    units = {*case.services.all(), case.unit}
    seats = list(memberships_on(on).filter(arena=case.item.arena_id, guest=False).select_related("person"))
    there = set(positions_on(on).filter(unit__in=units).values_list("person", flat=True))
    people = [seat.person for seat in seats if seat.leads or seat.person_id in there]
    people += leaders_of(units, on)
    people += [person for person in (case.raised_by, acting) if person]
    return list({person.pk: person for person in people}.values())


def called(
    case: Clarification,
    meeting: Meeting,
    *,
    acting: Person | None,
    at: datetime,
    over: tuple[str, ...] = (),
    reason: str = "",
) -> None:
    """Keep that a meeting takes it up, also when the forum took it on its agenda by itself. Twice is once."""
    if case.meeting_id == meeting.pk or case.phase in (CLARIFIED, ANSWERED):
        return
    day = timezone.localdate(at)
    fields: dict[str, object] = {"phase": CALLED, "meeting": meeting, "called_by": acting, "called_on": day}
    if case.reported_on is None and not over:
        fields |= {"reported_by": acting, "reported_on": day}  # the owner's forum has it, so it is reported
        _step(case, REPORTED, acting, at)
    change(case, version=None, fields=fields)
    _step(case, CALLED, acting, at, over=over, reason=reason, item=case.item)
    _written("clarification.called", case, acting, at, why=reason)


def _leave_agenda(item: Item, meeting: Meeting, acting: Person | None, at: datetime) -> None:
    """Back to the inbox from another meeting that has not been held."""
    if item.state == ItemState.AGENDA and item.meeting and item.meeting_id != meeting.pk:
        agenda.take_off(item, version=None, acting=acting, at=at)
        item.refresh_from_db()


@transaction.atomic
def clarify(
    case: Clarification,
    *,
    answer: str,
    acting: Person | None,
    at: datetime,
    version: int | None = None,
    on: date | None = None,
    outcome: Outcome | None = None,
    deviation: str = "",
) -> None:
    """Write down what the answer is; `outcome` is the line of the forum's minutes that says it."""
    over = check_step(case, method_of(case), CLARIFIED, deviation)
    if not answer.strip():
        raise ValidationError({"answer": _("Write the answer, so that those who asked can act on it.")})
    day = _day(on, at, case.called_on or case.reported_on or case.raised_on, _("the meeting was called"))
    fields = {"phase": CLARIFIED, "answer": answer, "outcome": outcome, "clarified_by": acting, "clarified_on": day}
    change(case, version=version, fields=fields)
    item = outcome.item if outcome else case.item
    _step(case, CLARIFIED, acting, at, on=day, over=over, reason=deviation, item=item)
    _written("clarification.clarified", case, acting, at, why=deviation)


def clarify_with(
    case: Clarification, outcome: Outcome, *, acting: Person | None, at: datetime, version: int | None = None
) -> None:
    """Let what the forum wrote down be the answer, as of the day it met."""
    met = outcome.item.meeting.on if outcome.item.meeting else timezone.localdate(at)
    day = min(max(met, case.called_on or case.raised_on), timezone.localdate(at))
    answer = "\n\n".join(filter(None, [outcome.text, outcome.why]))
    clarify(case, answer=answer, outcome=outcome, on=day, acting=acting, at=at, version=version)


@transaction.atomic
def answer_back(
    case: Clarification,
    *,
    general: bool,
    acting: Person | None,
    at: datetime,
    version: int | None = None,
    on: date | None = None,
    deviation: str = "",
) -> None:
    """Give the answer to those who asked, and to every school if it is `general`: on their next agenda by itself."""
    over = check_step(case, method_of(case), ANSWERED, deviation)
    if not case.answer.strip():
        raise ValidationError(_("There is no answer yet. Write down first what was clarified."))
    day = _day(on, at, case.clarified_on or case.raised_on, _("it was clarified"))
    fields = {"phase": ANSWERED, "general": general, "answered_by": acting, "answered_on": day}
    change(case, version=version, fields=fields)
    _step(case, ANSWERED, acting, at, on=day, over=over, reason=deviation)
    _written("clarification.answered", case, acting, at, why=deviation)
    tell_askers(case, acting=acting, at=at)
    ahead = next_meeting(case.arena, timezone.localdate(at)) if case.arena else None
    if ahead:
        collect(ahead, acting=acting, at=at)


@transaction.atomic
def withdraw(
    case: Clarification, *, reason: str, acting: Person | None, at: datetime, version: int | None = None
) -> None:
    """Take it back, with the reason; what lies before the forum is taken back with it."""
    if not case.is_open:
        raise ValidationError(_("This clarification is over already, so it cannot be withdrawn."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is withdrawn: those who were to answer read it.")})
    keep_withdrawn(case, reason=reason, acting=acting, at=at, version=version)
    item = case.item
    if item.state == ItemState.AGENDA and item.meeting and not item.meeting.ended_at and not item.meeting.called_off:
        agenda.take_off(item, version=None, acting=acting, at=at)
        item.refresh_from_db()
    if item.state == ItemState.WAITING:
        inbox.withdraw(item, version=None, acting=acting, at=at)


def keep_withdrawn(
    case: Clarification, *, reason: str, acting: Person | None, at: datetime, version: int | None = None
) -> None:
    """Keep that a case is withdrawn. Also when its matter was taken back in a meeting."""
    if not case.is_open:
        return
    day = timezone.localdate(at)
    change(case, version=version, fields={"withdrawn": reason or "–", "withdrawn_on": day})
    _step(case, "withdrawn", acting, at, reason=reason)
    _written("clarification.withdrawn", case, acting, at, why=reason)


def keep_returned(case: Clarification, *, reason: str, acting: Person | None, at: datetime) -> None:
    """The forum gave it back: whoever asked may report it again, said otherwise."""
    nothing = {"reported_by": None, "reported_on": None, "meeting": None, "called_by": None, "called_on": None}
    change(case, version=None, fields={"phase": RAISED, **nothing})
    _step(case, "returned", acting, at, reason=reason, item=case.item)
    _written("clarification.returned", case, acting, at, why=reason)


@transaction.atomic
def change_due(
    case: Clarification, *, due: date, reason: str, acting: Person | None, at: datetime, version: int | None = None
) -> None:
    """Let the answer be due another day, and say why."""
    if not case.is_open:
        raise ValidationError(_("This clarification is over, so its date stands."))
    if due < case.raised_on:
        told = _("This is before %(day)s, when it was raised. Choose that day or a later one.")
        raise ValidationError({"due": told % {"day": date_format(case.raised_on)}})
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the date is changed, so that others understand it later.")})
    differences = change(case, version=version, fields={"due": due})
    if differences:
        _step(case, "due", acting, at, reason=reason)
        note("clarification.due_changed", case, acting=acting, at=at, why=reason, changes=differences)


def method_of(case: Clarification) -> Method:
    return adapted(case.project).method


def _day(on: date | None, at: datetime, after: date, what: str) -> date:
    """The day of a step: today where none is given, not before the step it follows, not ahead."""
    today = timezone.localdate(at)
    day = on or today
    if day > today:
        raise ValidationError({"on": _("This day has not come yet. Choose today or an earlier day.")})
    if day < after:
        told = _("This is before %(day)s, when %(what)s. Choose that day or a later one.")
        raise ValidationError({"on": told % {"day": date_format(after), "what": what}})
    return day


def _step(
    case: Clarification,
    kind: str,
    acting: Person | None,
    at: datetime,
    *,
    on: date | None = None,
    over: Iterable[str] = (),
    reason: str = "",
    item: Item | None = None,
) -> None:
    day = on or timezone.localdate(at)
    CaseStep.objects.create(
        case=case, kind=kind, at=at, on=day, by=acting, reason=reason, instead_of=" ".join(over), item=item
    )


def _written(verb: str, case: Clarification, acting: Person | None, at: datetime, why: str = "") -> None:
    note(verb, case, acting=acting, at=at, why=why)
    index(draft_of(case), at=at)
