"""Fixtures for conferences: one of the school with two rounds, its people, its groups, and what they said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from samspill.conferences.actions import conferring
from samspill.conferences.codes import new_code
from samspill.conferences.models import Conference, Group, GroupSeat, Point, Session, SessionForm, SessionKind
from samspill.conferences.queries import rounds_of
from samspill.people import actions as people
from samspill.people.models import Person, Profession
from tests.cast import BEGAN, Cast
from tests.remembered import remembered

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)  # a Monday three weeks into the project
DAY = date(2026, 9, 23)
PROFESSIONS = (Profession.TEACHER, Profession.TEACHER, Profession.ASSISTANT, Profession.SOCIAL_TEACHER)


@remembered
def conference(cast: Cast, title: str = "Calm mornings", on: date = DAY) -> Conference:
    """A conference of the school, called by its leader: a plenary, a mixed round, a cross round, a plenary."""
    made = conferring.call_conference(
        cast.project,
        cast.school,
        title=title,
        purpose="What helps the pupils to begin the day well?",
        on=on,
        begins=time(12, 0),
        minutes=180,
        responsible=cast.leader,
        facilitator=cast.coordinator,
        acting=cast.leader,
        at=NOW,
    )
    programme(cast, made)
    return made


def programme(cast: Cast, made: Conference) -> list[Session]:
    groups = {"kind": SessionKind.GROUPS, "smallest": 3, "largest": 6}
    parts: list[dict[str, object]] = [
        {"kind": SessionKind.PLENARY, "theme": "Welcome", "minutes": 15},
        {**groups, "form": SessionForm.MIXED, "theme": "How it is now", "question": "What works?", "minutes": 45},
        {**groups, "form": SessionForm.CROSS, "theme": "What we could do", "question": "What next?", "minutes": 45},
        {"kind": SessionKind.PLENARY, "theme": "The groups report", "minutes": 45},
    ]
    return [conferring.add_session(made, acting=cast.leader, at=NOW, **part) for part in parts]


def staff(cast: Cast, number: int) -> list[Person]:
    """More people at the school: different work, different grades."""
    made = []
    for place in range(number):
        one = people.add_person(name=f"Person {place:03}", email=f"p{place}@sundvik.example", acting=None, at=NOW)
        profession, since = PROFESSIONS[place % len(PROFESSIONS)], BEGAN - timedelta(days=200 * (place % 9))
        grades = [place % 7 + 1]
        people.take_position(one, cast.school, profession=profession, grades=grades, since=since, acting=None, at=NOW)
        made.append(one)
    return made


@remembered
def with_people(cast: Cast, number: int = 12, **fields: object) -> Conference:
    """A conference with the leader, the coordinator and `number` more on its list; every third can lead a group."""
    made = conference(cast, **fields)  # type: ignore[arg-type]
    more = staff(cast, number)
    leading = {one.pk for one in more[::3]}
    everybody = [cast.leader, cast.coordinator, *more]
    conferring.add_participants(made, everybody, may_lead=leading, acting=cast.leader, at=NOW)
    return made


def seated(made: Conference, groups: int = 3) -> list[Group]:
    """Groups for each round, dealt out like cards: the second round starts one further for each table."""
    rows = list(made.participants.order_by("pk"))
    found: list[Group] = []
    for turn, session in enumerate(rounds_of(made)):
        here = [Group.objects.create(session=session, number=n + 1, code=new_code()) for n in range(groups)]
        for place, one in enumerate(rows):
            group = here[(place + turn * (place // groups)) % groups]
            GroupSeat.objects.create(group=group, session=session, participant=one)
        for group in here:
            _tasks(group)
        found += here
    Conference.objects.filter(pk=made.pk).update(groups_set_at=NOW)
    made.refresh_from_db()
    return found


def _tasks(group: Group) -> None:
    there = [seat.participant for seat in group.seats.select_related("participant")]
    group.leader = next((one for one in there if one.may_lead), None)
    group.note_taker = next(one for one in there if one.may_note and one != group.leader)
    group.save()


def say(group: Group, *texts: str, at: datetime | None = None) -> list[Point]:
    """What a group wrote down on the day."""
    moment = at or datetime.combine(group.session.conference.meeting.on, time(12, 30), tzinfo=UTC)
    places = count(group.points.count())
    return [
        Point.objects.create(group=group, text=text, place=next(places), first_at=moment, changed_at=moment)
        for text in texts
    ]
