"""Inviting and ending, opening and closing, speaking and answering, and who led a conference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.guidance.letters import tell_answered, tell_asked, tell_invited
from samspill.guidance.models import ConferenceLead, Conversation, Ending, Invitation, Kind, Reason, Remark, Side
from samspill.guidance.queries import guides_in, invitations_on
from samspill.journal.actions import note
from samspill.measures.models import Measure
from samspill.people.models import Person, Unit
from samspill.people.versions import change, save_new
from samspill.projects.models import Project

AGAIN = timedelta(minutes=10)


@transaction.atomic
def invite(
    unit: Unit,
    project: Project,
    *,
    person: Person,
    topic: str,
    until: date,
    acting: Person | None,
    at: datetime,
    opens: Iterable[Measure] = (),
) -> Invitation:
    """Let somebody from the guidance team follow the school from today; `opens` are measures opened with it."""
    day = timezone.localdate(at)
    if not guides_in(unit.municipality, day).filter(pk=person.pk).exists():
        told = _("%(name)s does not work in the guidance team of this municipality. Choose somebody who does.")
        raise ValidationError({"person": told % {"name": person.name}})
    if until < day:
        raise ValidationError({"until": _("This day is over. Choose today or a later day.")})
    there = invitations_on(day).filter(unit=unit, person=person).first()
    if there:
        told = _("%(name)s is invited already, until %(day)s. Change that invitation instead.")
        raise ValidationError({"person": told % {"name": person.name, "day": date_format(there.until)}})
    place = {"unit": unit, "project": project, "person": person}
    made = save_new(Invitation(**place, topic=topic, since=day, until=until, invited_by=acting))
    note("guidance.invited", made, acting=acting, at=at)
    for measure in opens:
        open_measure(measure, acting=acting, at=at)
    tell_invited(made, acting=acting, at=at)
    return made


@transaction.atomic
def change_invitation(
    invitation: Invitation, *, version: int | None, acting: Person | None, at: datetime, topic: str, until: date
) -> Invitation:
    if invitation.ended_on:
        raise ValidationError(_("This invitation has ended already."))
    if until < timezone.localdate(at):
        raise ValidationError({"until": _("This day is over. To stop at once, end the invitation.")})
    if changes := change(invitation, version=version, fields={"topic": topic, "until": until}):
        note("guidance.invitation_changed", invitation, acting=acting, at=at, changes=changes)
    return invitation


@transaction.atomic
def end_invitation(
    invitation: Invitation, *, version: int | None, acting: Person | None, at: datetime, why: str = ""
) -> Invitation:
    """From this moment the person sees nothing of the school any more."""
    if invitation.ended_on:
        raise ValidationError(_("This invitation has ended already."))
    fields = {"ended_on": timezone.localdate(at), "ended_by": acting, "ended_why": why}
    change(invitation, version=version, fields=fields)
    note("guidance.ended", invitation, acting=acting, at=at, why=why)
    return invitation


@transaction.atomic
def open_measure(measure: Measure, *, acting: Person | None, at: datetime) -> Measure:
    """Let those from the guidance team who are invited to the school read the measure and its log."""
    held = Measure.objects.select_for_update().get(pk=measure.pk)  # sent twice, it is opened once
    if held.opened_on is None:
        change(held, version=None, fields={"opened_on": timezone.localdate(at)})
        note("guidance.opened", held, acting=acting, at=at)
    return held


@transaction.atomic
def close_measure(measure: Measure, *, acting: Person | None, at: datetime) -> Measure:
    held = Measure.objects.select_for_update().get(pk=measure.pk)
    if held.opened_on is not None:
        change(held, version=None, fields={"opened_on": None})
        note("guidance.closed", held, acting=acting, at=at)
    return held


@transaction.atomic
def comment(measure: Measure, *, text: str, acting: Person | None, at: datetime, part: str = "") -> Conversation:
    """A word beside the plan. It asks for an answer, and holds nothing up (R83)."""
    made = _begin(measure.unit, measure, Kind.COMMENT, Side.SCHOOL, acting, at, part=part)
    _say(made, text, Side.GUIDANCE, acting, at)
    note("guidance.commented", made, acting=acting, at=at)
    return made


@transaction.atomic
def ask(
    unit: Unit, *, reason: str, acting: Person | None, at: datetime, text: str = "", measure: Measure | None = None
) -> Conversation:
    """Ask the guidance team for help; whoever is invited gets a mail (R85)."""
    if reason == Reason.OTHER and not text.strip():
        raise ValidationError({"text": _("Write in a few words what you need help with.")})
    made = _begin(unit, measure, Kind.QUESTION, Side.GUIDANCE, acting, at, reason=reason)
    _say(made, text, Side.SCHOOL, acting, at)
    note("guidance.asked", made, acting=acting, at=at)
    tell_asked(made, text, acting=acting, at=at)
    return made


@transaction.atomic
def reply(conversation: Conversation, *, text: str, side: Side, acting: Person | None, at: datetime) -> Remark:
    """Answer; then the other side has the word. A conversation that was over goes on.

    The same answer sent twice, because nothing came back the first time, is one answer.
    """
    if not text.strip():
        raise ValidationError({"text": _("Write your answer first.")})
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    last = conversation.remarks.last()
    if last and (last.text, last.side, last.by) == (text.strip(), side, acting) and last.at > at - AGAIN:
        return last
    other = Side.SCHOOL if side == Side.GUIDANCE else Side.GUIDANCE
    goes_on = {"ending": "", "ending_word": "", "ended_on": None, "ended_by": None}
    change(conversation, version=None, fields={"waits_for": other, "waits_since": at, **goes_on})
    made = _say(conversation, text, side, acting, at)
    note("guidance.answered", conversation, acting=acting, at=at)
    if side == Side.GUIDANCE and conversation.kind == Kind.QUESTION:
        tell_answered(conversation, text, acting=acting, at=at)
    return made


@transaction.atomic
def settle(
    conversation: Conversation, *, version: int | None, ending: str, acting: Person | None, at: datetime, word: str = ""
) -> Conversation:
    """Say what became of it: taken up, settled, or left as it is. No step of the measure waits for that."""
    if ending not in Ending.values or not ending:
        raise ValidationError({"ending": _("Choose what became of it.")})
    over = {"ending": ending, "ending_word": word, "ended_on": timezone.localdate(at), "ended_by": acting}
    change(conversation, version=version, fields={**over, "waits_for": Side.NOBODY})
    note("guidance.settled", conversation, acting=acting, at=at)
    return conversation


@transaction.atomic
def rewrite(remark: Remark, *, version: int | None, text: str, acting: Person | None, at: datetime) -> Remark:
    """Change what one has written, within a day."""
    if not remark.is_fresh(at):
        raise ValidationError(_("This was written more than a day ago. Write a new answer below it instead."))
    if not text.strip():
        raise ValidationError({"text": _("Write something, or leave it as it was.")})
    if change(remark, version=version, fields={"text": text}):
        change(remark, version=None, fields={"changed_at": at})
        note("guidance.rewritten", remark, acting=acting, at=at)
    return remark


@transaction.atomic
def note_lead(
    project: Project,
    unit: Unit,
    *,
    key: str,
    name: str,
    on: date,
    version: int | None,
    designed_by: str,
    led_by: str,
    acting: Person | None,
    at: datetime,
) -> ConferenceLead:
    """Keep who designed a conference and who led it; said again, it is put right."""
    said = {"designed_by": designed_by, "led_by": led_by, "noted_by": acting}
    row = ConferenceLead.objects.filter(project=project, key=key).first()
    if row is None:
        row = save_new(ConferenceLead(project=project, unit=unit, key=key, name=name, on=on, **said))
        note("guidance.lead_noted", row, acting=acting, at=at)
    elif changes := change(row, version=version, fields={**said, "name": name, "on": on}):
        note("guidance.lead_noted", row, acting=acting, at=at, changes=changes)
    return row


def _begin(
    unit: Unit, measure: Measure | None, kind: Kind, waits: Side, acting: Person | None, at: datetime, **about: str
) -> Conversation:
    turn = {"waits_for": waits, "waits_since": at}
    return save_new(Conversation(unit=unit, measure=measure, kind=kind, begun_by=acting, begun_at=at, **turn, **about))


def _say(conversation: Conversation, text: str, side: Side, acting: Person | None, at: datetime) -> Remark:
    return save_new(Remark(conversation=conversation, text=text.strip(), by=acting, side=side, at=at))
