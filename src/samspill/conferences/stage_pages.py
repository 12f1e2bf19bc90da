"""What the control view shows: where the day is, its clock, the groups, who has called, who reports, who sits where."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.conferences import pulse
from samspill.conferences.actions.inviting import SOURCE
from samspill.conferences.models import Conference, Group, Session, SessionKind, Showing
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import steer
from samspill.conferences.shown import Next, Shown, frame
from samspill.conferences.stage_queries import groups_in, missing_groups, reporting, stage_groups, state_of_stage
from samspill.meetings.models import Item, Meeting
from samspill.meetings.queries import agenda_of
from samspill.notes.models import Line
from samspill.notes.queries import lines
from samspill.people.asking import Asked
from samspill.people.panels import Panel

GIVEN = (1, 2, -1)  # minutes
SPEECH = timedelta(minutes=3)  # two to three minutes each (domain.md 5)


class StagePage:
    """The control view for one reader: lazy, so that a poll asks only for what it shows.

    The state is read before everything else: what somebody changes meanwhile is then newer than the state the page
    tells, and the next poll fetches it. The other way round a page could stay behind until the next change.
    """

    def __init__(self, request: Asked, conference: Conference, now: datetime, refused: list[str] | None = None) -> None:
        self.request, self.now = request, now
        self.refused = refused or []
        self.given = GIVEN
        self._pk, self._state = conference.pk, state_of_stage(conference)

    @property
    def state(self) -> str:
        return self._state

    @cached_property
    def conference(self) -> Conference:
        return CONFERENCES.get(pk=self._pk)

    @property
    def meeting(self) -> Meeting:
        return self.conference.meeting

    @property
    def url(self) -> str:
        return reverse("conferences:stage", args=[self._pk])

    @property
    def poll_url(self) -> str:
        return f"{self.url}?seen={self.state}"

    @property
    def socket(self) -> str:
        return f"/ws/conference/{self._pk}/"

    @property
    def running(self) -> bool:
        return self.meeting.begun_at is not None and self.meeting.ended_at is None

    @cached_property
    def sessions(self) -> list[Session]:
        return list(self.conference.sessions.all())

    @cached_property
    def current(self) -> Session | None:
        """The part that runs, or ran last."""
        return next((one for one in self.sessions if one.pk == self.conference.current_id), None)

    @property
    def runs(self) -> bool:
        return self.running and self.current is not None and self.current.ended_at is None

    @property
    def ends_at(self) -> datetime | None:
        return (
            self.current.begun_at + self.current.length
            if self.runs and self.current and self.current.begun_at
            else None
        )

    @cached_property
    def after(self) -> Session | None:
        """What comes next in the programme."""
        place = self.sessions.index(self.current) + 1 if self.current else 0
        return self.sessions[place] if place < len(self.sessions) else None

    @cached_property
    def next_round(self) -> Session | None:
        """The round whose doors one has to know next."""
        place = self.sessions.index(self.current) + 1 if self.current else 0
        return next((one for one in self.sessions[place:] if one.kind == SessionKind.GROUPS), None)

    @cached_property
    def doors(self) -> list[Group]:
        return list(groups_in(self.next_round)) if self.next_round else []

    @cached_property
    def is_plenary(self) -> bool:
        return bool(self.current and self.current.kind == SessionKind.PLENARY)

    @cached_property
    def groups(self) -> list[Group]:
        """Those of the part that runs: its own, or those that report in it. Who has called stands first."""
        if self.current is None:
            return []
        if self.is_plenary:
            return reporting(self.conference, self.current)
        found = [one for one in self._all_groups if one.session_id == self.current.pk]
        return sorted(found, key=lambda one: (one.called_at is None, one.called_at or self.now, one.number))

    @cached_property
    def _all_groups(self) -> list[Group]:
        return list(stage_groups(self.conference))

    @cached_property
    def calls(self) -> list[Group]:
        found = [one for one in self._all_groups if one.called_at]
        return sorted(found, key=lambda one: one.called_at or self.now)

    @property
    def handed_in(self) -> int:
        return sum(one.handed_in_at is not None for one in self.groups)

    @property
    def heard(self) -> int:
        return sum(one.heard_at is not None for one in self.groups)

    @cached_property
    def speaking(self) -> Group | None:
        return next((one for one in self.groups if one.pk == self.conference.speaking_id), None)

    @property
    def speaker_ends(self) -> datetime | None:
        since = self.conference.speaking_since
        return since + SPEECH if self.speaking and since else None

    @cached_property
    def waiting(self) -> Group | None:
        """The first group that has not been heard."""
        return next((one for one in self.groups if one.heard_at is None), None)

    @property
    def showings(self) -> list[tuple[str, Any]]:
        return list(Showing.choices)

    @cached_property
    def missing(self) -> list[Group]:
        return missing_groups(self.conference)

    @cached_property
    def present(self) -> int:
        return self.meeting.presences.filter(here="present").count()

    @cached_property
    def expected(self) -> int:
        return self.conference.participants.filter(absent=False).count()

    @cached_property
    def answered(self) -> int:
        return self.conference.pulse_ballots.count()

    @cached_property
    def minutes(self) -> Minutes | None:
        """The minutes of the plenary that runs."""
        return Minutes(self.request, self.conference, self.current) if self.is_plenary and self.current else None


class Minutes:
    """What is written down of one plenary: the meeting's live note, at the matter that is this part."""

    def __init__(self, request: Asked, conference: Conference, session: Session) -> None:
        self.request, self.conference, self.session = request, conference, session
        self.meeting = conference.meeting
        note = self.meeting.note
        # Who has no seat in the arena has no socket, and writes by the page.
        self.socket = note.address if note and may(request, note, note.write_word) else ""

    @cached_property
    def item(self) -> Item | None:
        return agenda_of(self.meeting).filter(source=SOURCE, source_id=self.session.pk).first()

    @property
    def editable(self) -> bool:
        return self.meeting.note is not None and not self.meeting.approved_at

    @cached_property
    def lines(self) -> list[Line]:
        note = self.meeting.note
        return list(lines(note, self.item.field)) if note and self.item else []


def stage_frame(conference: Conference, title: str) -> dict[str, Any]:
    """A small page beside the control view."""
    return frame(conference, title) | {"back": reverse("conferences:stage", args=[conference.pk])}


# On the conference's own page


def may_run(one: Shown) -> bool:
    return may(one.request, steer(one.today)(one.conference), "conference.run")


def day_section(one: Shown) -> Panel | None:
    """The way to the control view, the projector and what is still missing; for those who take part the questions."""
    conference, meeting = one.conference, one.conference.meeting
    leads = may_run(one) and not meeting.called_off
    results = pulse.result_of(conference)
    if not (leads or results):
        return None
    context = {
        "conference": conference,
        "leads": leads,
        "ended": bool(meeting.ended_at),
        "results": results,
        "answered": conference.pulse_ballots.count() if leads else 0,
    }
    return Panel("conferences/_stage_section.html", context)


def day_next(one: Shown) -> Next | None:
    """On the day: lead it; when it is over: see that the minutes are in."""
    meeting, pk = one.conference.meeting, one.conference.pk
    if meeting.called_off or not may_run(one):
        return None
    if meeting.begun_at is None:
        ready = one.conference.groups_set_at and meeting.on == one.today
        return (
            Next(_("Today is the day."), _("Lead the day"), reverse("conferences:stage", args=[pk])) if ready else None
        )
    if meeting.ended_at is None:
        return Next(_("The conference is running."), _("Lead the day"), reverse("conferences:stage", args=[pk]))
    if one.conference.minutes_in_at is None:
        said = _("The day is over. Some groups have not handed in what they send to the plenary.")
        return Next(said, _("See what is missing"), reverse("conferences:stage_ready", args=[pk]))
    return None


def pulse_next(one: Shown) -> Next | None:
    """Three questions for whoever was there, as long as they are open."""
    request, conference = one.request, one.conference
    mark = request.COOKIES.get(pulse.COOKIE, "")
    if not pulse.is_open(conference, one.today) or not pulse.takes_part(request, conference):
        return None
    if pulse.has_answered(conference, mark):
        return None
    said = _("Three short questions about the day. Nobody sees what you answer.")
    return Next(said, _("Answer"), reverse("conferences:pulse", args=[conference.pk]))
