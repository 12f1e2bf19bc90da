"""The tree of a mail, field by field, as a real mail server got it."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from samspill.delivery.actions import File
from samspill.delivery.calendars import cancel
from samspill.delivery.models import Message, State
from samspill.delivery.tests.catcher import AT, RANDI, Catcher, event, invitation, letter, send
from samspill.queue.running import run_due

pytestmark = pytest.mark.django_db


def tree(mail: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in mail.walk()]


def caught(catcher: Catcher) -> EmailMessage:
    run_due(AT)
    [(_sender, _to, mail)] = catcher.caught
    return mail


def test_an_invitation_with_the_agenda(catcher: Catcher) -> None:
    send(calendar=invitation(), attachments=[File("Sakliste æøå.pdf", "application/pdf", b"%PDF-1.7")])

    mail = caught(catcher)

    assert tree(mail) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
        "application/ics",
    ]
    alternative, pdf, ics = mail.iter_parts()
    _text, _html, calendar = alternative.iter_parts()
    assert dict(calendar["Content-Type"].params) == {"method": "REQUEST", "charset": "UTF-8"}
    assert calendar["Content-Disposition"] is None
    assert (pdf.get_filename(), pdf.get_content()) == ("Sakliste æøå.pdf", b"%PDF-1.7")
    assert (ics.get_filename(), ics.get_content()) == ("invite.ics", calendar.get_content().encode())


def test_the_head_of_a_mail(catcher: Catcher) -> None:
    send(unsubscribe="https://samspill.example.org/mail/")

    mail = caught(catcher)

    assert {name: str(mail[name]) for name in mail if name not in ("MIME-Version", "Content-Type", "X-Peer")} == {
        "From": "Samspill <samspill@sundvik.example.org>",
        "Reply-To": "Samspill <samspill@sundvik.example.org>",
        "To": "Randi Moen <randi.moen@example.org>",
        "Subject": "Saklisten for 23. oktober",
        "Date": "Mon, 19 Oct 2026 06:00:00 +0000",
        "Message-ID": Message.objects.get().message_id,
        "Content-Language": "nb",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Unsubscribe": "<https://samspill.example.org/mail/>",
    }
    assert [(sender, to) for sender, to, _mail in catcher.caught] == [("samspill@sundvik.example.org", [RANDI.address])]


def test_a_mail_without_calendar_is_text_and_html(catcher: Catcher) -> None:
    send()

    mail = caught(catcher)

    assert tree(mail) == ["multipart/alternative", "text/plain", "text/html"]
    text, html = mail.iter_parts()
    assert "- Fravær på 6. trinn · Minutter: 20" in text.get_content()
    assert '<td align="left" valign="top">Fravær på 6. trinn</td>' in html.get_content()


def test_calling_off_says_cancel_with_the_same_uid_and_a_higher_sequence(catcher: Catcher) -> None:
    send(calendar=cancel(event(sequence=4), at=AT))

    calendar = next(part for part in caught(catcher).walk() if part.get_content_type() == "text/calendar")

    read = Calendar.from_ical(calendar.get_content())
    [found] = read.events
    assert calendar["Content-Type"].params["method"] == read["METHOD"] == "CANCEL"
    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == ("meeting-3@samspill.example.org", 4, "CANCELLED")


def test_what_somebody_typed_never_becomes_a_header(catcher: Catcher) -> None:
    send(letter=replace(letter(), subject="Møte\r\nBcc: alle@example.org"))

    mail = caught(catcher)

    assert (mail["Subject"], mail["Bcc"]) == ("Møte Bcc: alle@example.org", None)


def test_sent_once_and_marked(catcher: Catcher) -> None:
    first, second = send(), send()

    run_due(AT)

    first.refresh_from_db()
    assert (first, first.state, first.sent, len(catcher.caught)) == (second, State.SENT, AT, 1)
