"""Three questions before one goes home: once per phone, counts only."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.conferences import keys
from samspill.conferences.actions import running
from samspill.conferences.actions.pulse import answer_pulse, close_pulse
from samspill.conferences.models import Conference, Group, Pulse, PulseBallot
from samspill.journal.models import Entry
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.clock import Clock, clock
from tests.conferring import seated, with_people

__all__ = ["clock"]
standing = pytest.fixture(scope="module")(adopted_once)
NOON = datetime(2026, 9, 23, 10, 0, tzinfo=UTC)
ANSWERS = {"part": 4, "experience": 5, "act": 3}


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def made(cast: Cast, clock: Clock) -> Conference:
    """A conference whose day is over."""
    clock.set(NOON)
    found = with_people(cast, 7)
    seated(found)
    running.begin_day(found, acting=cast.coordinator, at=NOON)
    running.close_day(found, acting=cast.coordinator, at=NOON)
    return found


@pytest.fixture
def phone(made: Conference) -> Client:
    """A phone that has opened a group's note."""
    found = Client()
    found.cookies[keys.COOKIE] = keys.written([Group.objects.filter(session__conference=made)[0].code])
    found.cookies["samspill_language"] = "en"
    return found


def url(made: Conference) -> str:
    return reverse("conferences:pulse", args=[made.pk])


def test_a_phone_without_an_account_answers_once(made: Conference, phone: Client) -> None:
    shown = phone.get(url(made)).content.decode()

    first = phone.post(url(made), ANSWERS)
    again = phone.post(url(made), ANSWERS)

    assert all(f'name="{name}"' in shown for name in ANSWERS)
    assert (first.status_code, again.status_code) == (302, 422)
    assert {(one.question, one.value): one.count for one in made.pulses.all()} == dict.fromkeys(ANSWERS.items(), 1)


def test_the_group_s_note_leads_there(made: Conference, phone: Client) -> None:
    group = Group.objects.filter(session__conference=made)[0]

    page = phone.get(reverse("conferences:live_note", args=[group.pk])).content.decode()

    assert url(made) in page


def test_nothing_kept_says_who_answered(made: Conference, phone: Client) -> None:
    phone.get(url(made))
    mark = phone.cookies["samspill_pulse"].value
    before = Entry.objects.count()

    phone.post(url(made), ANSWERS)

    assert PulseBallot.objects.get().device != mark
    assert Entry.objects.count() == before


def test_a_phone_that_was_not_there_is_asked_for_its_code(made: Conference) -> None:
    answer = Client().get(url(made))

    assert answer["Location"] == reverse("conferences:live_enter")


def test_bad_answers_are_refused_and_kept(made: Conference, phone: Client) -> None:
    answer = phone.post(url(made), {**ANSWERS, "part": "9"})

    assert answer.status_code == 422
    assert not Pulse.objects.exists()


def test_before_the_end_of_the_day_there_is_nothing_to_answer(made: Conference, cast: Cast, phone: Client) -> None:
    running.reopen(made, acting=cast.coordinator, at=NOON)

    answer = phone.post(url(made), ANSWERS)

    assert answer.status_code == 422
    assert not PulseBallot.objects.exists()


def test_two_days_later_it_is_closed(made: Conference, phone: Client, clock: Clock) -> None:
    clock.set(NOON + timedelta(hours=35))
    tomorrow = phone.get(url(made)).content.decode()
    clock.set(NOON + timedelta(hours=39))

    assert 'name="part"' in tomorrow
    assert 'name="part"' not in phone.get(url(made)).content.decode()


def test_few_answers_are_never_shown(made: Conference, cast: Cast) -> None:
    for number in range(4):
        answer_pulse(made, mark=f"phone {number}", answers=ANSWERS)

    with pytest.raises(ValidationError, match="Fewer than 5"):
        close_pulse(made, acting=cast.leader, at=NOON)


def test_five_answers_are_shown_once_they_are_closed(made: Conference, cast: Cast, client: Client) -> None:
    for number in range(5):
        answer_pulse(made, mark=f"phone {number}", answers=ANSWERS)
    before = sign_in(client, cast.coordinator).get(made.get_absolute_url()).content.decode()

    client.post(reverse("conferences:close_pulse", args=[made.pk]))

    after = client.get(made.get_absolute_url()).content.decode()
    assert "What those who were there say" not in before
    assert "What those who were there say" in after
    assert "5 of 5" in after
    with pytest.raises(ValidationError, match="closed"):
        answer_pulse(made, mark="late", answers=ANSWERS)


def test_only_who_leads_closes_it(made: Conference, cast: Cast, client: Client) -> None:
    address = reverse("conferences:close_pulse", args=[made.pk])

    assert sign_in(client, cast.teacher).post(address).status_code == 403
    assert sign_in(client, cast.outsider).post(address).status_code == 404


def test_those_who_took_part_are_led_there(made: Conference, client: Client, cast: Cast) -> None:
    person = made.participants.get(person__name="Person 001").person

    page = sign_in(client, person).get(made.get_absolute_url()).content.decode()

    assert url(made) in page
    assert sign_in(client, cast.outsider).get(url(made)).status_code == 404
