"""What the plan says about a day that somebody chooses for a meeting (`settings.MEETING_WARNINGS`)."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.meetings.models import Meeting
from samspill.wheel.bridge import with_meetings
from samspill.wheel.models import Occasion


def outside_window(meeting: Meeting) -> str:
    """A meeting of the plan that is moved out of the time which the method gives it."""
    if meeting.pk is None:
        return ""
    rows = list(Occasion.objects.filter(arena=meeting.arena_id, held_on=None).exclude(activity=""))
    with_meetings(rows)
    own = next((row for row in rows if row.meeting and row.meeting.pk == meeting.pk), None)
    if own is None or own.earliest <= meeting.on <= own.latest:
        return ""
    holes = {"earliest": date_format(own.earliest), "latest": date_format(own.latest)}
    return _("The method places this between %(earliest)s and %(latest)s.") % holes
