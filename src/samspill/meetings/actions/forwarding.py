"""Minutes that go on to another arena, and back out of it when that was a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.meetings.finding import forget_forward, index_minutes
from samspill.meetings.models import Forward, Meeting, Receipt
from samspill.meetings.sharing import members_of
from samspill.people.models import Person


@transaction.atomic
def forward(
    meeting: Meeting, *, to: Arena, acting: Person | None, at: datetime, remark: str = "", by_default: bool = False
) -> Forward:
    """Hand the minutes to another arena: its members may read them, and its next agenda takes them up."""
    sent = hand_on(meeting, to=to, acting=acting, at=at, remark=remark, by_default=by_default)
    index_minutes(meeting, at=at)
    return sent


def hand_on(
    meeting: Meeting, *, to: Arena, acting: Person | None, at: datetime, remark: str, by_default: bool
) -> Forward:
    """Forward them within a verb that makes the minutes findable itself."""
    _check(meeting, to)
    sent = Forward(meeting=meeting, to=to, at=at, by=acting, by_default=by_default, remark=remark)
    sent.full_clean()
    sent.save()
    deliver(meeting, to, members_of(to, timezone.localdate(at)), at=at)
    note("minutes.forwarded", meeting, acting=acting, at=at, why=remark, changes={"forwarded_to": ("", str(to))})
    return sent


def _check(meeting: Meeting, to: Arena) -> None:
    if meeting.shared_at is None:
        raise ValidationError(_("The minutes are not shared yet. Share them first, then they can be sent on."))
    if to.pk == meeting.arena_id:
        raise ValidationError({"to": _("These are the arena's own minutes. Choose another arena.")})
    if to.unit.municipality_id != meeting.arena.unit.municipality_id:
        raise ValidationError({"to": _("This arena is in another municipality. Choose one of your own.")})
    if Forward.objects.filter(meeting=meeting, to=to).exists():
        raise ValidationError({"to": _("%(arena)s has got these minutes already.") % {"arena": to}})


def deliver(meeting: Meeting, arena: Arena, people: Iterable[Person], *, at: datetime) -> None:
    """Give everybody a receipt; whoever has one through this arena keeps it."""
    rows = (Receipt(meeting=meeting, arena=arena, person=person, delivered_at=at) for person in people)
    Receipt.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def take_back(forwarded: Forward, *, reason: str, acting: Person | None, at: datetime) -> None:
    """It was a mistake: the arena's members can no longer read the minutes through it. The journal keeps why."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why, so that those who have read the minutes understand.")})
    meeting, to = forwarded.meeting, str(forwarded.to)
    Receipt.objects.filter(meeting=meeting, arena=forwarded.to_id).delete()
    forget_forward(forwarded.pk)
    forwarded.delete()
    note("minutes.taken_back", meeting, acting=acting, at=at, why=reason, changes={"forwarded_to": (to, "")})
