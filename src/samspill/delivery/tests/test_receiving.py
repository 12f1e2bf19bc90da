"""What becomes of a mail that came in: handed on, marked, or shown. Each is read once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from samspill.delivery import jobs
from samspill.delivery.incoming import Problem, Reply
from samspill.delivery.mailbox import MailboxError, read_folder
from samspill.delivery.models import Outcome, Reason, Received, State
from samspill.delivery.receiving import receive
from samspill.delivery.tests import post
from samspill.delivery.tests.catcher import AT, HOME, invitation, send
from samspill.queue.running import run_due

pytestmark = pytest.mark.django_db

TAKEN: list[Reply] = []


def take(reply: Reply, at: datetime) -> bool:
    TAKEN.append(reply)
    return reply.partstat != "DECLINED"


@pytest.fixture(autouse=True)
def _readers(settings: Settings, outbox: Path) -> None:
    """One room takes answers; Randi has been invited."""
    TAKEN.clear()
    settings.MAIL_READERS = [f"{__name__}.take"]
    send(calendar=invitation())
    run_due(AT)


def test_an_answer_reaches_the_room_of_the_meeting() -> None:
    received = receive(post.gmail(post.reply()), at=AT)

    assert [(reply.uid, reply.partstat) for reply in TAKEN] == [(post.UID, "ACCEPTED")]
    assert (received.outcome, received.problem, received.municipality_id) == (Outcome.TAKEN, "", HOME)


@pytest.mark.parametrize(
    ("was", "sent"),
    [("UID:", "UID:\x00"), ("SUMMARY:", "COMMENT:Kom\x00mer\r\nSUMMARY:"), ("SEQUENCE:", "SEQUENCE:99999999999")],
)
def test_what_the_database_cannot_keep_is_no_crash(was: str, sent: str) -> None:
    calendar = post.reply()
    assert was in calendar

    received = receive(post.bare(calendar.replace(was, sent)), at=AT)

    assert received.outcome == Outcome.TAKEN
    assert all("\x00" not in f"{reply.uid}{reply.comment}" and reply.sequence < 2**31 for reply in TAKEN)


def test_a_bounce_with_a_null_byte_is_shown() -> None:
    received = receive(post.bounce("<x@y>", headers=False, address="a\x00b@example.org"), at=AT)

    assert received.problem == Problem.UNKNOWN_BOUNCE


def test_the_same_mail_is_read_once() -> None:
    first = receive(post.gmail(post.reply()), at=AT)

    again = receive(post.gmail(post.reply()), at=AT)

    assert (again, len(TAKEN)) == (first, 1)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (post.bare(post.reply(uid="somebody-elses@example.net")), Problem.UNKNOWN_UID),
        (post.bare(post.reply(address="new@example.net"), sender="new@example.net"), Problem.NOT_INVITED),
        (post.bare(post.reply("DECLINED")), Problem.NOT_TAKEN),
        (post.bare(post.reply(), sender="somebody@example.net"), Problem.FORGED),
        (post.bounce("<unknown@example.org>"), Problem.UNKNOWN_BOUNCE),
    ],
)
def test_what_cannot_be_placed_is_kept_for_somebody(raw: bytes, problem: Problem) -> None:
    received = receive(raw, at=AT)

    assert (received.outcome, received.problem) == (Outcome.UNREAD, problem)


def test_nobody_listens_yet(settings: Settings) -> None:
    settings.MAIL_READERS = []

    assert receive(post.bare(post.reply()), at=AT).problem == Problem.NOT_TAKEN


@pytest.mark.parametrize("named", [True, False])
def test_a_bounce_marks_the_mail(named: bool) -> None:
    message = send(key="agenda 4 7")
    run_due(AT)

    received = receive(post.bounce(message.message_id, headers=named), at=AT)

    message.refresh_from_db()
    assert (message.state, message.reason) == (State.BOUNCED, Reason.BOUNCED)
    assert message.detail == "smtp; 550 5.1.1 no such user here"
    assert (received.outcome, received.problem) == (Outcome.BOUNCE, "")


def test_a_delay_changes_nothing() -> None:
    message = send(key="agenda 4 7")
    run_due(AT)

    receive(post.bounce(message.message_id, action="delayed"), at=AT)

    message.refresh_from_db()
    assert message.state == State.SENT


def test_a_plain_answer_to_our_mail_belongs_to_the_municipality() -> None:
    message = send()

    received = receive(post.plain(more=f"In-Reply-To: {message.message_id}\n"), at=AT)

    assert (received.municipality_id, received.text) == (HOME, "Hei, når er møtet?")


def test_files_dropped_into_the_folder_are_read_and_moved(tmp_path: Path) -> None:
    (tmp_path / "svar.eml").write_bytes(post.outlook(post.reply()))
    (tmp_path / "annet.eml").write_bytes(post.plain(message_id="<2@example.org>"))

    read_folder(tmp_path, lambda: AT)

    assert [file.name for file in (tmp_path / "done").iterdir()] == ["20261019-060000-svar.eml"]
    assert sorted(file.name for file in (tmp_path / "unread").iterdir()) == [
        "20261019-060000-annet.eml",
        "20261019-060000-annet.txt",
    ]
    assert (tmp_path / "unread" / "20261019-060000-annet.txt").read_text() == "other\n"
    assert len(TAKEN) == 1


def test_one_file_that_breaks_us_does_not_stop_the_rest(tmp_path: Path, settings: Settings) -> None:
    settings.MAIL_READERS = [f"{__name__}.broken"]
    (tmp_path / "a.eml").write_bytes(post.outlook(post.reply()))
    (tmp_path / "b.eml").write_bytes(post.plain(message_id="<2@example.org>"))

    with pytest.raises(MailboxError, match="1: RuntimeError: a fault of ours"):
        read_folder(tmp_path, lambda: AT)

    assert [file.name for file in tmp_path.glob("*.eml")] == ["a.eml"]
    assert [one.problem for one in Received.objects.all()] == [Problem.OTHER]


def broken(reply: Reply, at: datetime) -> bool:
    raise RuntimeError("a fault of ours")


def test_the_queue_reads_the_folder_by_itself(tmp_path: Path, settings: Settings) -> None:
    settings.INBOX = tmp_path
    (tmp_path / "svar.eml").write_bytes(post.outlook(post.reply()))

    jobs.read_mail.enqueue(at=AT)
    run_due(AT)

    assert len(TAKEN) == 1
