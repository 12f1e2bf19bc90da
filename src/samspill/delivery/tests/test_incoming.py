"""What a mail that came in says, in the shapes of the programs that send it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.delivery import incoming
from samspill.delivery.incoming import Bounce, Problem, Reply, read_mail
from samspill.delivery.tests import post
from samspill.delivery.tests.post import RANDI, UID


@pytest.mark.parametrize("shape", [post.bare, post.outlook, post.gmail])
@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_an_answer_in_every_shape(shape: Callable[..., bytes], partstat: str) -> None:
    mail = read_mail(shape(post.reply(partstat)))

    stamp = datetime(2026, 10, 20, 7, 0, tzinfo=UTC)
    assert mail.replies == (Reply(UID, 2, "", RANDI, partstat, "", stamp),)
    assert (mail.problem, mail.sender, mail.subject) == (None, RANDI, "Godtatt: Ressursteam")


def test_a_word_with_the_answer_and_the_occurrence_of_a_series() -> None:
    more = "COMMENT:Kommer ti minutter senere\nRECURRENCE-ID;TZID=Europe/Oslo:20261023T143000\n"

    [found] = read_mail(post.bare(post.reply(more=more))).replies

    assert (found.comment, found.recurrence) == ("Kommer ti minutter senere", "2026-10-23T14:30:00+02:00")


def test_somebody_sends_another_instead() -> None:
    params = ';DELEGATED-TO="mailto:erik@example.org"'
    more = 'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:randi.moen@example.org":mailto:erik@example.org\n'

    [found] = read_mail(post.outlook(post.reply("DELEGATED", params=params, more=more))).replies

    assert (found.address, found.partstat, found.delegated_to) == (RANDI, "DELEGATED", "erik@example.org")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (post.bare(post.reply(uid="")), Problem.NO_UID),
        (post.bare(post.reply(), sender="somebody@example.net"), Problem.FORGED),
        (post.bare(post.reply(method="COUNTER")), Problem.COUNTER),
        (post.bare(post.reply(method="REQUEST")), Problem.OTHER),
        (post.bare("BEGIN:VCALENDAR\nthis is no calendar"), Problem.BROKEN_CALENDAR),
        (post.plain(), Problem.OTHER),
        (b"", Problem.OTHER),
        (b"\x00\xff\xfe", Problem.OTHER),
        (post.plain("x" * (incoming.LARGEST + 1)), Problem.TOO_LARGE),
    ],
)
def test_what_somebody_must_look_at(raw: bytes, problem: Problem) -> None:
    mail = read_mail(raw)

    assert (mail.problem, mail.replies, mail.bounce) == (problem, (), None)


def test_an_absence_note_is_no_work_for_anybody() -> None:
    mail = read_mail(post.plain("Jeg er tilbake mandag.", more="Auto-Submitted: auto-replied\n"))

    assert (mail.automatic, mail.problem) == (True, None)


def test_a_bounce_says_which_mail_and_why() -> None:
    mail = read_mail(post.bounce("<abc@sundvik.example.org>"))

    assert mail.bounce == Bounce(RANDI, "smtp; 550 5.1.1 no such user here", "<abc@sundvik.example.org>", final=True)


def test_a_delay_is_not_final() -> None:
    mail = read_mail(post.bounce("<abc@sundvik.example.org>", action="delayed"))

    assert mail.bounce
    assert not mail.bounce.final


def test_a_mail_without_an_id_is_known_again() -> None:
    raw = b"From: a@example.org\n\nHei"

    assert read_mail(raw).message_id == read_mail(raw).message_id != read_mail(raw + b"!").message_id


@pytest.mark.parametrize("name", ["From", "Subject", "Message-ID", "In-Reply-To"])
@given(value=st.binary(max_size=60))
def test_no_header_is_a_crash(name: str, value: bytes) -> None:
    mail = read_mail(name.encode() + b": " + value + b"\n\nHei")

    assert "\x00" not in f"{mail.sender}{mail.subject}{mail.message_id}{mail.text}"
