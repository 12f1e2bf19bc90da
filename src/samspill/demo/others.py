"""Those who struggle or have hardly begun: two hasty meetings at Strandvik, and the neighbour municipality Nesøy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from samspill.arenas import actions as arenas
from samspill.arenas.models import Arena
from samspill.clarifications.actions import answer_back, clarify, put_on_agenda, raise_case
from samspill.demo import cast, town
from samspill.demo.chronicle import clock
from samspill.demo.dialogue import only_talk
from samspill.demo.guiding import handed_over
from samspill.demo.meetings import arena_of
from samspill.demo.story import METHOD, Story, noon
from samspill.demo.telling import Teller
from samspill.meetings.actions.attendance import mark_rest_present
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.running import begin_meeting, end_meeting
from samspill.meetings.models import Meeting
from samspill.people.models import Person, Unit
from samspill.projects import actions as projects
from samspill.wheel import actions as wheel
from samspill.wheel.queries import occasions_at


def lay(teller: Teller) -> None:
    """Strandvik met twice without agenda, minute-taker or minutes, and came no further than the first point."""
    told = teller.chronicle
    told.on(told.ago(36), partial(_hasty, teller.story, "resource-team", "", 120), 13)
    told.on(told.ago(20), partial(_hasty, teller.story, "grade-team", "5", 50), 14)


def _hasty(story: Story, kind: str, group: str, minutes: int, at: datetime) -> None:
    arena = arena_of(story, kind, group, where="other_school")
    lead = arena.memberships.filter(leads=True).select_related("person").get().person
    meeting = call_meeting(
        arena, on=at.date(), begins=time(at.hour), minutes=minutes, place="Personalrommet", acting=lead, at=at
    )
    _held(meeting, lead, at, minutes=minutes)


def _held(meeting: Meeting, lead: Person, at: datetime, *, minutes: int) -> None:
    begin_meeting(meeting, acting=lead, at=at)
    mark_rest_present(meeting, acting=lead, at=at)
    end_meeting(meeting, acting=lead, at=at + timedelta(minutes=minutes))


SCHOOL = cast.Place("school", "Nesøy skole", language="nb", grades=(1, 7))
SERVICE = cast.Place("service", "PPT Nesøy", "ppt")


@dataclass
class Neighbour:
    story: Story
    school: Unit
    owner: Person
    leader: Person
    head: Person


def open_nesoy(story: Story) -> None:
    """The neighbour has begun with the forum: everybody sits in it, and it met once, last half-year."""
    office, since = story.unit("neighbour"), story.start
    school, service = (town.add_place(office.municipality, place, at=noon(since)) for place in (SCHOOL, SERVICE))
    leader = _person(story, "Ragnhild Sæther", school, "school_leader", "+47 555 09 901")
    head = _person(story, "Torleif Grønn", service, "service_head", "+47 555 09 902")
    nesoy = Neighbour(story, school, story.whose("outsider"), leader, head)
    forum = _begin(nesoy, office)
    _met_once(nesoy, forum)
    monday = story.today - timedelta(days=49 + story.today.weekday())
    assert forum.project, "It was opened for the project."
    only_talk(forum.project, office, "Hva vil vi med samarbeidet?", [leader, head], nesoy.owner, clock(monday, 12))


def _person(story: Story, name: str, unit: Unit, profession: str, phone: str) -> Person:
    return town.add_person(name, unit, profession, (), phone, since=story.start, at=noon(story.start))


def _begin(nesoy: Neighbour, office: Unit) -> Arena:
    since, owner = nesoy.story.start, nesoy.owner
    at = noon(since)
    project = projects.start_project(office.municipality, method=METHOD, starts=since, acting=owner, at=at)
    projects.join(project, nesoy.school, joined=since, acting=owner, at=at)
    forum, *_ = arenas.open_arenas(project, office, level="municipality", since=since, acting=owner, at=at)
    seats = ((owner, "school-owner"), (nesoy.leader, "school-leader"), (nesoy.head, "service-head"))
    for person, role in seats:
        arenas.seat(forum, person, role=role, leads=person == owner, since=since, acting=owner, at=at)
    wheel.lay_plan(project, office, acting=owner, at=at)
    first = occasions_at(project, office).order_by("on").first()
    assert first, "A plan begins with something."
    wheel.record_held(first, on=first.on, version=None, acting=owner, at=noon(first.on))
    handed_over(project, owner, nesoy.story.today)
    return forum


def _met_once(nesoy: Neighbour, forum: Arena) -> None:
    """It answered what the school had asked, in time; nobody took minutes."""
    owner, on = nesoy.owner, _last_half_year(nesoy.story.today)
    before, after = clock(on - timedelta(days=20), 9), clock(on + timedelta(days=3), 9)
    case = raise_case(
        forum.project,
        unit=nesoy.school,
        title="Hvem tar kontakt når en familie flytter over kommunegrensa?",
        text="Skolen får vite det sist.",
        at_once=True,
        acting=nesoy.leader,
        at=before,
    )
    called = clock(on - timedelta(days=10), 9)
    meeting = call_meeting(forum, on=on, begins=time(9), minutes=90, place="Kommunestyresalen", acting=owner, at=called)
    case.refresh_from_db()
    put_on_agenda(case, meeting=meeting, acting=owner, at=called)
    _held(meeting, owner, clock(on, 9), minutes=80)
    case.refresh_from_db()
    clarify(case, answer="Skolen familien flytter fra, ringer skolen den flytter til.", acting=owner, at=after)
    answer_back(case, general=True, acting=owner, at=after)


def _last_half_year(today: date) -> date:
    return date(today.year, 5, 12) if today.month >= 8 else date(today.year - 1, 11, 12)
