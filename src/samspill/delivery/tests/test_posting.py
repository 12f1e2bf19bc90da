"""What becomes of a mail: sent, later, refused, withheld. Never silent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from samspill.delivery import actions, jobs, posting
from samspill.delivery.actions import File, Recipient
from samspill.delivery.models import Attachment, Body, Message, Reason, State
from samspill.delivery.tests.catcher import AT, Catcher, send
from samspill.journal.models import Entry
from samspill.queue.models import Job
from samspill.queue.models import State as JobState
from samspill.queue.running import run_due

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_an_unknown_recipient_is_final(catcher: Catcher) -> None:
    catcher.answer = "550 5.1.1 no such user"
    message = send()

    run_due(AT)

    message.refresh_from_db()
    assert (message.state, message.reason) == (State.FAILED, Reason.REFUSED)
    assert message.detail == "550 5.1.1 no such user"
    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize("where", ["answer", "data"])
def test_a_server_that_asks_to_wait_gets_the_mail_later(catcher: Catcher, where: str) -> None:
    setattr(catcher, where, "451 4.7.1 greylisted")
    message = send()
    run_due(AT)
    message.refresh_from_db()
    waiting = (message.state, message.reason, message.detail)

    setattr(catcher, where, "")
    run_due(AT + timedelta(minutes=1))

    message.refresh_from_db()
    assert waiting == (State.WAITING, Reason.NOT_NOW, "451 4.7.1 greylisted")
    assert (message.state, message.attempts, message.detail) == (State.SENT, 2, "")


def test_a_server_that_is_away_for_a_day_is_shown(catcher: Catcher, settings: Settings) -> None:
    settings.EMAIL_PORT = 1
    message = send()

    for hour in range(48):
        run_due(AT + hour * HOUR)

    message.refresh_from_db()
    assert (message.state, message.reason, message.attempts) == (State.FAILED, Reason.UNREACHABLE, jobs.TRIES)


@pytest.mark.parametrize(
    ("address", "reason"), [("", Reason.NO_ADDRESS), ("randi", Reason.BAD_ADDRESS), ("a b@c.no", Reason.BAD_ADDRESS)]
)
def test_nobody_to_write_to_is_withheld_and_said(outbox: Path, address: str, reason: Reason) -> None:
    message = send(to=Recipient(7, address, "Randi Moen", "nb"))

    assert (message.state, message.reason) == (State.WITHHELD, reason)
    assert not Job.objects.exists()


def test_without_a_mail_server_it_is_withheld_and_said() -> None:
    assert send().reason == Reason.NO_SERVER


def test_a_verb_that_is_taken_back_sends_nothing(outbox: Path) -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)

    assert run_due(AT) == []
    assert not Message.objects.exists()


def test_the_demo_puts_mail_into_a_folder(outbox: Path) -> None:
    message = send()

    run_due(AT)

    [file] = outbox.iterdir()
    assert file.name == f"20261019-060000-{message.pk}.eml"
    assert b"Subject: Saklisten for 23. oktober" in file.read_bytes()


def test_the_same_key_keeps_one_message_with_its_files(outbox: Path) -> None:
    file = File("a.txt", "text/plain", b"a")

    send(attachments=[file])
    send(attachments=[file])

    assert Attachment.objects.count() == 1


def test_the_same_file_to_many_is_kept_once(outbox: Path) -> None:
    file = File("a.pdf", "application/pdf", b"%PDF-1.7")

    for key in "abc":
        send(key=key, attachments=[file])

    assert (Attachment.objects.count(), Body.objects.count()) == (3, 1)


def test_what_a_mail_said_is_forgotten_after_half_a_year(outbox: Path) -> None:
    old = send(key="old", attachments=[File("a.pdf", "application/pdf", b"%PDF-1.7")])
    run_due(AT)
    later = AT + actions.KEPT + HOUR
    young = send(key="young", at=later)
    run_due(later)

    jobs.forget.run(at=later)

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.text, old.html, old.subject, old.state) == ("", "", "Saklisten for 23. oktober", State.SENT)
    assert not Body.objects.exists()
    assert young.text


def test_sending_again_goes_to_the_address_of_today(outbox: Path, settings: Settings) -> None:
    settings.ADDRESS_OF = f"{__name__}.new_address"
    message = send(to=Recipient(7, "", "Randi Moen", "nb"))

    actions.send_again(message, acting=None, at=AT + HOUR)
    run_due(AT + HOUR)

    message.refresh_from_db()
    assert (message.address, message.state) == ("7@example.org", State.SENT)
    assert Entry.objects.get().verb == "mail.sent_again"


def new_address(pk: int) -> str:
    return f"{pk}@example.org"


def test_a_mail_that_was_sent_is_not_sent_again(outbox: Path) -> None:
    message = send()
    run_due(AT)

    actions.send_again(message, acting=None, at=AT)

    assert run_due(AT) == []


def test_greeting_the_server_says_whether_it_answers(catcher: Catcher, settings: Settings) -> None:
    posting.greet()
    settings.EMAIL_PORT = 1

    with pytest.raises(posting.LaterError, match=r"127\.0\.0\.1: .*refused"):
        posting.greet()
