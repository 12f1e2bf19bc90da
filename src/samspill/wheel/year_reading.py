"""Reading a year: one function for each source, a number of queries that does not grow with what there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from samspill.access.gate import visible_to
from samspill.arenas.models import Arena
from samspill.arenas.words import kind_name, name_of
from samspill.calendars.bridge import year_of
from samspill.conferences.models import Conference
from samspill.conferences.queries import readable, taking_part
from samspill.core.yearwheel import Shade
from samspill.followups.models import Followup
from samspill.followups.queries import OPEN
from samspill.measures.models import Measure, Milestone, Recheck
from samspill.meetings.models import Meeting, Presence, Reply
from samspill.meetings.queries import MEETINGS
from samspill.methods.schema import Method
from samspill.people.models import Person, Unit
from samspill.people.queries import office_of, positions_on
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.wheel import year_queries as which
from samspill.wheel.bridge import activities_of, with_meetings_of_year
from samspill.wheel.models import Occasion, WheelRing
from samspill.wheel.pages import title_of
from samspill.wheel.year import Happening, Read, Reading, Whose, in_order, ring_of

Row = TypeVar("Row", bound=Model)


def read(reading: Reading) -> Read:
    """Everything of the layers reading for that the reader may see."""
    found: list[Happening] = []
    if reading.wants("plan", "meetings", "conferences"):
        found += _Meetings.of(reading).happenings()
    if reading.actor is not None:
        found += [*_milestones(reading), *_rechecks(reading), *_deadlines(reading)]
    found += _own(reading)
    shown = (one for one in found if one.layer in reading.layers and one.ring in reading.whose.rings)
    return Read(in_order(shown), tuple(_days(reading)))


def plain(words: str) -> str:
    """Words of the method without marks of language: a picture has none."""
    return unescape(strip_tags(words)) if isinstance(words, SafeString) else words


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Plan, meetings and conferences: one thing each, whichever of the three tells most to this reader."""

    reading: Reading
    arenas: Mapping[int, Arena]
    occasions: tuple[Occasion, ...]
    beside: tuple[Meeting, ...]  # the plan
    conferences: tuple[Conference, ...]
    open: frozenset[int]  # meetings that the reader may open
    methods: Mapping[int | None, Method]

    @classmethod
    def of(cls, reading: Reading) -> _Meetings:
        arenas = {one.pk: one for one in which.arenas_in(reading)}
        occasions = tuple(_occasions(reading, arenas))
        beside = (*with_meetings_of_year(occasions, arenas, reading.span), *_invited(reading, arenas))
        conferences = tuple(_conferences(reading))
        projects = (*(one.project for one in occasions), *(one.arena.project for one in beside))
        methods = methods_of((*projects, *(one.project for one in conferences)))
        return cls(reading, arenas, occasions, beside, conferences, _open(reading, arenas), methods)

    def happenings(self) -> Iterator[Happening]:
        conferences = {one.meeting_id: self._conference(one) for one in self.conferences}
        yield from conferences.values()
        for row in self.occasions:
            if not row.off and not (row.meeting and row.meeting.pk in conferences):
                yield self._occasion(row)
        for meeting in self.beside:
            if self._stands(meeting) and meeting.pk not in conferences:
                yield self._meeting(meeting)

    def _stands(self, meeting: Meeting) -> bool:
        """Called, this year, and somebody may know of it: on the public wheel only that the arena meets."""
        here = meeting.on in self.reading.period and not meeting.called_off and not meeting.shown_at
        return here and (self.reading.actor is None or meeting.pk in self.open)

    def _occasion(self, row: Occasion) -> Happening:
        """A line of the plan, and its meeting where one is called; who may not open that sees the plan's line."""
        method = self.methods[row.project_id]
        public = self.reading.actor is None
        known = row.meeting is not None and (public or row.meeting.pk in self.open)
        opened = row.meeting if known and not public else None
        activity = activities_of(method).get(row.activity)
        main = activity is None or activity.main
        url = row.meeting.get_absolute_url() if known and row.meeting else row.get_absolute_url()
        return Happening(
            key=f"plan-{row.pk}",
            layer="meetings" if known else "plan",
            ring=ring_of(row.unit, row.arena.group if row.arena else ""),
            first=row.shown_day,
            last=row.shown_day,
            title=plain(title_of(row, method)),
            where=row.unit.name,
            url=url,
            weight=4 if main else 1,
            meeting=row.meeting.pk if known and row.meeting else None,
            begins=opened.begins if opened else None,
            place=opened.place if opened else "",
        )

    def _meeting(self, meeting: Meeting) -> Happening:
        arena = self.arenas.get(meeting.arena_id, meeting.arena)
        method = self.methods.get(arena.project_id)
        public = self.reading.actor is None
        title = kind_name(arena, method) if public else meeting.title or name_of(arena, method)
        return Happening(
            key=f"meeting-{meeting.pk}",
            layer="meetings",
            ring=ring_of(arena.unit, arena.group),
            first=meeting.on,
            last=meeting.on,
            title=plain(title),
            where=arena.unit.name,
            url=meeting.get_absolute_url(),
            weight=0 if arena.group else 2,
            meeting=meeting.pk,
            begins=None if public else meeting.begins,
            place="" if public else meeting.place,
        )

    def _conference(self, one: Conference) -> Happening:
        """On the public wheel by the method's name for it: a title is what somebody wrote."""
        kind = plain(kind_name(one.meeting.arena, self.methods.get(one.project_id)))
        public = self.reading.actor is None
        return Happening(
            key=f"conference-{one.pk}",
            layer="conferences",
            ring=ring_of(one.unit),
            first=one.meeting.on,
            last=one.meeting.on,
            title=kind if public else one.title,
            where=one.unit.name,
            url=one.get_absolute_url(),
            weight=6,
            meeting=one.meeting_id,
            begins=None if public else one.meeting.begins,
            place="" if public else one.meeting.place,
        )


def methods_of(projects: Iterable[Project | None]) -> Mapping[int | None, Method]:
    """Each project's method, read once."""
    return {one.pk: adapted(one).method for one in {*projects} if one}


def _occasions(reading: Reading, arenas: Mapping[int, Arena]) -> Iterator[Occasion]:
    """What the plan has; on the public wheel nothing that somebody wrote into it."""
    rows = Occasion.objects.filter(which.occasions_in(reading), on__range=reading.span)
    if reading.actor is None:
        rows = rows.exclude(activity="")
    else:
        rows = rows.filter(pk__in=visible_to(reading.actor, rows, "plan.read").values("pk"))
    found = list(rows)
    _with_places(found, arenas)
    for row in found:
        if reading.actor is None:
            row.title = ""
        yield row


def _with_places(found: Iterable[Occasion], arenas: Mapping[int, Arena]) -> None:
    """Joining arena, school and project to each of hundreds of rows takes longer than looking them up."""
    units = {one.unit_id: one.unit for one in arenas.values()}
    projects = {one.project.pk: one.project for one in arenas.values() if one.project}
    units |= _looked_up(Unit.objects.select_related("municipality"), {row.unit_id for row in found} - units.keys())
    here = {row.project_id for row in found} - projects.keys()
    projects |= _looked_up(Project.objects.select_related("municipality"), here)
    for row in found:
        row.unit, row.project = units[row.unit_id], projects[row.project_id]
        if row.arena_id and row.arena_id in arenas:
            row.arena = arenas[row.arena_id]


def _looked_up(rows: QuerySet[Row], lacking: set[int]) -> Mapping[int, Row]:
    return rows.in_bulk(lacking) if lacking else {}


def _open(reading: Reading, arenas: Mapping[int, Arena]) -> frozenset[int]:
    """The meetings that the reader may open."""
    if reading.actor is None:
        return frozenset()
    there = Q(arena__in=arenas) | Q(pk__in=_invitations(reading.whose.person))
    rows = Meeting.objects.filter(there, on__range=reading.span)
    mine = Q(pk__in=visible_to(reading.actor, rows, "meeting.read").values("pk"))
    if reading.whose.person:
        mine |= Q(pk__in=taking_part(reading.whose.person).values("meeting"))
    return frozenset(rows.filter(mine).values_list("pk", flat=True))


def _invitations(person: Person | None) -> Iterable[int]:
    if person is None:
        return ()
    return Presence.objects.filter(person=person).exclude(reply=Reply.DECLINED).values_list("meeting", flat=True)


def _invited(reading: Reading, arenas: Mapping[int, Arena]) -> Iterator[Meeting]:
    """Where somebody is invited without a seat."""
    if reading.whose.person:
        there = MEETINGS.filter(pk__in=_invitations(reading.whose.person), on__range=reading.span)
        yield from there.exclude(arena__in=arenas)


def _conferences(reading: Reading) -> Iterator[Conference]:
    rows = readable(reading.actor) if reading.actor is not None else Conference.objects.all()
    rows = rows.filter(pk__in=Conference.objects.filter(which.conferences_in(reading.whose)).values("pk"))
    rows = rows.filter(meeting__on__range=reading.span, meeting__called_off="").prefetch_related(None)
    yield from rows.select_related("unit", "project__municipality", "meeting__arena")


def _measure_of(pk: str, layer: str, measure: Measure, on: date, title: str, *, mine: bool) -> Happening:
    return Happening(
        key=f"{layer}-{pk}",
        layer=layer,
        ring=WheelRing.PERSON if mine else ring_of(measure.unit),
        first=on,
        last=on,
        title=title,
        where=measure.title if layer == "milestones" else measure.unit.name,
        url=measure.get_absolute_url(),
        weight=3,
    )


def _milestones(reading: Reading) -> Iterator[Happening]:
    if reading.wants("milestones") and reading.actor:
        rows = Milestone.objects.filter(which.measures_in(reading.whose), by__range=reading.span, measure__fate="")
        rows = visible_to(reading.actor, rows.select_related("measure__unit"), "measure.read")
        for one in rows:
            yield _measure_of(str(one.pk), "milestones", one.measure, one.by, one.text, mine=_mine(reading))


def _rechecks(reading: Reading) -> Iterator[Happening]:
    if reading.wants("rechecks") and reading.actor:
        rows = Recheck.objects.filter(which.rechecks_in(reading.whose), due__range=reading.span)
        rows = visible_to(reading.actor, rows.select_related("measure__unit"), "measure.read")
        for one in rows:
            yield _measure_of(str(one.pk), "rechecks", one.measure, one.due, one.measure.title, mine=_mine(reading))


def _mine(reading: Reading) -> bool:
    return reading.whose.person is not None


def _deadlines(reading: Reading) -> Iterator[Happening]:
    if reading.wants("deadlines") and reading.actor:
        rows = Followup.objects.filter(OPEN, which.followups_in(reading.whose), by__range=reading.span)
        for one in visible_to(reading.actor, rows.select_related("arena__unit"), "followup.read"):
            assert one.by, "reading for by its day"
            ring = WheelRing.PERSON if _mine(reading) else ring_of(one.arena.unit, one.arena.group)
            where, url = one.arena.unit.name, one.get_absolute_url()
            yield Happening(f"deadline-{one.pk}", "deadlines", ring, one.by, one.by, one.text, where, url, 2)


def _own(reading: Reading) -> Iterator[Happening]:
    if not reading.wants("own"):
        return
    first, last = reading.span
    rows = which.ACTIVITIES.filter(which.activities_in(reading), starts__lte=last, until__gte=first)
    rows = visible_to(reading.actor, rows, "activity.read") if reading.actor else rows.filter(open=True)
    for one in rows:
        where, url = one.unit.name if one.unit else "", one.get_absolute_url()
        made = Happening(f"own-{one.pk}", "own", one.ring, one.starts, one.until, one.title, where, url, 5)
        yield replace(made, ring=reading.whose.rings[0]) if reading.whose.arena else made


def _days(reading: Reading) -> Iterator[Shade]:
    """Holidays by their names, and days when teachers plan."""
    unit = _school(reading.whose, reading.today) if reading.wants("days") else None
    if unit:
        days = year_of(unit, *reading.span).days
        inside = (one for one in days.holidays if one.end >= reading.period.start and one.start <= reading.period.end)
        yield from (Shade("holiday", one.start, one.end, one.name) for one in inside)
        yield from (Shade("planning", day, day) for day in days.planning_days)


def _school(whose: Whose, today: date) -> Unit | None:
    """Whose school days count."""
    if whose.municipality:
        return office_of(whose.municipality)
    if whose.person:
        works = positions_on(today).filter(person=whose.person).first()
        return works.unit if works else None
    return whose.unit or (whose.arena.unit if whose.arena else None)
