from collections.abc import Iterator
from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from samspill.meetings.actions.series import call_series
from samspill.meetings.models import Meeting, Reply, Series
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.meeting import NOW, grade_meeting, resource_meeting

DAY = date(2026, 12, 2)
SATURDAY = date(2026, 12, 5)
SERIES = {"weekday": 3, "every": "w2", "starts": "2026-12-02", "until": "2027-01-31", "begins": "13:00", "minutes": 60}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    yield from adopted_once(django_db_setup, django_db_blocker)


@pytest.fixture
def cast(world: Cast, db: None) -> Cast:
    return fresh(world)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return resource_meeting(cast, DAY)


@pytest.fixture
def of_series(cast: Cast) -> Meeting:
    rows = Series(arena=cast.arenas["resource-team"], weekday=3, starts=DAY, until=date(2027, 1, 31), minutes=60)
    return call_series(rows, acting=cast.leader, at=NOW)[0]


@pytest.mark.parametrize("name", ["call", "call_series", "day"])
def test_who_prepares_meetings_calls_them(client: Client, cast: Cast, name: str) -> None:
    url = reverse(f"meetings:{name}", args=[cast.arenas["resource-team"].pk])

    seen = {part: sign_in(client, cast.people[part]).get(url).status_code for part in ("leader", "nurse", "outsider")}

    assert seen == {"leader": 200, "nurse": 403, "outsider": 404}


@pytest.mark.parametrize("name", ["change", "move", "call_off", "duplicate", "change_rest", "end_rest"])
def test_who_prepares_meetings_changes_them(client: Client, cast: Cast, of_series: Meeting, name: str) -> None:
    url = reverse(f"meetings:{name}", args=[of_series.pk])

    seen = {part: sign_in(client, cast.people[part]).get(url).status_code for part in ("leader", "nurse", "outsider")}

    assert seen == {"leader": 200, "nurse": 403, "outsider": 404}


def test_a_single_meeting_has_no_rest(client: Client, cast: Cast, meeting: Meeting) -> None:
    answer = sign_in(client, cast.leader).get(reverse("meetings:end_rest", args=[meeting.pk]))

    assert answer.status_code == 404


def test_a_free_day_is_called_at_once(client: Client, cast: Cast) -> None:
    url = reverse("meetings:call", args=[cast.arenas["resource-team"].pk])

    answer = sign_in(client, cast.leader).post(url, {"on": DAY, "begins": "13.00", "minutes": 120, "place": "Room 1"})

    made = Meeting.objects.get(place="Room 1")
    assert (answer.status_code, made.begins, made.presences.count()) == (302, time(13), 8)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_nobody_can_reckon_with_is_refused_in_words(client: Client, cast: Cast, day: str) -> None:
    page = sign_in(client, cast.leader)
    arena = cast.arenas["resource-team"].pk

    answer = page.post(reverse("meetings:call", args=[arena]), {"on": day, "begins": "23:59", "minutes": 60})

    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"on"})
    assert page.get(reverse("meetings:day", args=[arena]), {"on": day, "minutes": 60}).status_code == 200


def test_a_saturday_warns_first_and_counts_with_a_tick(client: Client, cast: Cast) -> None:
    url = reverse("meetings:call", args=[cast.arenas["resource-team"].pk])
    given = {"on": SATURDAY, "begins": "13:00", "minutes": 60, "place": "The cabin"}

    warned = sign_in(client, cast.leader).post(url, given)
    done = client.post(url, given | {"anyway": "on"})

    assert (warned.status_code, done.status_code) == (422, 302)
    assert "is no school day" in warned.content.decode()
    assert 'value="The cabin"' in warned.content.decode()
    assert 'type="checkbox" name="anyway"' in warned.content.decode()


def test_a_part_longer_than_the_whole_is_refused(client: Client, cast: Cast) -> None:
    url = reverse("meetings:call", args=[cast.arenas["grade-team-5"].pk])

    answer = sign_in(client, cast.leader).post(url, {"on": DAY, "minutes": 30, "part_minutes": 45})

    assert answer.status_code == 422
    assert "cannot be longer than the whole" in answer.content.decode()


def test_the_dates_are_seen_before_the_series_is_made(client: Client, cast: Cast) -> None:
    url = reverse("meetings:call_series", args=[cast.arenas["resource-team"].pk])

    shown = sign_in(client, cast.leader).post(url, SERIES | {"show": 1})
    unseen = client.post(url, SERIES | {"make": 1, "seen": "2026-12-02"})
    made = client.post(url, SERIES | {"make": 1, "seen": shown.context["form"].dates_shown})

    assert "week 49" in shown.content.decode()
    assert (shown.status_code, unseen.status_code, made.status_code) == (200, 200, 302)
    assert Meeting.objects.count() == len(shown.context["preview"].meets) > 2


def test_a_series_backwards_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    url = reverse("meetings:call_series", args=[cast.arenas["resource-team"].pk])

    answer = sign_in(client, cast.leader).post(url, SERIES | {"until": "2026-11-30", "place": "Room 9"})

    assert answer.status_code == 422
    assert 'value="Room 9"' in answer.content.decode()


def test_the_weekly_part_comes_from_the_method(client: Client, cast: Cast) -> None:
    url = reverse("meetings:call_series", args=[cast.arenas["grade-team-5"].pk])

    start = sign_in(client, cast.leader).get(url).context["form"].initial

    assert start["every"] == "w1"
    assert start["part_minutes"]


def test_the_next_call_is_like_the_last_meeting(client: Client, cast: Cast, meeting: Meeting) -> None:
    url = reverse("meetings:call", args=[meeting.arena_id])

    start = sign_in(client, cast.leader).get(url).context["form"].initial

    assert (start["on"], start["begins"], start["minutes"]) == (date(2026, 12, 9), time(13), 120)


def test_a_day_is_told_with_its_week_while_it_is_chosen(client: Client, cast: Cast) -> None:
    url = reverse("meetings:day", args=[cast.arenas["resource-team"].pk])

    answer = sign_in(client, cast.leader).get(url, {"on": DAY, "begins": "13:00"})
    nonsense = client.get(url, {"on": "soon"})

    assert "week 49" in answer.content.decode()
    assert nonsense.status_code == 200


def test_a_move_onto_another_meeting_warns_with_other_hours(client: Client, cast: Cast, meeting: Meeting) -> None:
    grade_meeting(cast, on=date(2026, 12, 3))
    url = reverse("meetings:move", args=[meeting.pk])

    answer = sign_in(client, cast.leader).post(url, {"on": "2026-12-03", "begins": "14:30", "version": 1})

    assert answer.status_code == 422
    assert "Kari Lunde has" in answer.content.decode()
    assert "Fewer would be elsewhere on" in answer.content.decode()


def test_a_stale_move_keeps_the_reason(client: Client, cast: Cast, meeting: Meeting) -> None:
    url = reverse("meetings:move", args=[meeting.pk])
    given = {"on": "2026-12-03", "begins": "13:00", "reason": "The nurse is away", "version": 7}

    answer = sign_in(client, cast.leader).post(url, given)

    assert answer.status_code == 409
    assert "The nurse is away" in answer.content.decode()


def test_the_meeting_page_loads_warnings_in_few_queries(client: Client, cast: Cast, meeting: Meeting) -> None:
    url = reverse("meetings:clashes", args=[meeting.pk])
    sign_in(client, cast.leader).get(url)
    with counted() as before:
        client.get(url)
    for grade in (5, 6, 7):
        grade_meeting(cast, grade, DAY)

    with counted() as after:
        answer = client.get(url)

    assert answer.content.decode().count(" has ") == 3
    assert len(after) <= len(before) + 8


@pytest.mark.parametrize(("part", "status"), [("nurse", 302), ("teacher", 404), ("outsider", 404)])
def test_one_answers_for_oneself(client: Client, cast: Cast, meeting: Meeting, part: str, status: int) -> None:
    url = reverse("meetings:reply", args=[meeting.pk])

    answer = sign_in(client, cast.people[part]).post(url, {"answer": "declined", "remark": "Course", "version": 1})

    assert answer.status_code == status
    assert meeting.presences.filter(reply=Reply.DECLINED).count() == (status == 302)
