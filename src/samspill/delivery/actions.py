"""Verbs about mail. Sending is part of another verb: it writes the row and the job in that verb's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from samspill.delivery import addresses, jobs
from samspill.delivery.calendars import Invitation
from samspill.delivery.letter import Letter
from samspill.delivery.models import Attachment, Body, Message, Outcome, Reason, Received, State
from samspill.journal.actions import note
from samspill.queue import running
from samspill.queue.models import Job

# How long one can read again what a mail said.
KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to: the person's id, address, name and language."""

    id: int | None
    address: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    body: bytes


@transaction.atomic
def send(
    letter: Letter,
    *,
    to: Recipient,
    kind: str,
    key: str,
    municipality_id: int,
    at: datetime,
    about: str = "",
    calendar: Invitation | None = None,
    attachments: Sequence[File] = (),
    unsubscribe: str = "",
) -> Message:
    """Write to one person, once for each `key`; a second time gives the message that is there."""
    made = Message(
        key=key,
        kind=kind,
        municipality_id=municipality_id,
        recipient_id=to.id,
        address=to.address,
        name=to.name,
        language=to.language,
        subject=" ".join(letter.subject.split())[:300],
        text=letter.text,
        html=letter.html,
        link=letter.link,
        unsubscribe=unsubscribe,
        about=about,
        message_id=_message_id(key),
        created=at,
    )
    if calendar:
        made.method, made.uid, made.calendar = calendar.method.value, calendar.uid, calendar.body.decode()
    _withhold_if_nowhere(made)
    if not _save_first(made):
        return Message.objects.get(key=key)
    _attach(made, attachments)
    if made.state == State.WAITING:
        jobs.ask_to_post(made, at=at, key=f"message {made.pk}")
    return made


def _save_first(made: Message) -> bool:
    """Whether this is the first message with its key, also when two verbs write it in the same moment."""
    if Message.objects.filter(key=made.key).exists():
        return False
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return False
    return True


def _attach(message: Message, files: Sequence[File]) -> None:
    Attachment.objects.bulk_create(
        Attachment(message=message, name=file.name, media_type=file.media_type, body=_kept(file.body)) for file in files
    )


def _kept(data: bytes) -> Body:
    body, _new = Body.objects.get_or_create(digest=hashlib.sha256(data).hexdigest(), defaults={"data": data})
    return body


def _message_id(key: str) -> str:
    """The same for the same message, so that a mail sent twice by accident is one in the reader's program."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{addresses.domain()}>"


def _withhold_if_nowhere(message: Message) -> None:
    reason = Reason.NONE
    if not message.address:
        reason = Reason.NO_ADDRESS
    elif not _is_address(message.address):
        reason = Reason.BAD_ADDRESS
    elif not addresses.can_send():
        reason = Reason.NO_SERVER
    message.reason, message.state = reason, State.WITHHELD if reason else State.WAITING


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


@transaction.atomic
def send_again(message: Message, *, acting: Any, at: datetime) -> Message:
    """Try a mail that did not arrive once more, to the address the person has now."""
    kept = Message.objects.select_for_update().get(pk=message.pk)
    if kept.state not in (State.FAILED, State.BOUNCED, State.WITHHELD):
        return kept
    kept.address = addresses.of_person(kept.recipient_id) or kept.address
    kept.attempts, kept.detail = 0, ""
    _withhold_if_nowhere(kept)
    kept.save(update_fields=["address", "attempts", "detail", "reason", "state"])
    if kept.state == State.WAITING:
        jobs.ask_to_post(kept, at=at)
    note("mail.sent_again", kept, acting=acting, at=at)
    return kept


@transaction.atomic
def lay_aside(message: Message, *, acting: Any, at: datetime) -> None:
    """Say that a mail which did not arrive needs nothing more: it leaves the list."""
    Message.objects.filter(pk=message.pk).exclude(state__in=[State.WAITING, State.SENT]).update(laid_aside=at)
    note("mail.laid_aside", message, acting=acting, at=at)


@transaction.atomic
def mark_seen(received: Received, *, acting: Any, at: datetime) -> None:
    """Say that somebody has looked at a mail the program did not understand."""
    Received.objects.filter(pk=received.pk, seen=None).update(seen=at)
    note("mail.seen", received, acting=acting, at=at)


@transaction.atomic
def retry_work(job: Job, *, acting: Any, at: datetime) -> None:
    """Let work that failed begin anew."""
    running.retry(job, at=at)
    note("work.retried", job, acting=acting, at=at)


@transaction.atomic
def discard_work(job: Job, *, acting: Any, at: datetime) -> None:
    """Give up work that failed: its job is gone, what it was about stays."""
    note("work.discarded", job, acting=acting, at=at)
    running.discard(job)


@transaction.atomic
def forget_letters(*, at: datetime) -> int:
    """Empty mails that were sent half a year ago: to whom, when and about what stays, what they said goes."""
    old = Message.objects.filter(state=State.SENT, sent__lt=at - KEPT).exclude(text="", html="")
    Attachment.objects.filter(message__in=old).delete()
    emptied = old.update(text="", html="", calendar="", detail="")
    Body.objects.filter(attachments=None).delete()
    Received.objects.filter(at__lt=at - KEPT).exclude(outcome=Outcome.UNREAD, seen=None).exclude(text="").update(
        text=""
    )
    return emptied


@transaction.atomic
def send_all_again(messages: Iterable[Message], *, acting: Any, at: datetime) -> None:
    """After the mail server was away or was set at last: try every mail once more."""
    for message in messages:
        send_again(message, acting=acting, at=at)
