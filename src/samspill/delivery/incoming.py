"""What a mail that came in says: an answer to an invitation, a bounce, or something else. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32, default
from email.utils import parseaddr
from enum import StrEnum
from typing import cast

from samspill.delivery.reading import Answer, Found, read_calendar

# Nobody answers an invitation with more.
LARGEST = 10_000_000
TEXT_KEPT = 2000
CALENDARS = ("text/calendar", "application/ics")
MESSAGE_ID = re.compile(r"<[^<>\s]+>")


class Problem(StrEnum):
    """Why somebody must look at a mail. The words are in `words.py`."""

    OTHER = "other"
    COUNTER = "counter"
    NO_UID = "no-uid"
    UNKNOWN_UID = "unknown-uid"
    FORGED = "forged"
    NOT_INVITED = "not-invited"
    NOT_TAKEN = "not-taken"
    BROKEN_CALENDAR = "broken-calendar"
    UNKNOWN_BOUNCE = "unknown-bounce"
    TOO_LARGE = "too-large"


@dataclass(frozen=True, slots=True)
class Reply:
    """How one attendee answers one event. `recurrence` names the occurrence of a series, empty for the whole."""

    uid: str
    sequence: int
    recurrence: str
    address: str
    partstat: str
    comment: str
    stamp: datetime | None
    delegated_to: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail of ours came back. `of` is its Message-ID, where the report names it; a delay is not final."""

    address: str
    said: str
    of: str
    final: bool


@dataclass(frozen=True, slots=True)
class Mail:
    message_id: str
    sender: str
    subject: str
    text: str
    answers_to: tuple[str, ...] = ()  # Message-IDs
    replies: tuple[Reply, ...] = ()
    bounce: Bounce | None = None
    automatic: bool = False
    problem: Problem | None = None


def read_mail(raw: bytes) -> Mail:
    """Read one mail. Never raises, whatever the bytes are."""
    mail = message_from_bytes(raw[:LARGEST], policy=compat32)
    head = Mail(
        _first_id(_header(mail, "Message-ID")) or f"<{hashlib.sha256(raw).hexdigest()[:40]}@no-message-id>",
        parseaddr(_header(mail, "From"))[1].lower(),
        _header(mail, "Subject")[:300],
        _text_of(mail),
        tuple(MESSAGE_ID.findall(f"{_header(mail, 'In-Reply-To')} {_header(mail, 'References')}")),
    )
    if len(raw) > LARGEST:
        return _with(head, problem=Problem.TOO_LARGE)
    bounce = _bounce(mail)
    if bounce:
        return _with(head, bounce=bounce)
    calendars = [part for part in mail.walk() if part.get_content_type() in CALENDARS]
    if calendars:
        return _answered(head, calendars)
    automatic = _header(mail, "Auto-Submitted").lower() not in ("", "no")
    return _with(head, automatic=automatic, problem=None if automatic else Problem.OTHER)


def _with(head: Mail, **fields: object) -> Mail:
    return Mail(head.message_id, head.sender, head.subject, head.text, head.answers_to, **fields)  # type: ignore[arg-type]


def _header(mail: Message, name: str) -> str:
    """One header as words, decoded where it can be."""
    value = mail.get(name)
    if value is None:
        return ""
    try:
        words = str(default.header_factory(name, str(value)))
    except Exception:  # the parser of headers raises whatever its table happens to meet
        words = str(value)
    return " ".join(words.replace("\x00", "").split())


def _first_id(value: str) -> str:
    found = MESSAGE_ID.search(value)
    return found.group()[:300] if found else ""


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")


def _text_of(mail: Message) -> str:
    texts = (part for part in mail.walk() if part.get_content_type() == "text/plain" and not part.get_filename())
    found = next(texts, None)
    return _body(found).replace("\x00", "").strip()[:TEXT_KEPT] if found is not None else ""


def _answered(head: Mail, calendars: list[Message]) -> Mail:
    """Outlook sends the calendar alone or beside a text, Gmail twice: the first that is an answer counts."""
    problem = Problem.BROKEN_CALENDAR
    for part in calendars:
        payload = part.get_payload(decode=True)
        reading = read_calendar(payload if isinstance(payload, bytes) else b"")
        method = reading.method or str(part.get_param("method") or "").upper()
        if method == "COUNTER":
            return _with(head, problem=Problem.COUNTER)
        if method == "REPLY" and reading.events:
            return _judged(head, reading.events)
        if reading.events:
            problem = Problem.OTHER
    return _with(head, problem=problem)


def _judged(head: Mail, events: tuple[Found, ...]) -> Mail:
    """Only the attendee answers for herself."""
    replies = []
    for event in events:
        if not event.uid:
            return _with(head, problem=Problem.NO_UID)
        own = next((one for one in event.attendees if one.address == head.sender), None)
        if own is None:
            return _with(head, problem=Problem.FORGED)
        replies.append(_reply(event, own))
    return _with(head, replies=tuple(replies))


def _reply(event: Found, own: Answer) -> Reply:
    return Reply(
        event.uid,
        event.sequence,
        event.recurrence,
        own.address,
        own.partstat or "NEEDS-ACTION",
        event.comment.strip()[:TEXT_KEPT],
        event.stamp,
        own.delegated_to,
    )


def _bounce(mail: Message) -> Bounce | None:
    """RFC 3464: a report whose second part says for whom, and whose third is the mail or its head."""
    if mail.get_content_type() != "multipart/report":
        return None
    statuses = (part for part in mail.walk() if part.get_content_type() == "message/delivery-status")
    groups = [group for part in statuses for group in _groups(part)]
    told = next((group for group in groups if group.get("Final-Recipient") or group.get("Original-Recipient")), None)
    if told is None:
        return None
    recipient = _header(told, "Original-Recipient") or _header(told, "Final-Recipient")
    said = _header(told, "Diagnostic-Code") or _header(told, "Status")
    action = str(told.get("Action") or "failed").strip().lower()
    return Bounce(
        recipient.partition(";")[2].strip().strip("<>").lower(),
        said,
        _original_id(mail),
        action == "failed",
    )


def _groups(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from cast("list[Message]", payload)


def _original_id(mail: Message) -> str:
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            return _first_id(_header(message_from_bytes(_body(part).encode(), policy=compat32), "Message-ID"))
        if kind == "message/rfc822":
            for inner in _groups(part):
                return _first_id(_header(inner, "Message-ID"))
    return ""
