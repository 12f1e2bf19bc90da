"""What the pages about minutes show round the record itself."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspill.access.gate import may
from samspill.arenas.pages import under
from samspill.meetings.actions.approving import WAIT
from samspill.meetings.models import Meeting
from samspill.meetings.record import Record, record_of
from samspill.meetings.sharing import can_get, receivers, why_no_sisters
from samspill.meetings.tracing import came_from, deliveries, went_to
from samspill.people.asking import Asked
from samspill.people.models import Person
from samspill.people.panels import Crumb, panels_for

FORMATS = (("pdf", "PDF"), ("docx", "Word"), ("odt", "ODT"))


def minutes_page(request: Asked, meeting: Meeting) -> dict[str, object]:
    """The record, how its approval stands, and its way to others and back."""
    person = request.person
    record = record_of(meeting, person, request.today)
    member = may(request, meeting, "meeting.read")
    return {
        "record": record,
        "meeting": meeting,
        "crumbs": crumbs(request, meeting),
        "has_lines": any(one.lines for one in record.items),
        "shows_authors": request.GET.get("authors") == "1",
        "deliveries": deliveries(meeting, request.actor, all_arenas=member),
        "sent": went_to(meeting, request.actor),
        "came": came_from(meeting, request.actor),
        "way": Ways(request, record),
        "reads_followups": may(request, meeting.arena, "followup.read"),
        "formats": FORMATS,
        "panels": panels_for("minutes", request, meeting),
    }


class Ways:
    """What the reader may do with these minutes now."""

    def __init__(self, request: Asked, record: Record) -> None:
        meeting, person = record.meeting, request.person
        lead = may(request, meeting, "minutes.share")
        open_, shared = meeting.approved_at is None, meeting.shared_at is not None
        self.share = lead and not shared and not meeting.called_off and meeting.on <= request.today
        self.forward = lead and shared
        self.approve = shared and open_ and _is_asked(record, person)
        self.remark = self.approve
        self.put_to = lead and shared and open_
        self.together = lead and open_ and meeting.approved_in is not None and meeting.approved_in.on <= request.today
        self.settles_on = timezone.localdate(meeting.shared_at + WAIT) if meeting.shared_at and open_ else None
        self.settle = lead and self.settles_on is not None and self.settles_on <= request.today
        self.correct = not open_ and may(request, meeting, "minutes.write")
        self.carry = may(request, meeting, "item.sort")


def _is_asked(record: Record, person: Person | None) -> bool:
    waiting = [*record.approval.missing, *(one.person for one in record.approval.remarks)]
    return person in waiting


def crumbs(request: Asked, meeting: Meeting) -> tuple[Crumb, ...]:
    """The way to the minutes; for a reader from another arena it begins at home."""
    if not may(request, meeting.arena, "arena.read"):
        return ()
    if not may(request, meeting, "meeting.read"):
        return under(meeting.arena, str(meeting.arena))
    return (*under(meeting.arena, str(meeting.arena)), Crumb(date_format(meeting.on), meeting.get_absolute_url()))


def frame(request: Asked, meeting: Meeting, title: str) -> dict[str, object]:
    back = reverse("meetings:minutes", args=[meeting.pk])
    return {
        "title": title,
        "lead": str(meeting),
        "back": back,
        "crumbs": (*crumbs(request, meeting), Crumb(pgettext("record of a meeting", "Minutes"), back)),
    }


def share_page(request: Asked, meeting: Meeting) -> dict[str, object]:
    """Who gets the minutes, before anything is sent."""
    people = receivers(meeting, request.today)
    return {
        **frame(request, meeting, _("Share the minutes")),
        "submit": _("Share the minutes"),
        "people": [(one, one.email) for one in people],
        "why_none": why_no_sisters(meeting.arena, request.today),
        "record": record_of(meeting, request.person, request.today),
    }


def forward_page(request: Asked, meeting: Meeting) -> dict[str, object]:
    why = ""
    if meeting.shared_at is None:
        why = _("The minutes are not shared yet. Share them first, then they can be sent on.")
    elif not can_get(meeting, request.today).exists():
        why = _("Every arena in the municipality has got these minutes already.")
    return {**frame(request, meeting, _("Send the minutes on")), "why_not": why}
