"""A mail server for tests, and the messages that go through it."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

from aiosmtpd.controller import Controller

from samspill.delivery import actions
from samspill.delivery.actions import Recipient
from samspill.delivery.calendars import Attendee, Event, Invitation, invite
from samspill.delivery.letter import Letter, Paragraph, Table, compose
from samspill.delivery.models import Message

AT = datetime(2026, 10, 19, 6, 0, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")
RANDI = Recipient(7, "randi.moen@example.org", "Randi Moen", "nb")
HOME = 1


@dataclass
class Catcher:
    """`answer` is what it says to the recipient or, with `data`, to the mail."""

    answer: str = ""
    data: str = ""
    caught: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)

    def start(self) -> Controller:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        controller = Controller(self, hostname="127.0.0.1", port=port)
        controller.start()
        return controller

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd looks for
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data:
            return self.data
        mail = message_from_bytes(envelope.content, policy=default)
        self.caught.append((envelope.mail_from, envelope.rcpt_tos, mail))  # type: ignore[arg-type]
        return "250 taken"


def letter(**changes: Any) -> Letter:
    table = Table(["Sak", "Minutter"], [["Fravær på 6. trinn", "20"], ["Foreldremøte", "10"]])
    given = {
        "language": "nb",
        "municipality": "Sundvik kommune",
        "why": "Du får denne fordi du er medlem av ressursteamet.",
        "link": "https://samspill.example.org/meeting/3/",
        "label": "Åpne saklisten",
    }
    return compose("Saklisten for 23. oktober", [Paragraph("Hei Randi."), table], **{**given, **changes})


def event(**changes: Any) -> Event:
    given: dict[str, Any] = {
        "uid": "meeting-3@samspill.example.org",
        "summary": "Ressursteam",
        "start": datetime(2026, 10, 23, 14, 30, tzinfo=OSLO),
        "end": datetime(2026, 10, 23, 16, 0, tzinfo=OSLO),
        "changed": AT,
        "place": "Rom 2; Fjellheim, 1. etasje",
        "description": "Saklisten ligger i lenken.\nTa med kaffe.",
        "link": "https://samspill.example.org/meeting/3/",
        "categories": ("Ressursteam",),
        "organizer_name": "Sundvik",
        "organizer_address": "samspill@sundvik.example.org",
        "attendees": (Attendee("Randi Moen", RANDI.address), Attendee("Foss, Erik", "erik@example.org")),
        "alarm_minutes": 15,
    }
    return Event(**{**given, **changes})


def invitation(**changes: Any) -> Invitation:
    return invite(event(**changes), at=AT)


def send(**changes: Any) -> Message:
    given: dict[str, Any] = {"to": RANDI, "kind": "agenda", "key": "agenda 3 7", "municipality_id": HOME, "at": AT}
    return actions.send(changes.pop("letter", letter()), **{**given, **changes})
