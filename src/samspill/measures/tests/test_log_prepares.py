"""A running try-out comes on agendas by itself, with what was logged since last time; an empty log is asked about."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspill.access.rules import Actor
from samspill.delivery.models import Message
from samspill.measures.actions import log
from samspill.measures.log_beside import since_last_time
from samspill.measures.log_jobs import quiet_on, write_reminder
from samspill.measures.models import Measure
from samspill.meetings.agenda_paper import agenda_paper
from samspill.meetings.beside import any_member, besides
from samspill.meetings.models import Item, Meeting
from tests.asking import counted, fresh, sign_in
from tests.cast import Cast
from tests.measures import BEGAN, at_stage, day_of
from tests.meeting import grade_meeting, resource_meeting
from tests.staged import tried_once

standing = pytest.fixture(scope="module")(tried_once)
DURING = day_of("trying") + timedelta(days=2)
AT = BEGAN + timedelta(weeks=6)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def measure(cast: Cast) -> Measure:
    return Measure.objects.get(unit=cast.school)


def wrote(cast: Cast, measure: Measure, done: str, at: datetime = AT) -> None:
    log.write(
        measure, key=uuid4(), on=DURING, done=done, adjusted="Earlier.", question="Who?", acting=cast.teacher, at=at
    )


def matter(meeting: Meeting) -> Item:
    return meeting.items.get(source="measure")


def test_every_running_try_out_is_on_the_agenda_once(cast: Cast, measure: Measure) -> None:
    at_stage(cast, "planned", title="Not yet tried")

    met = {
        "team": resource_meeting(cast),
        "main arena": grade_meeting(cast, 6),
        "another team": grade_meeting(cast, 5),
    }

    found = {name: [(one.title, one.treats, one.tryout) for one in of(meeting)] for name, meeting in met.items()}
    due = [(measure.title, "measure", True)]
    assert found == {"team": due, "main arena": due, "another team": []}


def of(meeting: Meeting) -> list[Item]:
    return list(meeting.items.filter(source="measure"))


def test_the_matter_shows_what_was_logged_since_last_time(cast: Cast, client: Client, measure: Measure) -> None:
    wrote(cast, measure, "Told already.", at=AT - timedelta(hours=1))
    last = resource_meeting(cast)
    Meeting.objects.filter(pk=last.pk).update(begun_at=AT, ended_at=AT)
    wrote(cast, measure, "We met the class.", at=AT + timedelta(days=1))
    meeting = resource_meeting(cast, last.on + timedelta(weeks=4))
    urls = [matter(meeting).get_absolute_url(), meeting.get_absolute_url(), reverse("meetings:run", args=[meeting.pk])]

    shown = [sign_in(client, cast.nurse).get(f"{url}?item={matter(meeting).pk}").content.decode() for url in urls]

    assert all("We met the class." in page and "Who?" in page for page in shown)
    assert not any("Told already." in page for page in shown)
    paper = str(agenda_paper(meeting, [matter(meeting)], "en", any_member(meeting.arena)))
    assert "We met the class." in paper
    assert "Earlier." in paper


def test_whoever_may_not_read_the_log_sees_nothing_of_it(cast: Cast, measure: Measure) -> None:
    wrote(cast, measure, "We met the class.")
    item = matter(resource_meeting(cast))

    assert besides([item], Actor()) == {}
    told = [line.words for one in besides([item], any_member(item.arena))[item.pk] for line in one.lines]
    assert "We met the class." in told


def test_many_matters_ask_the_same_as_one(cast: Cast, measure: Measure) -> None:
    for one in (measure, at_stage(cast, "trying", title="Breaks in the rain")):
        wrote(cast, one, "We met the class.")
    items = of(resource_meeting(cast))
    reader = any_member(items[0].arena)

    with counted() as first:
        list(since_last_time(items[:1], reader))
    with counted() as both:
        list(since_last_time(items, reader))

    assert len(items) == 2
    assert len(first) == len(both)


def test_an_empty_log_is_asked_about_on_the_coordinators_day(cast: Cast, measure: Measure) -> None:
    begun = measure.phase_on
    days = [begun + timedelta(days=number) for number in range(22, 35)]

    asked = [day for day in days if quiet_on(day)]

    assert [day.isoweekday() for day in asked] == [asked[0].isoweekday()]
    assert asked[0] >= begun + timedelta(weeks=4)


def asked_on(measure: Measure) -> datetime:
    """The first Monday on which the log has stood empty for the method's weeks."""
    return datetime.combine(measure.phase_on + timedelta(weeks=4), BEGAN.timetz())


def test_one_mail_a_week_with_a_link_to_the_form(cast: Cast, measure: Measure) -> None:
    at = asked_on(measure)

    written = [write_reminder(cast.coordinator, at=at), write_reminder(cast.coordinator, at=at)]

    assert written == [True, True]
    mail = Message.objects.get(kind="log-reminder")
    assert mail.link.endswith(reverse("measures:new_entry", args=[measure.pk]))
    assert mail.unsubscribe.endswith(reverse("measures:log_reminder"))


def test_no_mail_after_an_entry_in_the_holidays_or_where_it_is_not_wanted(
    cast: Cast, client: Client, measure: Measure
) -> None:
    at = asked_on(measure)
    summer = at.replace(year=2027, month=7, day=5)

    in_summer = write_reminder(cast.coordinator, at=summer)
    sign_in(client, cast.coordinator).post(reverse("measures:choose_log_reminder"), {"wanted": "0"})
    unwanted = write_reminder(cast.coordinator, at=at)
    client.post(reverse("measures:choose_log_reminder"), {"wanted": "1"})
    wrote(cast, measure, "We met the class.")

    assert (in_summer, unwanted) == (False, False)
    assert not write_reminder(cast.coordinator, at=at)
