"""Sharing minutes with one act, and noticing who has opened them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.journal.actions import note, note_reading
from samspill.meetings.actions.forwarding import deliver, hand_on
from samspill.meetings.finding import index_minutes
from samspill.meetings.letters import tell_those_who_wait
from samspill.meetings.models import Meeting, Receipt
from samspill.meetings.sharing import receivers, sisters_of
from samspill.notes.actions import extract
from samspill.people.models import Person
from samspill.people.versions import change


@transaction.atomic
def share(
    meeting: Meeting,
    *,
    acting: Person | None,
    at: datetime,
    version: int | None = None,
    to: Iterable[Arena] | None = None,
    reason: str = "",
) -> None:
    """Give the minutes to everybody in the arena, and on to the arenas the method names.

    `to` None means all of these. Leaving one out asks for a reason (L18). A meeting whose minutes are shared was held:
    where nobody pressed the buttons in the room, it has ended when it was to end.
    """
    day = timezone.localdate(at)
    sisters = list(sisters_of(meeting, day))
    chosen = sisters if to is None else list(to)
    left_out = [str(one) for one in sisters if one not in chosen]
    _check(meeting, at, left_out, reason)
    change(meeting, version=version, fields={"shared_at": at, "ended_at": meeting.ended_at or meeting.ends_at or at})
    if meeting.note is not None:
        extract(meeting.note, at)  # what was typed in the last seconds is in what people read
    deliver(meeting, meeting.arena, receivers(meeting, day), at=at)
    for arena in chosen:
        hand_on(meeting, to=arena, acting=acting, at=at, remark="", by_default=True)
    _opened(meeting, acting, at)
    index_minutes(meeting, at=at)
    tell_those_who_wait(meeting, acting=acting, at=at)
    changes = {"not_forwarded_to": ("", ", ".join(left_out))} if left_out else {}
    note("minutes.shared", meeting, acting=acting, at=at, why=reason, changes=changes)


def _check(meeting: Meeting, at: datetime, left_out: list[str], reason: str) -> None:
    if meeting.called_off:
        raise ValidationError(_("This meeting was called off, so there are no minutes to share."))
    if meeting.shared_at:
        raise ValidationError(_("The minutes are shared already."))
    if meeting.begun_at and not meeting.ended_at:
        raise ValidationError(_("The meeting is still running. End it first, then share the minutes."))
    if meeting.on > timezone.localdate(at):
        raise ValidationError(_("The meeting has not been held yet. Share the minutes afterwards."))
    if left_out and not reason.strip():
        names = ", ".join(left_out)
        raise ValidationError({"reason": _("Write why %(arenas)s shall not get the minutes.") % {"arenas": names}})


@transaction.atomic
def open_minutes(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """Keep when somebody first read the minutes, once for all arenas they came through."""
    if acting is not None and _opened(meeting, acting, at):
        note_reading("minutes.opened", meeting, acting=acting, at=at)


def _opened(meeting: Meeting, person: Person | None, at: datetime) -> int:
    return Receipt.objects.filter(meeting=meeting, person=person, opened_at=None).update(opened_at=at)
