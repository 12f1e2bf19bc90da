"""Where mail comes from, whether it can go out at all, and the address a person has now."""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string


def sender() -> str:
    """The address mails really come from, and so the organizer of every invitation."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1] or settings.DEFAULT_FROM_EMAIL


def domain() -> str:
    return sender().rpartition("@")[2] or "localhost"


def outbox() -> Path | None:
    """The folder that stands for the mail server in the demo."""
    return Path(settings.OUTBOX) if settings.OUTBOX else None


def can_send() -> bool:
    return bool(settings.MAIL or settings.OUTBOX)


def of_person(pk: int | None) -> str:
    """Ask the room that knows people: whoever mends an address there sends again here."""
    if pk is None or not settings.ADDRESS_OF:
        return ""
    return str(import_string(settings.ADDRESS_OF)(pk) or "")


def page(path: str) -> str:
    """The whole address of a page, for mails and calendars: no request says there by what name we are reached."""
    return settings.ADDRESS.rstrip("/") + path
