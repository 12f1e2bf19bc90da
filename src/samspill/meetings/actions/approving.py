"""Approving minutes: by those who were there, at the next meeting, or by the lead when enough time has passed.

Approved minutes are locked. What turns out wrong afterwards becomes a numbered correction below them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.approval import asked, standing_of
from samspill.meetings.finding import index_minutes
from samspill.meetings.lock import check_open
from samspill.meetings.models import Approval, Correction, Item, ItemState, Meeting
from samspill.meetings.queries import MEETINGS
from samspill.notes.actions import lock
from samspill.people.models import Person
from samspill.people.versions import change

SOURCE = "approval"
HELD = MEETINGS.select_related("arena__unit__municipality", "arena__project", "approved_in", "note").select_for_update(
    of=("self",)
)
WAIT = timedelta(days=7)  # a week with at least one working day of everybody's in it


@transaction.atomic
def approve(meeting: Meeting, *, acting: Person | None, at: datetime, remark: str = "") -> None:
    """One who was there says that the minutes are right, or (`remark`) what is not. The last one locks them."""
    held = _held(meeting)
    if acting is None or not asked(held).filter(person=acting).exists():
        raise ValidationError(_("Only those who were at the meeting approve its minutes. You are not marked as there."))
    Approval.objects.update_or_create(meeting=held, person=acting, defaults={"at": at, "remark": remark.strip()})
    note("minutes.objected" if remark.strip() else "minutes.found_right", held, acting=acting, at=at, why=remark)
    if standing_of(held).complete:
        _lock(held, acting=acting, at=at)


@transaction.atomic
def settle(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """The lead approves for those who have not answered, once they have had a week to do so."""
    held = _held(meeting)
    assert held.shared_at, "_held asks for it"
    if at < held.shared_at + WAIT:
        day = date_format(timezone.localdate(held.shared_at + WAIT))
        raise ValidationError(_("Those who were there have until %(day)s to answer. Wait until then.") % {"day": day})
    _lock(held, acting=acting, at=at)


@transaction.atomic
def put_to(meeting: Meeting, *, to: Meeting, acting: Person | None, at: datetime) -> None:
    """Let a coming meeting of the arena approve the minutes: it gets a matter for that."""
    held = _held(meeting)
    if to.arena_id != held.arena_id or to.ended_at or to.called_off:
        raise ValidationError({"to": _("Choose a coming meeting of the same arena.")})
    for item in Item.objects.filter(source=SOURCE, source_id=held.pk, state=ItemState.AGENDA, meeting__ended_at=None):
        change(item, version=None, fields={"state": ItemState.REMOVED})
    change(held, version=None, fields={"approved_in": to})
    title = _("Approve the minutes of %(day)s") % {"day": date_format(held.on)}
    url = reverse("meetings:minutes", args=[held.pk])
    add_item(to, title=title, source=SOURCE, source_id=held.pk, source_url=url, minutes=5, acting=acting, at=at)
    note("minutes.put_to", held, acting=acting, at=at, why=str(to))


@transaction.atomic
def approve_together(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """The meeting that was asked to has approved the minutes."""
    held = _held(meeting)
    if held.approved_in is None:
        raise ValidationError(_("No meeting has been asked to approve these minutes yet. Choose one first."))
    if held.approved_in.called_off or held.approved_in.on > timezone.localdate(at):
        raise ValidationError(_("The meeting that is to approve these minutes has not been held yet."))
    _lock(held, acting=acting, at=at)


@transaction.atomic
def correct(meeting: Meeting, *, text: str, acting: Person | None, at: datetime) -> Correction:
    """Add a numbered correction. The approved text above it stays."""
    held = HELD.get(pk=meeting.pk)
    if held.approved_at is None:
        raise ValidationError(
            _("The minutes are not approved yet, so they need no correction: change the text itself.")
        )
    if not text.strip():
        raise ValidationError({"text": _("Write what is to be corrected, and how it should read.")})
    made = Correction(meeting=held, number=held.corrections.count() + 1, text=text.strip(), by=acting, at=at)
    made.full_clean()
    made.save()
    index_minutes(held, at=at)
    note("minutes.corrected", held, acting=acting, at=at, why=made.text)
    return made


def _held(meeting: Meeting) -> Meeting:
    """The meeting, held for this transaction: two who approve last at the same moment lock it once."""
    held = HELD.get(pk=meeting.pk)
    check_open(held)
    if held.shared_at is None:
        raise ValidationError(_("The minutes are not shared yet. Share them first, so that everybody can read them."))
    return held


def _lock(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    if meeting.note is not None:
        lock(meeting.note, acting=acting, at=at)
    change(meeting, version=None, fields={"approved_at": at})
    index_minutes(meeting, at=at)
    note("minutes.approved", meeting, acting=acting, at=at, why=standing_of(meeting).words)
