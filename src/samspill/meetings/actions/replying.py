"""What somebody who is invited answers: I come, perhaps, or I cannot and who comes instead."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.arenas.queries import memberships_on
from samspill.journal.actions import note
from samspill.meetings.models import Presence, Reply
from samspill.people.models import Person
from samspill.people.versions import change


def deputy_of(presence: Presence) -> Person | None:
    """Who stands in for this person in the arena, by the seat of that day."""
    seats = memberships_on(presence.meeting.on).filter(arena_id=presence.meeting.arena_id, person=presence.person)
    return next((seat.deputy for seat in seats if seat.deputy), None)


@transaction.atomic
def reply(
    presence: Presence,
    *,
    answer: str,
    acting: Person | None,
    at: datetime,
    version: int | None = None,
    remark: str = "",
    substitute: bool = False,
) -> None:
    """Keep what was answered. With `substitute`, whoever cannot come sends the deputy of the seat; who comes, does not.

    A substitute who was never asked for goes again when the member comes after all.
    """
    if presence.meeting.ended_at:
        raise ValidationError(_("This meeting is over."))
    deputy = deputy_of(presence) if substitute else None
    if substitute and answer != Reply.DECLINED:
        raise ValidationError({"substitute": _("A deputy comes only when you cannot.")})
    fields = {"reply": answer, "remark": remark, "replied_at": at, "answered_stamp": at}
    fields |= {"replied_sequence": presence.meeting.sequence}
    differences = change(presence, version=version, fields=fields)
    if deputy:
        Presence.objects.get_or_create(
            meeting=presence.meeting,
            person=deputy,
            defaults={"role": presence.role, "stands_in_for": presence.person},
        )
    elif answer != Reply.DECLINED:
        presence.meeting.presences.filter(stands_in_for=presence.person, reply=Reply.NONE).delete()
    if differences.keys() & {"reply", "remark"}:
        told = {name: both for name, both in differences.items() if name in ("reply", "remark")}
        note("meeting.replied", presence, acting=acting, at=at, changes=told)
