"""What went wrong is shown to those who can do something about it, and only to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from samspill.delivery.actions import Recipient
from samspill.delivery.models import Message, Received, State
from samspill.delivery.receiving import receive
from samspill.delivery.tests import post
from samspill.delivery.tests.catcher import AT, send
from samspill.journal.models import Entry
from samspill.queue.models import Job
from samspill.queue.models import State as JobState
from samspill.queue.running import run_due
from samspill.queue.tests import work
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast

URL = "/operations/"


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    yield from adopted_once(django_db_setup, django_db_blocker)


@pytest.fixture
def cast(once: Cast, db: None, outbox: Path) -> Cast:
    return fresh(once)


def withheld(cast: Cast, key: str = "k", **changes: object) -> Message:
    nobody = Recipient(cast.nurse.pk, "", "Randi Moen", "nb")
    return send(**{"to": nobody, "key": key, "municipality_id": cast.municipality.pk, **changes})


def failed(cast: Cast, municipality_id: int | None = None) -> Job:
    made = work.hopeless.enqueue(at=AT, municipality_id=municipality_id)
    run_due(AT)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(("part", "status"), [("owner", 200), ("leader", 403), ("nurse", 403)])
def test_who_may_open_the_page(client: Client, cast: Cast, part: str, status: int) -> None:
    assert sign_in(client, cast.people[part]).get(URL).status_code == status


def test_a_mail_that_did_not_arrive_says_who_why_and_what_to_do(client: Client, cast: Cast) -> None:
    withheld(cast)

    body = sign_in(client, cast.owner).get(URL).content.decode()

    for words in (
        "Saklisten for 23. oktober",
        "Randi Moen",
        "No e-mail address is known. Write the address on the person&#x27;s page, then send again.",
    ):
        assert words in body
    assert "Hei Randi." not in body


def test_late_mail_and_failed_work_are_told(client: Client, cast: Cast) -> None:
    failed(cast)
    late = send(key="late", municipality_id=cast.municipality.pk)
    Message.objects.filter(pk=late.pk).update(attempts=3, reason="unreachable")

    body = sign_in(client, cast.owner).get(URL).content.decode()

    assert "The mail server does not answer. Samspill tries again by itself." in body
    assert "No such address." in body
    assert "The work stands still" in body  # the late one is due since October, and no worker runs


def test_nothing_wrong_is_said_too(client: Client, cast: Cast) -> None:
    body = sign_in(client, cast.owner).get(URL).content.decode()

    assert "No work has failed." in body
    assert "The work stands still" not in body


def test_another_municipalitys_mail_and_work_are_not_there(client: Client, cast: Cast) -> None:
    message = withheld(cast, municipality_id=cast.neighbour.pk)
    job = failed(cast, municipality_id=cast.neighbour.pk)
    sign_in(client, cast.owner)

    body = client.get(URL).content.decode()

    assert "Saklisten" not in body
    assert "No such address." not in body
    for name, pk in (("send_again", message.pk), ("lay_aside", message.pk), ("retry_work", job.pk)):
        assert client.post(reverse(f"delivery:{name}", args=[pk])).status_code == 404


@pytest.mark.parametrize("name", ["send_again", "lay_aside"])
def test_a_member_without_the_word_may_not(client: Client, cast: Cast, name: str) -> None:
    url = reverse(f"delivery:{name}", args=[withheld(cast).pk])

    assert sign_in(client, cast.leader).post(url).status_code == 403


def test_sending_again_and_laying_aside(client: Client, cast: Cast) -> None:
    first, second = withheld(cast, "a"), withheld(cast, "b")
    Message.objects.filter(pk=first.pk).update(address="randi@example.org")
    sign_in(client, cast.owner)

    client.post(reverse("delivery:send_again", args=[first.pk]))
    client.post(reverse("delivery:lay_aside", args=[second.pk]))
    run_due(timezone.now())

    first.refresh_from_db()
    assert first.state == State.SENT
    assert client.get(URL).context["letters"] == []
    assert {entry.verb for entry in Entry.objects.order_by()[:99]} >= {"mail.sent_again", "mail.laid_aside"}


def test_all_are_sent_again_with_one_press_but_nobody_elses(client: Client, cast: Cast) -> None:
    mine = [withheld(cast, key) for key in "ab"]
    withheld(cast, "c", municipality_id=cast.neighbour.pk)
    Message.objects.update(address="randi@example.org")

    sign_in(client, cast.owner).post(reverse("delivery:send_all_again"))

    assert list(Message.objects.filter(state=State.WAITING).order_by("pk")) == mine
    assert sign_in(client, cast.leader).post(reverse("delivery:send_all_again")).status_code == 403


def test_work_is_tried_again_or_discarded(client: Client, cast: Cast) -> None:
    first, second = failed(cast), failed(cast, municipality_id=cast.municipality.pk)
    sign_in(client, cast.owner)

    client.post(reverse("delivery:retry_work", args=[first.pk]))
    client.post(reverse("delivery:discard_work", args=[second.pk]))

    assert list(Job.objects.values_list("pk", "state")) == [(first.pk, JobState.WAITING)]


def test_a_mail_nobody_understood_is_shown_until_somebody_has_seen_it(client: Client, cast: Cast) -> None:
    received = receive(post.plain(), at=AT)
    sign_in(client, cast.owner)
    before = client.get(URL).content.decode()

    client.post(reverse("delivery:mark_seen", args=[received.pk]))

    assert "Hei, når er møtet?" in before
    assert "Hei, når er møtet?" not in client.get(URL).content.decode()
    assert Received.objects.get().seen is not None


def test_many_rows_cost_no_more_queries(client: Client, cast: Cast) -> None:
    sign_in(client, cast.owner)
    withheld(cast)
    failed(cast)
    receive(post.plain(), at=AT)
    client.get(URL)
    with counted() as few:
        client.get(URL)
    for n in range(9):
        withheld(cast, f"many {n}")
        failed(cast)
        receive(post.plain(message_id=f"<{n}@many>"), at=AT + timedelta(minutes=n))

    with counted() as many:
        client.get(URL)

    assert len(many) == len(few)
