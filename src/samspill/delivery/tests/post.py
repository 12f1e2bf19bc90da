"""Mails as other programs send them: the shapes of Outlook, Gmail and the mail servers."""

from __future__ import annotations

from base64 import encodebytes

UID = "meeting-3@samspill.example.org"
RANDI = "randi.moen@example.org"

REPLY = """BEGIN:VCALENDAR
PRODID:-//Somebody//EN
VERSION:2.0
METHOD:{method}
BEGIN:VEVENT
{uid}DTSTAMP:20261020T070000Z
DTSTART;TZID=Europe/Oslo:20261023T143000
DTEND;TZID=Europe/Oslo:20261023T160000
SEQUENCE:2
SUMMARY:Ressursteam
ORGANIZER:mailto:samspill@sundvik.example.org
{attendee}
{more}END:VEVENT
END:VCALENDAR
"""


def reply(
    partstat: str = "ACCEPTED",
    *,
    address: str = RANDI,
    uid: str = UID,
    method: str = "REPLY",
    params: str = "",
    more: str = "",
) -> str:
    attendee = f"ATTENDEE;PARTSTAT={partstat};CN=Randi Moen{params}:mailto:{address}"
    return REPLY.format(method=method, uid=f"UID:{uid}\n" if uid else "", attendee=attendee, more=more)


def head(kind: str, *, sender: str = RANDI, message_id: str = "<1@example.org>", more: str = "") -> str:
    return (
        f"From: Randi Moen <{sender}>\nTo: samspill@sundvik.example.org\nSubject: Godtatt: Ressursteam\n"
        f"Message-ID: {message_id}\nMIME-Version: 1.0\n{more}Content-Type: {kind}\n"
    )


def bare(calendar: str, **given: str) -> bytes:
    """The calendar is the whole mail, as Outlook and many phones send it."""
    return f"{head('text/calendar; charset=utf-8; method=REPLY', **given)}\n{calendar}".encode()


def outlook(calendar: str, **given: str) -> bytes:
    """Exchange: a text in base64 beside the calendar in base64."""
    text, coded = encodebytes(b"Jeg kommer litt senere.").decode(), encodebytes(calendar.encode()).decode()
    return (
        f"{head('multipart/alternative; boundary=B', **given)}\n"
        f'--B\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{text}\n'
        '--B\nContent-Type: text/calendar; charset="utf-8"; method=REPLY\n'
        f"Content-Transfer-Encoding: base64\n\n{coded}\n"
        "--B--\n"
    ).encode()


def gmail(calendar: str, **given: str) -> bytes:
    """Google: text, HTML and calendar as alternatives, and the calendar once more as a file."""
    return (
        f"{head('multipart/mixed; boundary=M', **given)}\n"
        "--M\nContent-Type: multipart/alternative; boundary=A\n\n"
        "--A\nContent-Type: text/plain; charset=UTF-8\n\nRandi Moen har godtatt invitasjonen.\n"
        "--A\nContent-Type: text/html; charset=UTF-8\n\n<p>Randi Moen har godtatt.</p>\n"
        f"--A\nContent-Type: text/calendar; charset=UTF-8; method=REPLY\n\n{calendar}\n--A--\n"
        '--M\nContent-Type: application/ics; name="invite.ics"\n'
        'Content-Disposition: attachment; filename="invite.ics"\n\n'
        f"{calendar}\n--M--\n"
    ).encode()


def plain(text: str = "Hei, når er møtet?", **given: str) -> bytes:
    return f"{head('text/plain; charset=utf-8', **given)}\n{text}\n".encode()


def bounce(of: str, *, action: str = "failed", address: str = RANDI, headers: bool = True) -> bytes:
    """A report as Postfix writes it (RFC 3464), with the head of the mail it is about."""
    original = f"--R\nContent-Type: text/rfc822-headers\n\nMessage-ID: {of}\nSubject: Saklisten\n\n" if headers else ""
    return (
        "From: MAILER-DAEMON@mx.example.org\nTo: samspill@sundvik.example.org\nSubject: Undelivered Mail\n"
        "Message-ID: <bounce@mx.example.org>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=R\n\n"
        "--R\nContent-Type: text/plain\n\nThis is the mail system at host mx.example.org.\n\n"
        "--R\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such\n user here\n\n"
        f"{original}--R--\n"
    ).encode()
