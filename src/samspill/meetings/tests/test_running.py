"""Begin, go on, end: the clock, the place in the agenda, and who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from samspill.documents.actions import Place, take_in
from samspill.journal.models import Entry
from samspill.meetings.actions import running
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.models import ItemTime, Meeting
from samspill.meetings.run_queries import not_reached, spent_in, state_of
from samspill.meetings.tests.stage import BEGUN, items, opened, running_once, said, tap
from samspill.people.versions import StaleError
from tests.asking import adopted_once, counted, fresh
from tests.cast import Cast
from tests.meeting import NOW, resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)
begun = pytest.fixture(scope="module")(running_once)
LATER = BEGUN + timedelta(minutes=7)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def meeting(cast: Cast, begun: Meeting) -> Meeting:
    return again(begun)


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def test_a_meeting_begins_at_its_first_item_with_a_text_to_write_in(meeting: Meeting) -> None:
    assert meeting.begun_at == BEGUN
    assert meeting.current == items(meeting)[0]
    assert meeting.note.write_word == "minutes.write"


def test_beginning_twice_begins_once(cast: Cast, meeting: Meeting) -> None:
    running.begin_meeting(meeting, acting=cast.nurse, at=LATER)

    assert again(meeting).begun_at == BEGUN
    assert ItemTime.objects.count() == 1


def test_what_is_called_off_does_not_begin(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    Meeting.objects.filter(pk=meeting.pk).update(called_off="Snow")

    with pytest.raises(ValidationError, match="called off"):
        running.begin_meeting(meeting, acting=cast.leader, at=BEGUN)


def test_time_is_counted_for_each_item_also_when_it_is_taken_up_again(cast: Cast, meeting: Meeting) -> None:
    first, second, *_rest = items(meeting)

    for item, minute in ((second, 7), (first, 10)):
        running.go_to(meeting, item, acting=cast.leader, at=BEGUN + timedelta(minutes=minute))

    spent = spent_in(meeting)
    assert (spent[first.pk].seconds, spent[first.pk].since) == (7 * 60, BEGUN + timedelta(minutes=10))
    assert (spent[second.pk].seconds, spent[second.pk].since) == (3 * 60, None)


def test_two_who_tap_next_at_once_go_one_item_on(cast: Cast, meeting: Meeting) -> None:
    second = items(meeting)[1]

    for person in (cast.leader, cast.nurse):
        running.go_to(meeting, second, acting=person, at=LATER)

    assert again(meeting).current == second
    assert Entry.objects.filter(verb="meeting.went_on").count() == 1


def test_the_length_is_reckoned_and_can_be_corrected(cast: Cast, meeting: Meeting) -> None:
    running.end_meeting(meeting, acting=cast.leader, at=BEGUN + timedelta(minutes=95))
    ended = again(meeting)
    assert (ended.lasted, ended.current) == (95, None)

    running.correct_length(ended, lasted=110, version=ended.version, acting=cast.leader, at=LATER)

    assert again(meeting).lasted == 110
    with pytest.raises(StaleError):
        running.correct_length(again(meeting), lasted=90, version=ended.version - 1, acting=cast.nurse, at=LATER)


def test_what_was_not_reached_is_named_but_no_standing_point(cast: Cast, meeting: Meeting) -> None:
    running.end_meeting(meeting, acting=cast.leader, at=LATER)

    assert [item.title for item in not_reached(again(meeting))] == ["Breaks in the rain"]


def test_a_meeting_ended_by_mistake_goes_on_where_it_was(cast: Cast, meeting: Meeting) -> None:
    second = items(meeting)[1]
    running.go_to(meeting, second, acting=cast.leader, at=LATER)
    running.end_meeting(meeting, acting=cast.leader, at=LATER)

    running.resume_meeting(meeting, acting=cast.leader, at=LATER)

    resumed = again(meeting)
    assert (resumed.current, resumed.ended_at, resumed.lasted) == (second, None, None)


@pytest.mark.parametrize("name", ["run", "wall", "evaluate"])
@pytest.mark.parametrize(("part", "status"), [("nurse", 200), ("other_teacher", 403), ("outsider", 404)])
def test_who_may_open_the_meeting(
    client: Client, cast: Cast, meeting: Meeting, name: str, part: str, status: int
) -> None:
    assert opened(client, cast.people[part], name, meeting.pk).status_code == status


@pytest.mark.parametrize("name", ["length", "minute_taker", "attendance", "join"])
@pytest.mark.parametrize(("part", "status"), [("nurse", 200), ("other_teacher", 403), ("outsider", 404)])
def test_who_may_open_what_is_for_writers(
    client: Client, cast: Cast, meeting: Meeting, name: str, part: str, status: int
) -> None:
    assert opened(client, cast.people[part], name, meeting.pk).status_code == status


@pytest.mark.parametrize("name", ["begin", "go", "end", "resume", "all_present", "close_evaluation"])
@pytest.mark.parametrize(("part", "status"), [("other_teacher", 403), ("outsider", 404)])
def test_who_may_not_press_the_buttons(
    client: Client, cast: Cast, meeting: Meeting, name: str, part: str, status: int
) -> None:
    assert tap(client, cast.people[part], name, meeting.pk, item=items(meeting)[1].pk).status_code == status


def test_the_next_button_names_the_item_and_leads_there(client: Client, cast: Cast, meeting: Meeting) -> None:
    second = items(meeting)[1]
    assert f'value="{second.pk}"' in opened(client, cast.nurse, "run", meeting.pk).content.decode()

    said = tap(client, cast.nurse, "go", meeting.pk, item=second.pk)

    assert said.url == f"{reverse('meetings:run', args=[meeting.pk])}?item={second.pk}"
    assert again(meeting).current == second


def test_by_htmx_the_browser_is_told_where_to_go(client: Client, cast: Cast, meeting: Meeting) -> None:
    client.force_login(cast.nurse, backend="django.contrib.auth.backends.ModelBackend")

    said = client.post(
        reverse("meetings:go", args=[meeting.pk]), {"item": items(meeting)[1].pk}, headers={"HX-Request": "true"}
    )

    assert said.headers["HX-Redirect"].endswith(f"?item={items(meeting)[1].pk}")


def test_an_item_of_another_meeting_is_not_taken_up(client: Client, cast: Cast, meeting: Meeting) -> None:
    other = items(resource_meeting(cast))[0]

    assert tap(client, cast.nurse, "go", meeting.pk, item=other.pk).status_code == 404


def test_who_looks_elsewhere_is_told_where_the_meeting_is(client: Client, cast: Cast, meeting: Meeting) -> None:
    first, second, *_rest = items(meeting)

    body = opened(client, cast.nurse, "run", meeting.pk, item=second.pk).content.decode()

    assert f"The meeting is now at matter 1: {said(first)}." in body
    assert "Let the meeting take up the matter shown here" in body


@pytest.mark.parametrize("name", ["run", "wall"])
def test_a_poll_that_finds_nothing_new_is_answered_with_nothing(
    client: Client, cast: Cast, meeting: Meeting, name: str
) -> None:
    seen = state_of(meeting)
    assert opened(client, cast.nurse, name, meeting.pk, seen=seen).status_code == 204

    running.go_to(meeting, items(meeting)[1], acting=cast.leader, at=LATER)

    assert opened(client, cast.nurse, name, meeting.pk, seen=seen).status_code == 200


def test_the_wall_shows_the_current_item_and_the_next(client: Client, cast: Cast, meeting: Meeting) -> None:
    first, second, *_rest = items(meeting)

    body = opened(client, cast.nurse, "wall", meeting.pk).content.decode()

    assert said(first) in body
    assert f"Next: {said(second)}" in body


def test_nobody_takes_the_minutes_until_somebody_is_named(client: Client, cast: Cast, meeting: Meeting) -> None:
    assert "Nobody takes the minutes yet." in opened(client, cast.nurse, "run", meeting.pk).content.decode()

    tap(client, cast.nurse, "minute_taker", meeting.pk, person=cast.nurse.pk)

    assert f"{cast.nurse} takes the minutes." in opened(client, cast.nurse, "run", meeting.pk).content.decode()


def test_somebody_who_is_not_invited_cannot_take_the_minutes(client: Client, cast: Cast, meeting: Meeting) -> None:
    said = tap(client, cast.nurse, "minute_taker", meeting.pk, person=cast.other_teacher.pk)

    assert said.status_code == 422
    assert again(meeting).minute_taker is None


@pytest.mark.parametrize("lasted", ["0", "", "long", "5000"])
def test_a_length_that_cannot_be_keeps_what_was_typed(
    client: Client, cast: Cast, meeting: Meeting, lasted: str
) -> None:
    said = tap(client, cast.nurse, "length", meeting.pk, version=meeting.version, lasted=lasted)

    assert said.status_code == 422


def test_a_length_written_over_somebody_elses_is_shown_first(client: Client, cast: Cast, meeting: Meeting) -> None:
    said = tap(client, cast.nurse, "length", meeting.pk, version=meeting.version - 1, lasted="80")

    assert said.status_code == 409
    assert 'value="80"' in said.content.decode()


def test_minutes_are_written_without_javascript_too(client: Client, cast: Cast, meeting: Meeting) -> None:
    first = items(meeting)[0]

    said = tap(client, cast.nurse, "append", first.pk, text="We try chalk.")

    assert said.status_code == 302
    assert "We try chalk." in opened(client, cast.nurse, "run", meeting.pk, item=first.pk).content.decode()


def test_papers_of_the_matter_stand_beside_it(client: Client, cast: Cast, meeting: Meeting) -> None:
    first = items(meeting)[0]
    ids = {"municipality_id": cast.municipality.pk, "unit_id": cast.school.pk, "arena_id": meeting.arena_id}
    words = {"read_word": "arena.read", "write_word": "arena.change", "home": meeting.arena.get_absolute_url()}
    place = Place(thing_kind="meetings.item", thing_id=first.pk, **ids, **words)
    take_in(ContentFile(b"Rain, day by day.", "rain.txt"), place=place, acting=cast.nurse, at=LATER)

    assert "rain.txt" in opened(client, cast.nurse, "run", meeting.pk, item=first.pk).content.decode()


def test_empty_minutes_are_refused(client: Client, cast: Cast, meeting: Meeting) -> None:
    assert tap(client, cast.nurse, "append", items(meeting)[0].pk, text=" ").status_code == 422


def test_a_long_agenda_costs_no_more_queries(client: Client, cast: Cast, meeting: Meeting) -> None:
    opened(client, cast.nurse, "run", meeting.pk)
    with counted() as few:
        opened(client, cast.nurse, "run", meeting.pk)
    for number in range(5):
        running_item(cast, meeting, number)

    with counted() as many:
        opened(client, cast.nurse, "run", meeting.pk)

    assert len(many) == len(few)


def running_item(cast: Cast, meeting: Meeting, number: int) -> None:
    item = add_item(meeting, title=f"Matter {number}", minutes=5, acting=cast.nurse, at=NOW)
    running.go_to(meeting, item, acting=cast.leader, at=LATER)


def test_who_sat_ready_gets_the_text_when_it_begins(client: Client, cast: Cast, meeting: Meeting) -> None:
    answer = opened(client, cast.nurse, "run", meeting.pk, waits="1", seen=state_of(meeting))

    assert answer.headers["HX-Refresh"] == "true"


def test_before_it_begins_there_is_nothing_to_write_in(client: Client, cast: Cast) -> None:
    waiting = resource_meeting(cast)

    page = opened(client, cast.nurse, "run", waiting.pk).content.decode()

    assert "waits=1" in page
    assert "run-minutes" not in page
    assert "outcome-form" not in page
