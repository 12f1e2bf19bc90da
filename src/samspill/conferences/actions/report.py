"""The participants get their answer: once by mail, and on a page that stays current from then on."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences.finding import index_conference
from samspill.conferences.models import Conference
from samspill.conferences.report_jobs import write_to_participants
from samspill.journal.actions import note, wordless
from samspill.people.models import Person
from samspill.people.versions import change


@transaction.atomic
def report_back(
    conference: Conference,
    *,
    version: int | None,
    acting: Person | None,
    at: datetime,
    opening: str = "",
    coming: str = "",
) -> bool:
    """Show the participants what was said and what becomes of it, and write to each of them; true the first time.

    Afterwards it only changes the words. What becomes of the proposals stands on the page by itself, and comes to the
    participants with the weekly letter: nobody is written to twice.
    """
    if conference.meeting.called_off:
        raise ValidationError(_("This conference was called off. There is nothing to report."))
    if conference.analysed_at is None:
        raise ValidationError(_("The analysis is not finished. Finish it first, so that there is something to tell."))
    first = conference.reported_at is None
    fields: dict[str, object] = {"report_opening": opening, "report_next": coming}
    differences = change(conference, version=version, fields=fields | ({"reported_at": at} if first else {}))
    if not differences:
        return False
    verb = "conference.reported_back" if first else "conference.report_changed"
    note(verb, conference, acting=acting, at=at, changes=wordless(differences))
    index_conference(conference, at=at)
    if first:
        key = f"conference-report {conference.pk}"
        municipality = conference.unit.municipality_id
        write_to_participants.enqueue(conference=conference.pk, key=key, municipality_id=municipality, at=at)
    return first
