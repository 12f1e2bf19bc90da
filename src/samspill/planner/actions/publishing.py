"""A plan is published: real meetings are called, moved and called off, all of them or none; then people hear of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.conferences.actions import planning as conferences
from samspill.conferences.actions.conferring import add_participants
from samspill.conferences.models import Conference
from samspill.conferences.sources import usual_for
from samspill.journal.actions import note
from samspill.meetings.actions.calling_many import Call, call_meetings, collect_later
from samspill.meetings.actions.moving import call_off_meeting, move_meeting
from samspill.meetings.actions.series import begin_series, change_series, end_series
from samspill.meetings.models import Meeting, Presence, Series
from samspill.meetings.queries import MEETINGS
from samspill.people.models import Municipality, Person
from samspill.people.versions import naming
from samspill.planner.actions.holding import hold, require_quiet
from samspill.planner.actions.laying import follow
from samspill.planner.bridge import Loaded, load
from samspill.planner.differences import Untold, rows_of, untold
from samspill.planner.jobs import invite_in_queue, weekly_in_queue, weekly_lock
from samspill.planner.models import PlannedMeeting, WeeklyPlace, YearPlan

Row = TypeVar("Row", PlannedMeeting, WeeklyPlace)
TOLD = ("told_on", "told_begins", "told_place", "told_deputies")


@dataclass(frozen=True, slots=True)
class Published:
    """How many real meetings were called, moved and called off, and how many stayed as they were.

    What meets every week counts once; `weekly` says how much of that is called, moved and called off after it. To
    `sent` somebody else was asked for somebody who cannot come.
    """

    called: int
    moved: int
    called_off: int
    unchanged: int
    weekly: int = 0
    sent: int = 0


@transaction.atomic
def publish(plan: YearPlan, *, seen: str, acting: Person, at: datetime) -> Published:
    """Make the plan real. `seen` names the difference that was looked at; any other is refused, and nothing is done.

    One municipality publishes at a time: two plans share people, so the second sees what the first has done.
    """
    Municipality.objects.select_for_update().get(pk=plan.municipality_id)
    held, today = hold(plan), timezone.localdate(at)
    require_quiet(held)
    follow(rows_of(held)[0])
    difference = untold(*rows_of(held), today)
    if difference.digest != seen:
        raise ValidationError(
            _(
                "Somebody published or changed the plan meanwhile, so nothing was done. "
                "Look at what is left, and publish that."
            )
        )
    if not difference.anything:
        raise ValidationError(_("Everything in this plan is published already, so there is nothing to tell."))
    publishing = _Publishing(load(held, today), acting, at)
    found = publishing.all(difference)
    if publishing.called:
        # Hundreds of letters take a minute: they are written as soon as everything stands, and only then.
        called, municipality = publishing.called, held.municipality_id
        invite_in_queue.enqueue(at=at, meetings=called, by=acting.pk, municipality_id=municipality)
    YearPlan.objects.filter(pk=held.pk).update(published_at=at, published_by=acting, last_change={})
    changes = {
        "new": (0, found.called),
        "moved": (0, found.moved),
        "called_off": (0, found.called_off),
        "sent": (0, found.sent),
    }
    note("yearplan.published", held, acting=acting, at=at, changes=changes)
    return found


@dataclass(frozen=True)
class _Publishing:
    """One publishing: what the plan stands on, who does it, and when."""

    loaded: Loaded
    acting: Person
    at: datetime
    called: list[int] = field(default_factory=list)  # meetings people are to be invited to
    conferred: list[Meeting] = field(default_factory=list)  # days of conferences that are called

    def all(self, difference: Untold) -> Published:
        """Calling off comes first, so that nobody is told of a meeting beside one that is gone."""
        off = self._each(self._call_off, difference.off)
        off += self._each(self._end_weekly, difference.weekly_off)
        moved = self._each(self._move, difference.moved)
        moved += self._each(self._move_weekly, difference.weekly_moved)
        called = self._call_all([row for row in difference.new if row.arena is not None])
        called += self._each(self._confer, [row for row in difference.new if row.arena is None])
        collect_later(self.conferred, acting=self.acting, at=self.at)
        called += self._each(self._call_weekly, difference.weekly_new)
        weekly = len(difference.weekly_off) + len(difference.weekly_moved) + len(difference.weekly_new)
        sent = self._each(self._stand_in, difference.sent)
        return Published(called, moved, off, difference.unchanged, weekly, sent)

    def _each(self, do: Callable[[Row], None], rows: Iterable[Row]) -> int:
        """Do it for each; a refusal says which meeting it speaks of."""
        count = 0
        for row in rows:
            with naming(str(row)):
                do(row)
            count += 1
        return count

    def _call_all(self, rows: Sequence[PlannedMeeting]) -> int:
        """The meetings of arenas, hundreds of them: in a number of statements that does not grow with them."""
        meetings = call_meetings([self._asked(row) for row in rows], acting=self.acting, at=self.at)
        for row, meeting in zip(rows, meetings, strict=True):
            row.meeting, row.version = meeting, row.version + 1
            for name, value in _as_told(row).items():
                setattr(row, name, value)
        PlannedMeeting.objects.bulk_update(rows, ["meeting", "version", *TOLD])
        self._send_deputies(rows)
        self.called.extend(meeting.pk for meeting in meetings)
        return len(meetings)

    def _asked(self, row: PlannedMeeting) -> Call:
        """A meeting of the arena. A gathering of many is called by name, under the name of its activity."""
        assert row.arena is not None, "asked before"
        assert row.on is not None, "only what lies on a day is called"
        gathered, project = self._gathered(row), row.arena.project
        title = project.word(f"activities.{row.activity}.name") if gathered is not None and project else ""
        return Call(row.arena, row.on, row.begins, row.minutes, row.place, title, gathered)

    def _confer(self, row: PlannedMeeting) -> None:
        """Whom the method asks for is on the list already; whoever plans the conference changes it there."""
        made = self._conference(row)
        meeting = made.meeting
        add_participants(made, usual_for(made), acting=self.acting, at=self.at)
        _told(row, meeting)
        self.called.append(meeting.pk)
        self.conferred.append(meeting)

    def _gathered(self, row: PlannedMeeting) -> tuple[Person, ...] | None:
        """Who comes to an activity that has no body of its own; None for the arena's own meetings."""
        arena = self.loaded.ground.arenas.get(row.arena_id or 0)
        if arena is None or not self.loaded.is_gathered(arena, row.activity):
            return None
        return tuple(self.loaded.ground.people[pk] for pk in self.loaded.company[row.key].must)

    def _conference(self, row: PlannedMeeting) -> Conference:
        """Its day is settled; how it goes is planned with the conference itself."""
        assert row.on is not None, "only what lies on a day is called"
        project = self.loaded.ground.projects[self.loaded.project_of(row) or 0]
        words = f"activities.{row.activity}.name" if row.activity else f"arenas.{row.kind}.name"
        return conferences.plan_conference(
            project,
            row.unit,
            title=project.word(words),
            on=row.on,
            begins=row.begins,
            minutes=row.minutes,
            place=row.place,
            activity=row.activity,
            acting=self.acting,
            at=self.at,
            collecting=False,
        )

    def _send_deputies(self, rows: Iterable[PlannedMeeting]) -> None:
        """Whoever stands in for somebody that cannot come is asked; the one who cannot is told as before."""
        short = [row for row in rows if row.deputies]
        called = Presence.objects.filter(meeting__in=[row.meeting_id for row in short]) if short else ()
        there = {(one.meeting_id, one.person_id) for one in called}
        made = []
        for row in short:
            for seat in self.loaded.ground.stood_in_for(row):
                new = (row.meeting_id or 0, seat.deputy_id or 0)
                if seat.deputy_id is not None and new not in there:
                    there.add(new)
                    made.append(
                        Presence(meeting=row.meeting, person_id=seat.deputy_id, stands_in_for_id=seat.person_id)
                    )
        Presence.objects.bulk_create(made)

    def _move(self, row: PlannedMeeting) -> None:
        assert row.meeting_id is not None, "only what was called is moved"
        meeting = MEETINGS.get(pk=row.meeting_id)
        conference = Conference.objects.select_related("meeting").filter(meeting=meeting).first()
        where: dict[str, Any] = {"on": row.on, "begins": row.begins, "acting": self.acting, "at": self.at}
        if conference is not None:
            conferences.move(conference, minutes=row.minutes, place=row.place, version=None, **where)
        else:
            move_meeting(meeting, also={"minutes": row.minutes, "place": row.place}, version=None, **where)
        _told(row, meeting)
        self._send_deputies([row])
        self.called.append(meeting.pk)

    def _stand_in(self, row: PlannedMeeting) -> None:
        assert row.meeting is not None, "only to what was called somebody else is sent"
        _told(row, row.meeting)
        self._send_deputies([row])
        self.called.append(row.meeting.pk)

    def _call_off(self, row: PlannedMeeting) -> None:
        assert row.meeting_id is not None, "only what was called is called off"
        meeting = MEETINGS.get(pk=row.meeting_id)
        conference = Conference.objects.select_related("meeting").filter(meeting=meeting).first()
        how: dict[str, Any] = {"reason": _("It is left out of the year's plan."), "acting": self.acting, "at": self.at}
        if conference is not None:
            conferences.call_off(conference, version=None, **how)
        else:
            call_off_meeting(meeting, version=None, **how)
        PlannedMeeting.objects.filter(pk=row.pk).update(told_on=None, version=F("version") + 1)

    # What meets every week. Nobody is sent forty invitations: each comes with its agenda, and stands in calendars.
    # The series stands with everything else; its meetings, forty for each, are called, moved and called off after it.

    def _call_weekly(self, row: WeeklyPlace) -> None:
        first, last = self.loaded.life_of(row.arena)
        assert row.weekday is not None, "only what has a weekday is called"
        series = Series(
            arena=row.arena, weekday=row.weekday, begins=row.begins, minutes=row.minutes, starts=first, until=last
        )
        begin_series(series, acting=self.acting, at=self.at, school=self.loaded.ground.days[row.arena.unit_id])
        _told_weekly(row, series)
        self._later(series, was=series.weekday)

    def _move_weekly(self, row: WeeklyPlace) -> None:
        """What was left out and is back begins anew: its old series is over."""
        series = row.series
        assert row.weekday is not None, "only what has a weekday is moved"
        assert series is not None, "asked before"
        if row.told_weekday is None:
            self._call_weekly(row)
            return
        was, place = series.weekday, {"weekday": row.weekday, "begins": row.begins, "minutes": row.minutes}
        change_series(series, version=None, acting=self.acting, at=self.at, **place)
        _told_weekly(row, series)
        self._later(series, was=was)

    def _end_weekly(self, row: WeeklyPlace) -> None:
        assert row.series is not None, "only what was called is called off"
        reason, last = _("It is left out of the year's plan."), self.loaded.ground.today - timedelta(days=1)
        end_series(row.series, last=last, reason=reason, version=None, acting=self.acting, at=self.at)
        WeeklyPlace.objects.filter(pk=row.pk).update(told_weekday=None, told_begins=None)
        self._later(row.series, was=row.series.weekday, reason=reason)

    def _later(self, series: Series, *, was: int, reason: str = "") -> None:
        plan = self.loaded.ground.plan
        weekly_in_queue.enqueue(
            at=self.at,
            lock=weekly_lock(plan.pk),
            municipality_id=plan.municipality_id,
            series=series.pk,
            was=was,
            reason=reason,
            by=self.acting.pk,
        )


def _told(row: PlannedMeeting, meeting: Meeting) -> None:
    PlannedMeeting.objects.filter(pk=row.pk).update(meeting=meeting, **_as_told(row), version=F("version") + 1)


def _as_told(row: PlannedMeeting) -> dict[str, Any]:
    return dict(zip(TOLD, (row.on, row.begins, row.place, row.deputies), strict=True))


def _told_weekly(row: WeeklyPlace, series: Series) -> None:
    told = {"series": series, "told_weekday": row.weekday, "told_begins": row.begins}
    WeeklyPlace.objects.filter(pk=row.pk).update(**told, version=F("version") + 1)
