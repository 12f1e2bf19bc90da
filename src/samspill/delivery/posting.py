"""Handing a message to the mail server, or in the demo to a folder; and what its answer means."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from samspill.delivery import addresses, mime
from samspill.delivery.models import Message, Reason

# The port where TLS is spoken from the first byte.
TLS_AT_ONCE = 465


class RefusedError(Exception):
    """The mail server says that this mail will never do."""


class LaterError(Exception):
    """Not now: the server does not answer, or asks to try again."""

    def __init__(self, reason: Reason, said: str) -> None:
        super().__init__(said)
        self.reason = reason


def post(message: Message, at: datetime) -> None:
    """Send one message. Raises RefusedError or LaterError with the server's words."""
    built = mime.build(message)
    folder = addresses.outbox()
    if folder is not None:
        _into_folder(folder, message, built, at)
        return
    try:
        with _server() as server:
            server.send_message(built, from_addr=addresses.sender(), to_addrs=[message.address])
    except (smtplib.SMTPException, OSError) as error:
        raise _meaning(error) from error


def greet() -> None:
    """See whether the mail server answers and lets us in; else raise LaterError."""
    try:
        with _server():
            return
    except (smtplib.SMTPException, OSError) as error:
        raise LaterError(Reason.UNREACHABLE, f"{settings.EMAIL_HOST}: {_said(error)[1]}") from error


def _server() -> smtplib.SMTP:
    host, port, patience = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
    safe = ssl.create_default_context() if settings.EMAIL_USE_TLS else None
    if safe and port == TLS_AT_ONCE:
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=patience, context=safe)
    else:
        server = smtplib.SMTP(host, port, timeout=patience)
        if safe:
            server.starttls(context=safe)
    if settings.EMAIL_HOST_USER:
        server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    return server


def _meaning(error: Exception) -> Exception:
    """Only what is said about this recipient or this mail is final; a server that refuses us may be mended."""
    code, said = _said(error)
    final = isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError))
    if final and 500 <= code < 600:
        return RefusedError(said)
    reason = Reason.NOT_NOW if code else Reason.UNREACHABLE
    return LaterError(reason, said)


def _said(error: Exception) -> tuple[int, str]:
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return 0, str(error) or type(error).__name__
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return code, f"{code} {text}"


def _into_folder(folder: Path, message: Message, built: EmailMessage, at: datetime) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{at:%Y%m%d-%H%M%S}-{message.pk}.eml"
    part = target.with_suffix(".part")
    part.write_bytes(bytes(built))
    part.replace(target)
