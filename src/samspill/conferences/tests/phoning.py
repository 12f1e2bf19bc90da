"""Phones and boards that speak to the real server over real sockets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any
from uuid import uuid4

from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from samspill.conferences import keys
from samspill.conferences.models import Group
from samspill.people.models import Person
from tools import session

SOON = 5.0


class Caller:
    """One connection; `until` reads frames as long as it takes, and no longer."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.points: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.state: dict[str, Any] = {}
        self.heard: list[dict[str, Any]] = []

    def until(self, true: Callable[[], object]) -> Caller:
        while not true():
            self.read(SOON)
        return self

    def read(self, patience: float) -> None:
        message = json.loads(self.socket.recv(timeout=patience))
        self.heard.append(message)
        self.points |= {one["uid"]: one for one in message.get("points", ()) if isinstance(one, dict)}
        self.answers |= {one["op"]: one for one in message.get("answers", ())}
        self.state = message.get("state", self.state)

    def told(self, what: str) -> dict[str, Any]:
        """The first message of this kind."""
        self.until(lambda: any(one["what"] == what for one in self.heard))
        return next(one for one in self.heard if one["what"] == what)

    def write(self, text: str, uid: str = "", base: int = 0, op: str = "") -> str:
        """Send a statement without waiting; give the id of the op."""
        sent = {"op": op or str(uuid4()), "do": "write", "uid": uid or str(uuid4()), "base": base, "text": text}
        self.socket.send(json.dumps({"ops": [sent]}))
        return str(sent["op"])

    def kept(self, op: str) -> dict[str, Any]:
        self.until(lambda: op in self.answers)
        return self.answers[op]

    def sees(self, *texts: str) -> Caller:
        return self.until(lambda: set(texts) <= {one["text"] for one in self.points.values()})

    def closed(self) -> int:
        with suppress(ConnectionClosed):
            while True:
                self.read(SOON)
        return self.socket.close_code or 0


class Hall:
    def __init__(self, stack: ExitStack, live: str) -> None:
        self.stack, self.live = stack, live

    def phone(self, group: Group, *codes: str) -> Caller:
        """A phone that has given this group's code, or others."""
        cookie = f"{keys.COOKIE}={keys.written(codes or [group.code])}"
        return self._call(f"/ws/group/{group.pk}/", cookie)

    def seated(self, group: Group, person: Person) -> Caller:
        return self._call(f"/ws/group/{group.pk}/", f"{settings.SESSION_COOKIE_NAME}={session.key_for(person)}")

    def board(self, conference: int, person: Person | None) -> Caller:
        key = session.key_for(person) if person else "nobody"
        return self._call(f"/ws/conference/{conference}/", f"{settings.SESSION_COOKIE_NAME}={key}")

    def _call(self, path: str, cookie: str) -> Caller:
        address = f"{self.live.replace('http', 'ws')}{path}"
        opening = connect(address, origin=self.live, additional_headers={"Cookie": cookie}, compression=None)
        return Caller(self.stack.enter_context(opening))


@contextmanager
def calling(live: str) -> Iterator[Hall]:
    with ExitStack() as stack:
        yield Hall(stack, live)
