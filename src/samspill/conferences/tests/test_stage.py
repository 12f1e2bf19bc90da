"""The control view, the projector and the checks: who opens them, what they say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.conferences.actions import running
from samspill.conferences.actions.handing_in import hand_in
from samspill.conferences.models import Conference, Group, Session, Showing
from samspill.conferences.projector import ROWS, Sent, Table, sent_by_page, short, tables_by_page, turned_to
from samspill.conferences.queries import rounds_of
from samspill.meetings.models import Presence
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.clock import Clock, clock
from tests.conferring import say, seated, with_people

__all__ = ["clock"]
standing = pytest.fixture(scope="module")(adopted_once)
NOON = datetime(2026, 9, 23, 10, 0, tzinfo=UTC)
PAGES = ("stage", "projector", "stage_ready", "close_day", "complete_minutes", "stage_here")


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def made(cast: Cast, clock: Clock) -> Conference:
    clock.set(NOON)
    found = with_people(cast, 7)
    seated(found)
    return found


@pytest.fixture
def round_(made: Conference, cast: Cast) -> Session:
    """The first round runs."""
    running.begin_day(made, acting=cast.coordinator, at=NOON)
    first = rounds_of(made)[0]
    running.begin_session(first, acting=cast.coordinator, at=NOON)
    return first


def url(name: str, pk: int) -> str:
    return reverse(f"conferences:{name}", args=[pk])


def text(client: Client, name: str, pk: int) -> str:
    return client.get(url(name, pk)).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_who_leads_the_day_opens_it_and_nobody_else(made: Conference, cast: Cast, client: Client, name: str) -> None:
    address = url(name, made.pk)

    assert sign_in(client, cast.coordinator).get(address).status_code == 200
    assert sign_in(client, cast.teacher).get(address).status_code == 403
    assert sign_in(client, cast.outsider).get(address).status_code == 404


@pytest.mark.parametrize("name", ["begin_day", "reopen_day", "show", "stage_mark"])
def test_buttons_are_for_those_who_lead(made: Conference, cast: Cast, client: Client, name: str) -> None:
    assert sign_in(client, cast.teacher).post(url(name, made.pk), {"presence": 1}).status_code in (403, 404)
    assert sign_in(client, cast.outsider).post(url(name, made.pk)).status_code == 404


@pytest.mark.parametrize("name", ["begin_session", "end_session", "give_minutes"])
def test_buttons_of_a_part_are_for_those_who_lead(round_: Session, cast: Cast, client: Client, name: str) -> None:
    assert sign_in(client, cast.teacher).post(url(name, round_.pk), {"minutes": 1}).status_code == 403


@pytest.mark.parametrize("name", ["answer_call", "give_floor", "group_heard"])
def test_buttons_of_a_group_are_for_those_who_lead(round_: Session, cast: Cast, client: Client, name: str) -> None:
    assert sign_in(client, cast.outsider).post(url(name, round_.groups.all()[0].pk)).status_code == 404


def test_the_day_is_led_by_buttons(made: Conference, cast: Cast, client: Client) -> None:
    first = rounds_of(made)[0]
    sign_in(client, cast.coordinator)

    client.post(url("begin_day", made.pk))
    client.post(url("begin_session", first.pk))
    client.post(url("give_minutes", first.pk), {"minutes": "2"})
    client.post(url("show", made.pk), {"what": "countdown"})
    page = text(client, "stage", made.pk)

    now = Conference.objects.get(pk=made.pk)
    assert (now.current, now.shows) == (first, Showing.COUNTDOWN)
    assert 'data-ends="2026-09-23T12:47' in page
    assert "+2 given" in page


def test_a_refusal_is_said_on_the_page(made: Conference, cast: Cast, client: Client) -> None:
    answer = sign_in(client, cast.leader).post(url("begin_session", rounds_of(made)[0].pk))

    assert answer.status_code == 422
    assert "The day has not begun. Begin it first." in answer.content.decode()


@pytest.mark.parametrize("minutes", ["", "100", "x"])
def test_only_the_buttons_give_minutes(round_: Session, cast: Cast, client: Client, minutes: str) -> None:
    assert sign_in(client, cast.leader).post(url("give_minutes", round_.pk), {"minutes": minutes}).status_code == 404


def test_who_has_called_stands_first_until_somebody_comes(round_: Session, cast: Cast, client: Client) -> None:
    last = round_.groups.order_by("-number")[0]
    Group.objects.filter(pk=last.pk).update(called_at=NOON)
    made = round_.conference
    before = text(sign_in(client, cast.coordinator), "stage", made.pk)

    client.post(url("answer_call", last.pk))

    assert before.count("data-called") == 2
    assert before.index("I am at group 3") < before.index('id="stage-groups"')
    assert "data-called" not in text(client, "stage", made.pk)


def test_what_each_group_has_written_is_counted_not_shown(round_: Session, cast: Cast, client: Client) -> None:
    say(round_.groups.all()[0], "Quiet corners help.", "Begin with a song.")

    page = text(sign_in(client, cast.coordinator), "stage", round_.conference_id)

    assert "2 statements" in page
    assert "Quiet corners" not in page


def test_a_poll_answers_only_what_is_new(round_: Session, cast: Cast, client: Client) -> None:
    page = sign_in(client, cast.coordinator).get(url("stage", round_.conference_id)).context["page"]

    same = client.get(page.poll_url)
    say(round_.groups.all()[0], "New.")

    assert same.status_code == 204
    assert client.get(page.poll_url).status_code == 200


def test_many_groups_cost_no_more_queries_than_one(round_: Session, cast: Cast, client: Client) -> None:
    sign_in(client, cast.coordinator).get(url("stage", round_.conference_id))
    Group.objects.filter(session__conference=round_.conference, number__gt=1).delete()
    with counted() as few:
        text(client, "stage", round_.conference_id)
    for number in range(2, 9):
        group = Group.objects.create(session=round_, number=number, code=f"CODE{number}")
        say(group, "One.", "Two.")

    with counted() as many:
        text(client, "stage", round_.conference_id)

    assert len(many) == len(few)


def test_somebody_is_marked_in_one_tap(made: Conference, cast: Cast, client: Client) -> None:
    presence = made.meeting.presences.all()[0]
    sign_in(client, cast.coordinator)

    client.post(url("stage_mark", made.pk), {"presence": presence.pk, "here": "present"})

    assert Presence.objects.get(pk=presence.pk).here == "present"
    assert "Not here: " in text(client, "stage_here", made.pk)


def test_nobody_of_another_meeting_is_marked(made: Conference, cast: Cast, client: Client) -> None:
    other = with_people(cast, 0, title="Other", on=date(2026, 10, 1)).meeting.presences.all()[0]

    answer = sign_in(client, cast.coordinator).post(url("stage_mark", made.pk), {"presence": other.pk})

    assert answer.status_code == 404


def test_the_day_closes_with_a_reason_for_those_missing(round_: Session, cast: Cast, client: Client) -> None:
    made = round_.conference
    asked = text(sign_in(client, cast.coordinator), "close_day", made.pk)

    client.post(url("close_day", made.pk), {"reason": ""})
    refused = client.post(url("complete_minutes", made.pk), {"reason": " "})
    client.post(url("complete_minutes", made.pk), {"reason": "They went home."})

    assert "3 groups have not handed in" in asked
    assert refused.status_code == 422
    assert Conference.objects.get(pk=made.pk).state == "minutes-in"


def test_a_plenary_has_minutes_of_its_own(made: Conference, cast: Cast, client: Client) -> None:
    plenary = made.sessions.all()[0]
    sign_in(client, cast.coordinator)
    early = client.post(url("stage_minutes", plenary.pk), {"text": "We began."})
    running.begin_day(made, acting=cast.coordinator, at=NOON)

    client.post(url("stage_minutes", plenary.pk), {"text": "The mayor said hello."})

    assert early.status_code == 422
    assert "We began." in early.content.decode()
    assert "The mayor said hello." in text(client, "stage_minutes", plenary.pk)
    assert (
        "The mayor said hello."
        in sign_in(client, cast.leader).get(reverse("meetings:minutes", args=[made.meeting_id])).content.decode()
    )


def test_a_round_has_no_plenary_minutes(round_: Session, cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.coordinator).get(url("stage_minutes", round_.pk)).status_code == 404


def test_before_the_day_one_sees_what_lacks(cast: Cast, client: Client) -> None:
    bare = with_people(cast, 3)
    Session.objects.filter(conference=bare).update(question="")

    page = text(sign_in(client, cast.coordinator), "stage_ready", bare.pk)

    assert "No groups are composed yet." in page
    assert "The groups are announced" in page
    assert "How it is now, What we could do" in page


def test_after_the_day_one_sees_what_lacks(round_: Session, cast: Cast, client: Client) -> None:
    running.close_day(round_.conference, acting=cast.coordinator, at=NOON + timedelta(hours=2))

    page = text(sign_in(client, cast.coordinator), "stage_ready", round_.conference_id)

    assert "How it is now 1, How it is now 2, How it is now 3" in page
    assert "The minutes are in" in page


def test_the_conference_page_leads_to_the_day(made: Conference, cast: Cast, client: Client) -> None:
    running.begin_day(made, acting=cast.coordinator, at=NOON)

    leading = sign_in(client, cast.coordinator).get(made.get_absolute_url()).content.decode()
    other = sign_in(client, cast.teacher).get(made.get_absolute_url()).content.decode()

    assert "The conference is running." in leading
    assert url("stage", made.pk) not in other


# The projector


def projector(client: Client, made: Conference, shows: str) -> str:
    Conference.objects.filter(pk=made.pk).update(shows=shows)
    return text(client, "projector", made.pk)


def test_the_projector_shows_the_question_without_a_bar(round_: Session, cast: Cast, client: Client) -> None:
    page = projector(sign_in(client, cast.coordinator), round_.conference, "question")

    assert "What works?" in page
    assert "ss-header" not in page
    assert round_.groups.all()[0].code[:3] not in page


def test_codes_are_shown_only_while_their_round_runs(round_: Session, cast: Cast, client: Client) -> None:
    made, codes = round_.conference, [f"{one.code[:3]} {one.code[3:]}" for one in round_.groups.all()]
    now = projector(sign_in(client, cast.coordinator), made, "join")
    running.end_session(round_, acting=cast.coordinator, at=NOON + timedelta(minutes=40))

    later = projector(client, made, "join") + projector(client, made, "groups")

    assert all(code in now for code in codes)
    assert "<svg" in now
    every = [f"{one.code[:3]} {one.code[3:]}" for one in Group.objects.filter(session__conference=made)]
    assert not any(code in later for code in every)


def test_who_is_absent_has_no_place_on_the_wall(round_: Session, cast: Cast, client: Client) -> None:
    made = round_.conference
    gone = made.participants.get(person__name="Person 003")
    before = projector(sign_in(client, cast.coordinator), made, "groups")
    made.participants.filter(pk=gone.pk).update(absent=True)

    assert "Person 003" in before
    assert "Person 003" not in projector(client, made, "groups")


def test_the_board_grows_with_what_groups_send(round_: Session, cast: Cast, client: Client) -> None:
    made, group = round_.conference, round_.groups.all()[0]
    points = say(group, "Quiet corners help.", "Begin with a song.", "Not this one.", at=timezone.now())
    running.begin_session(made.sessions.all()[3], acting=cast.coordinator, at=NOON + timedelta(minutes=50))
    empty = projector(sign_in(client, cast.coordinator), made, "board")

    hand_in(group, [points[1].uid, points[0].uid, points[2].uid], at=timezone.now())
    page = projector(client, made, "board")

    assert "What the groups send stands here." in empty
    assert page.index("Begin with a song.") < page.index("Quiet corners help.")


# What fits


def test_names_that_need_two_lines_get_more_room() -> None:
    short_ones = [Table(n, "", "", ("Kari Dahl",) * 6) for n in range(7)]
    long_ones = [Table(n, "", "", ("Alexandra Kristoffersen",) * 6) for n in range(7)]

    assert [len(page) for page in tables_by_page(short_ones)] == [3, 3, 1]
    assert [len(page) for page in tables_by_page(long_ones)] == [2, 2, 2, 1]


def test_long_statements_go_on_further_pages_and_none_is_left_out() -> None:
    points = tuple(f"{n} " + "word " * 40 for n in range(5))

    pages = sent_by_page([Sent(1, "", points)])

    assert len(pages) > 1
    assert [point.split()[0] for page in pages for point in page.points] == ["0", "1", "2", "3", "4"]
    assert all(sum(-(-len(point) // 46) for point in page.points) <= ROWS - 2 for page in pages)


def test_pages_turn_by_the_clock_or_stand_still() -> None:
    assert turned_to(NOON, 1, 7) == 0
    assert turned_to(NOON, 3, None) != turned_to(NOON + timedelta(seconds=15), 3, None)
    assert turned_to(NOON, 3, 5) == 1


def test_a_name_on_the_wall_is_first_and_last() -> None:
    assert short("Anne Marie Lund Berg") == "Anne Berg"
    assert short("Kari Dahl") == "Kari Dahl"
