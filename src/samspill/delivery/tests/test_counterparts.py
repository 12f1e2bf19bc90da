"""Round trips with programs that are not ours: a mail server, a mailbox, a calendar server."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import caldav
import pytest
from icalendar import Calendar
from pytest_django import Settings

from samspill.delivery import jobs, mailbox
from samspill.delivery.incoming import LARGEST, Problem, Reply
from samspill.delivery.models import Message, Received, State
from samspill.delivery.tests import post, servers
from samspill.delivery.tests.catcher import AT, Catcher, invitation, send
from samspill.queue.models import State as JobState
from samspill.queue.running import run_due

ANSWERS: list[Reply] = []


def take(reply: Reply, at: datetime) -> bool:
    ANSWERS.append(reply)
    return True


@pytest.fixture
def inbox(folder: Path, settings: Settings) -> Iterator[imaplib.IMAP4]:
    """A mailbox on a real server, and our settings that lead to it. Whoever has it puts mail in by IMAP."""
    ANSWERS.clear()
    settings.MAIL_READERS = [f"{__name__}.take"]
    with servers.dovecot(folder) as port:
        settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_TLS = "127.0.0.1", port, False
        settings.IMAP_USER, settings.IMAP_PASSWORD = servers.USER, servers.PASSWORD
        with imaplib.IMAP4("127.0.0.1", port) as box:
            box.login(servers.USER, servers.PASSWORD)
            yield box


def put(box: imaplib.IMAP4, *mails: bytes) -> None:
    for mail in mails:
        lines = mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        assert box.append("INBOX", None, None, lines)[0] == "OK"  # type: ignore[arg-type]


def unseen(box: imaplib.IMAP4) -> int:
    box.select("INBOX")
    return len(box.search(None, "UNSEEN")[1][0].split())


@pytest.mark.django_db
def test_an_invitation_out_and_its_answer_back(inbox: imaplib.IMAP4, catcher: Catcher) -> None:
    send(calendar=invitation())
    run_due(AT)
    [(_sender, _to, mail)] = catcher.caught
    asked = next(part for part in mail.walk() if part.get_content_type() == "text/calendar").get_content()

    put(inbox, post.gmail(asked.replace("METHOD:REQUEST", "METHOD:REPLY").replace("NEEDS-ACTION", "ACCEPTED")))
    jobs.read_mail.enqueue(at=AT)
    run_due(AT)

    assert [(reply.uid, reply.address, reply.partstat) for reply in ANSWERS] == [
        ("meeting-3@samspill.example.org", "randi.moen@example.org", "ACCEPTED")
    ]
    assert unseen(inbox) == 0


@pytest.mark.django_db
def test_everything_in_the_mailbox_is_read_once_whatever_it_is(inbox: imaplib.IMAP4, outbox: Path) -> None:
    message = send(calendar=invitation())
    run_due(AT)
    large = post.plain("x" * LARGEST, message_id="<large@example.org>")
    put(
        inbox,
        post.bounce(message.message_id),
        large,
        post.plain(message_id="<2@example.org>"),
        post.outlook(post.reply()),
    )

    first, second = mailbox.read_mailbox(lambda: AT), mailbox.read_mailbox(lambda: AT)

    assert (first, second, len(ANSWERS)) == (4, 0, 1)
    assert Message.objects.get().state == State.BOUNCED
    assert set(Received.objects.exclude(problem="").values_list("problem", flat=True)) == {
        Problem.TOO_LARGE,
        Problem.OTHER,
    }


@pytest.mark.django_db
def test_a_wrong_password_is_shown(inbox: imaplib.IMAP4, settings: Settings) -> None:
    mailbox.greet()
    settings.IMAP_PASSWORD = "wrong"
    made = jobs.read_mail.enqueue(at=AT)

    run_due(AT)

    made.refresh_from_db()
    assert made.state == JobState.WAITING
    assert "AUTHENTICATIONFAILED" in made.error


def test_a_calendar_server_gives_our_event_back_unchanged(folder: Path) -> None:
    ours = Calendar.from_ical(invitation().body)
    # What is stored in a calendar is no message: RFC 4791 4.1 forbids METHOD there.
    del ours["METHOD"]

    with servers.radicale(folder) as url, caldav.DAVClient(url, username="randi", password="x") as client:
        calendar = client.principal().make_calendar(name="Møter")
        # Not `save_event`: that raises SEQUENCE.
        client.put(f"{calendar.url}3.ics", ours.to_ical().decode(), {"Content-Type": "text/calendar; charset=utf-8"})
        [stored] = calendar.events()
        theirs = Calendar.from_ical(stored.data)

    [before], [after] = ours.events, theirs.events
    assert after.property_items(sorted=True) == before.property_items(sorted=True)
    assert after["DTSTART"].dt.utcoffset() == before["DTSTART"].dt.utcoffset()
