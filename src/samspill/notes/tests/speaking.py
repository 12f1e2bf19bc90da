"""A small town with one team, and clients that speak the protocol to the real server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from samspill.arenas.actions import open_arena, seat
from samspill.arenas.models import Arena
from samspill.notes import actions, protocol
from samspill.notes.document import blocks
from samspill.notes.models import Note
from samspill.notes.protocol import Sync
from samspill.people.actions import add_person, make_municipality, take_position
from samspill.people.models import Person
from samspill.people.queries import office_of
from tools import session

AT = datetime(2026, 8, 17, 8, 0, tzinfo=UTC)
BEGAN = date(2026, 8, 17)
FIELD = "item-1"
SOON = 5.0
# Found by mutating good updates: the first two are taken, and with them there pycrdt panics on the third.
PANIC = [bytes.fromhex(one) for one in (Path(__file__).parent / "panic.hex").read_text().split("\n\n")]


@dataclass
class Town:
    arena: Arena
    note: Note
    anna: Person  # a member
    bo: Person  # another
    colleague: Person  # works there: reads, does not write
    stranger: Person  # of another municipality


def town() -> Town:
    home, away = (
        office_of(make_municipality(name=name, office=f"{name} kommune", number=number, acting=None, at=AT))
        for name, number in (("Sundvik", "9901"), ("Nesøy", "9902"))
    )
    arena = open_arena(home, kind="resource-team", name="Teamet", since=BEGAN, acting=None, at=AT)
    anna, bo, colleague, stranger = (
        _person(name, unit)
        for name, unit in (("Anna Lund", home), ("Bo Dahl", home), ("Cato Vik", home), ("Dina Moe", away))
    )
    for person in (anna, bo):
        seat(arena, person, since=BEGAN, leads=True, acting=None, at=AT)
    note = actions.open_note(arena, read_word="arena.read", write_word="arena.change", acting=anna, at=AT)
    return Town(arena, note, anna, bo, colleague, stranger)


def _person(name: str, unit: object) -> Person:
    person = add_person(name=name, email=f"{name.split()[0].lower()}@example.org", acting=None, at=AT)
    take_position(person, unit, profession="teacher", since=BEGAN, acting=None, at=AT)
    return person


class Speaker:
    """One client with a document of its own; `until` reads frames as long as it takes, and no longer."""

    def __init__(self, stack: ExitStack, live: str, note: Note, person: Person | None, origin: str = "") -> None:
        self.doc: Doc = Doc()
        self.acked = 0
        self.sent = 0
        self.answered = False
        self.standing: str | None = None
        self.here: list[str] = []
        self.updates: list[bytes] = []
        self.awareness: list[bytes] = []
        self.key = session.key_for(person) if person else "nobody"
        opening = connect(
            f"{live.replace('http', 'ws')}/ws/notes/{note.pk}/",
            origin=origin or live,
            additional_headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={self.key}"},
            compression=None,
            max_size=None,
        )
        self.socket: ClientConnection = stack.enter_context(opening)

    def until(self, true: Callable[[], object]) -> Speaker:
        while not true():
            self._read(self.socket.recv(timeout=SOON))
        return self

    def closed(self) -> int:
        """Read to the end, and give the code of the closing."""
        with suppress(ConnectionClosed):
            while True:
                self._read(self.socket.recv(timeout=SOON))
        return self.socket.close_code

    def _read(self, frame: bytes) -> None:
        kind, payload = frame[0], frame[2:]
        if kind == protocol.SYNC:
            _kind, step, update = protocol.parse(frame)
            if step == Sync.HAVE:
                self.socket.send(protocol.sync(Sync.LACK, self.doc.get_update(update)))
                self.socket.send(protocol.sync(Sync.HAVE, self.doc.get_state()))
                self.sent += 1
            else:
                self.answered = self.answered or step == Sync.LACK
                self.updates.append(update)
                self.doc.apply_update(update)
        elif kind == protocol.AWARENESS:
            self.awareness.append(frame[1:])
        elif kind == protocol.ACK:
            self.acked = protocol._number(frame, 1)[0]
        elif kind == protocol.STANDING:
            self.standing = payload.decode()
        elif kind == protocol.PRESENT:
            self.here = [name for _id, name in json.loads(frame[protocol._number(frame, 1)[1] :])["here"]]

    def joined(self) -> Speaker:
        """Both have said what they have. The writer's thread may acknowledge ours before the text has come."""
        return self.until(lambda: self.answered and self.acked == self.sent)

    def type(self, text: str, key: str = "") -> bytes:
        """Write a paragraph of its own at the end, and send it without waiting."""
        before = self.doc.get_state()
        attributes = {"id": key, "author": "7"} if key else {}
        fragment = self.doc.get(FIELD, type=XmlFragment)
        fragment.children.append(XmlElement("paragraph", attributes, [XmlText(text)]))
        update = self.doc.get_update(before)
        self.send(update)
        return update

    def send(self, update: bytes) -> None:
        self.socket.send(protocol.sync(Sync.TYPED, update))
        self.sent += 1

    def saved(self) -> Speaker:
        return self.until(lambda: self.acked == self.sent)

    def reads(self) -> list[str]:
        return [block.text for block in blocks(self.doc, FIELD)]

    def sees(self, *texts: str) -> Speaker:
        return self.until(lambda: set(texts) <= set(self.reads()))


Speak = Callable[..., Speaker]


def speakers(live: str, note: Note) -> Iterator[Speak]:
    """Connect as anybody; all are hung up at the end."""
    with ExitStack() as stack:

        def speak(person: Person | None, origin: str = "") -> Speaker:
            return Speaker(stack, live, note, person, origin)

        yield speak
