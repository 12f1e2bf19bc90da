"""A group's phones: joining by code, what the code opens, and what is written without a script."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from samspill.conferences.actions.joining import FREE, join
from samspill.conferences.actions.saying import keep_points
from samspill.conferences.models import CodeTries, Conference, Group, Point
from samspill.conferences.queries import OPEN_GROUPS
from samspill.conferences.statements import Op
from samspill.journal.models import Entry
from samspill.meetings.models import Meeting
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.conferring import say, seated, with_people

standing = pytest.fixture(scope="module")(adopted_once)
NOON = datetime(2026, 9, 23, 11, 0, tzinfo=UTC)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def group(cast: Cast) -> Group:
    """A group of a conference that is held today, by the real clock."""
    made = with_people(cast, on=timezone.localdate())
    return OPEN_GROUPS.get(pk=seated(made)[0].pk)


@pytest.fixture
def phone(client: Client, group: Group) -> Client:
    client.cookies["django_language"] = "en"
    client.get(f"/k/{group.code}/")
    return client


def note(group: Group) -> str:
    return f"/k/note/{group.pk}/"


@pytest.mark.parametrize("typed", ["{}", "  {} ", "{:.3}-{:.0}"])
def test_a_code_opens_its_group_however_it_is_typed(typed: str, client: Client, group: Group) -> None:
    lower = group.code.lower()
    written = f"{lower[:3]}-{lower[3:]}" if "-" in typed else typed.format(lower)

    answer = client.post("/k/", {"code": written})

    assert answer.url == note(group)
    assert client.get(note(group)).status_code == 200


def test_a_wrong_code_is_told_and_kept(client: Client, group: Group) -> None:
    client.cookies["django_language"] = "en"

    answer = client.post("/k/", {"code": "XXXXXX"})

    assert answer.status_code == 422
    assert "No group has this code." in answer.content.decode()
    assert 'value="XXXXXX"' in answer.content.decode()


def test_whoever_guesses_waits_longer_each_time(group: Group) -> None:
    at = NOON
    waits = []
    for _try in range(FREE + 3):
        found = join("XXXXXX", address="192.0.2.7", at=at)
        waits.append(found.until and (found.until - at).total_seconds())
        at = found.until or at

    assert waits[:FREE] == [None] * FREE
    assert waits[FREE:] == [5, 10, 20]


def test_while_one_waits_even_the_right_code_is_not_tried(group: Group) -> None:
    until = timezone.now() + timedelta(seconds=30)
    for _try in range(FREE + 1):
        last = join("XXXXXX", address="192.0.2.7", at=until - timedelta(seconds=30))
    assert last.until

    inside = join(group.code, address="192.0.2.7", at=last.until - timedelta(seconds=1))
    after = join(group.code, address="192.0.2.7", at=last.until)
    elsewhere = join(group.code, address="192.0.2.8", at=last.until - timedelta(seconds=1))

    assert (inside.why, after.group, elsewhere.group) == ("wait", group, group)


def test_errors_of_a_whole_hall_are_forgotten(group: Group) -> None:
    for number in range(3 * FREE):
        found = join("XXXXXX", address="192.0.2.7", at=NOON + timedelta(seconds=5 * number))

    assert found.until is None
    assert CodeTries.objects.get().address != "192.0.2.7"


def test_the_wait_is_said_in_words(client: Client, group: Group) -> None:
    client.cookies["django_language"] = "en"
    for _try in range(FREE):
        client.post("/k/", {"code": "XXXXXX"})

    answer = client.post("/k/", {"code": "XXXXXX"})

    assert answer.status_code == 429
    assert "Wait 5 seconds, then try again." in answer.content.decode()


@pytest.mark.parametrize(
    ("days", "fields", "sentence"),
    [
        (3, {}, "The code opens the group&#x27;s note on that day."),
        (-1, {}, "the notes of its groups are closed"),
        (0, {"called_off": "Snow"}, "has been called off"),
    ],
)
def test_outside_its_day_a_code_says_why(
    days: int, fields: dict[str, str], sentence: str, client: Client, group: Group
) -> None:
    client.cookies["django_language"] = "en"
    Meeting.objects.update(on=timezone.localdate() + timedelta(days=days), **fields)

    answer = client.get(f"/k/{group.code}/")

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_code_opens_this_note_and_nothing_else(phone: Client, group: Group) -> None:
    other = Group.objects.exclude(pk=group.pk).first()
    assert other

    assert phone.get(note(group)).status_code == 200
    assert phone.get(note(other)).status_code == 404
    assert phone.post(f"{note(other)}say/", {"text": "x"}).status_code == 404
    assert phone.get(f"/conference/{group.session.conference_id}/").url.startswith("/account/login/")


def test_a_cookie_that_is_not_ours_opens_nothing(client: Client, group: Group) -> None:
    client.cookies["samspill_groups"] = f'["{group.code}"]'

    assert client.get(note(group)).status_code == 404


def test_those_who_sit_in_the_group_open_it_signed_in(cast: Cast, client: Client, group: Group) -> None:
    seat = group.seats.select_related("participant__person").first()
    assert seat

    assert sign_in(client, seat.participant.person).get(note(group)).status_code == 200
    assert sign_in(client, cast.other_teacher).get(note(group)).status_code == 404


def test_on_the_day_the_conferences_page_leads_to_ones_own_note(client: Client, group: Group) -> None:
    seat = group.seats.exclude(participant__is_head=True).select_related("participant__person").last()
    assert seat
    Conference.objects.filter(pk=group.session.conference_id).update(current=group.session)

    shown = sign_in(client, seat.participant.person).get(f"/conference/{group.session.conference_id}/").content.decode()

    assert shown.count(f'href="{note(group)}"') == 2


def test_a_form_without_script_keeps_a_statement_once(phone: Client, group: Group) -> None:
    sent = {"uid": str(uuid.uuid4()), "base": "0", "text": "  Begin the day \t together ", "level": "prevention"}

    phone.post(f"{note(group)}say/", sent)
    answer = phone.post(f"{note(group)}say/", sent)

    assert answer.url == note(group)
    assert [(one.text, one.level) for one in group.points.all()] == [("Begin the day together", "prevention")]
    assert "Begin the day together" in phone.get(note(group)).content.decode()


def test_a_note_that_is_full_takes_changes_and_nothing_new(group: Group) -> None:
    at, one = timezone.now(), uuid4()
    rows = [Point(group=group, text="Said", place=place, first_at=at, changed_at=at) for place in range(298)]
    Point.objects.bulk_create([*rows, Point(uid=one, group=group, text="Last", place=400, first_at=at, changed_at=at)])

    answers = keep_points(group, [Op(uuid4(), "write", uuid4(), 0, text) for text in ("Fits", "Too many")], at=at)
    changed = keep_points(group, [Op(uuid4(), "write", one, 1, "Other words")], at=at)

    assert [(answer.state, answer.why) for answer in (*answers, *changed)] == [
        ("kept", ""),
        ("refused", "too_many"),
        ("kept", ""),
    ]
    assert Point.objects.get(text="Fits").place == 401


def test_a_form_from_before_somebody_elses_change_keeps_both_texts(phone: Client, group: Group) -> None:
    (point,) = say(group, "Calm mornings")
    Point.objects.filter(pk=point.pk).update(text="Calm mornings for all", version=2)

    phone.post(f"{note(group)}say/", {"uid": str(point.uid), "base": "1", "text": "Quiet mornings", "level": ""})

    other = group.points.get(beside=point)
    assert other.text == "Quiet mornings"
    assert "Two phones wrote this at the same time." in phone.get(note(group)).content.decode()


def test_what_is_missing_is_said_at_the_field(phone: Client, group: Group) -> None:
    answer = phone.post(f"{note(group)}say/", {"uid": str(uuid.uuid4()), "base": "0", "text": "  ", "level": ""})

    assert answer.status_code == 422
    assert "Write what the group says, in one line." in answer.content.decode()


def test_after_the_day_the_text_stays_in_the_field(phone: Client, group: Group) -> None:
    Meeting.objects.update(on=timezone.localdate() - timedelta(days=1))

    answer = phone.post(f"{note(group)}say/", {"uid": str(uuid.uuid4()), "base": "0", "text": "Too late", "level": ""})

    assert answer.status_code == 422
    assert "the notes of its groups are closed" in answer.content.decode()
    assert 'value="Too late"' in answer.content.decode()
    assert not group.points.exists()


def test_buttons_move_remove_and_put_back(phone: Client, group: Group) -> None:
    first, second = say(group, "First", "Second")

    phone.post(f"{note(group)}say/", {"do": f"down:{first.uid}"})
    moved = list(group.points.values_list("text", flat=True))
    phone.post(f"{note(group)}say/", {"do": f"remove:{second.uid}:1"})
    gone = phone.get(note(group)).content.decode()
    phone.post(f"{note(group)}say/", {"do": f"restore:{second.uid}"})

    assert moved == ["Second", "First"]
    assert "Put back" in gone
    assert group.points.filter(removed_at=None).count() == 2


def test_three_to_five_are_handed_in_and_taken_back(phone: Client, group: Group) -> None:
    points = say(group, "One", "Two", "Three", "Four")
    chosen = [str(one.uid) for one in points[:3]]

    few = phone.post(f"{note(group)}hand-in/", {"point": chosen[:2]})
    phone.post(f"{note(group)}hand-in/", {"point": chosen})
    places = dict(group.points.exclude(plenary=None).values_list("text", "plenary"))
    phone.post(f"{note(group)}take-back/")

    assert few.status_code == 422
    assert "You have chosen 2 statements. Choose 3 to 5 for the plenary." in few.content.decode()
    assert places == {"One": 1, "Two": 2, "Three": 3}
    assert Group.objects.get(pk=group.pk).handed_in_at is None


def test_what_has_been_heard_is_not_taken_back(phone: Client, group: Group) -> None:
    Group.objects.filter(pk=group.pk).update(handed_in_at=NOON, heard_at=NOON)

    answer = phone.post(f"{note(group)}take-back/")

    assert answer.status_code == 422
    assert Group.objects.get(pk=group.pk).handed_in_at == NOON


def test_the_facilitator_is_called_once_and_nobody_is_named(phone: Client, group: Group) -> None:
    phone.post(f"{note(group)}call/", {"on": "yes"})
    phone.post(f"{note(group)}call/", {"on": "yes"})

    lines = Entry.objects.filter(verb="conference.facilitator_called")
    assert [(one.person, one.person_name) for one in lines] == [(None, "")]
    assert Group.objects.get(pk=group.pk).called_at


def test_when_the_next_round_begins_the_phone_says_where_everybody_sits(phone: Client, group: Group) -> None:
    conference = Conference.objects.get(pk=group.session.conference_id)
    before = phone.get(f"{note(group)}next/").status_code
    later = conference.sessions.filter(kind="groups").last()
    assert later
    conference.sessions.filter(pk=later.pk).update(begun_at=timezone.now())
    Conference.objects.filter(pk=conference.pk).update(current=later)

    shown = phone.get(note(group)).content.decode()
    door = phone.get(f"{note(group)}next/").content.decode()

    assert before == 404
    assert "The next round has begun" in shown
    assert all(name in door for name in later.seats.values_list("participant__person__name", flat=True))


def test_the_name_guard_looks_at_what_a_phone_writes(phone: Client, group: Group) -> None:
    found = phone.post(f"{note(group)}guard/", {"text": "Kaja Nordmann in 3B hits the others"})
    quiet = phone.post(f"{note(group)}guard/", {"text": "Begin the day together"})

    assert found.status_code == 200
    assert quiet.status_code == 204
