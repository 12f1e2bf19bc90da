"""The programme becomes the agenda of the conference's meeting, and goes out as its invitation."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences.models import Conference, Session
from samspill.meetings.actions.agenda import add_item, change_item, take_off
from samspill.meetings.actions.placing import number
from samspill.meetings.actions.sending import send_agenda
from samspill.meetings.models import Item
from samspill.meetings.queries import agenda_of
from samspill.people.models import Person

SOURCE = "session"


@transaction.atomic
def lay_on_agenda(conference: Conference, *, acting: Person | None, at: datetime) -> None:
    """Let the agenda say what the programme says: new parts come, changed ones change, those taken out go."""
    sessions = list(conference.sessions.select_related("responsible"))
    there = {one.source_id: one for one in agenda_of(conference.meeting).filter(source=SOURCE)}
    laid = [_laid(conference, one, there.pop(one.pk, None), acting, at) for one in sessions]
    for gone in there.values():
        take_off(gone, version=None, acting=acting, at=at)
    own = {one.pk for one in laid}
    number([*laid, *(one for one in agenda_of(conference.meeting) if one.pk not in own)])


def _laid(conference: Conference, session: Session, item: Item | None, acting: Person | None, at: datetime) -> Item:
    fields = {
        "title": session.theme[:200],
        "text": session.question,
        "minutes": session.minutes,
        "owner": session.responsible,
    }
    if item is not None:
        change_item(item, version=None, acting=acting, at=at, **fields)
        return item
    return add_item(
        conference.meeting,
        source=SOURCE,
        source_id=session.pk,
        source_url=conference.get_absolute_url(),
        acting=acting,
        at=at,
        **fields,  # type: ignore[arg-type]
    )


@transaction.atomic
def invite(
    conference: Conference, *, version: int | None, acting: Person | None, at: datetime, greeting: str = ""
) -> int:
    """Send the programme to everybody on the list, or what has changed in it; give back how many are written to."""
    if not conference.sessions.exists():
        raise ValidationError(_("The programme is empty. Lay it first, then invite."))
    if not conference.participants.exists():
        raise ValidationError(_("Nobody is on the list. Put people on it first, then invite."))
    lay_on_agenda(conference, acting=acting, at=at)
    words = "\n\n".join(filter(None, [greeting, conference.purpose if not conference.meeting.agenda_sent_at else ""]))
    return send_agenda(conference.meeting, version=version, greeting=words, acting=acting, at=at)
