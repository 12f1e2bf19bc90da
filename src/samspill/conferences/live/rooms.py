"""What is open in memory: a group's note with its phones, and those who watch a conference."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from samspill.conferences.live.entrance import Note
from samspill.conferences.statements import Statement, as_json
from samspill.notes.entrance import Visitor
from samspill.notes.guest import Guest, Send
from samspill.notes.protocol import Close


class Watcher(Guest):
    """One connection that is spoken to in JSON."""

    def __init__(self, key: str, send: Send, now: float) -> None:
        super().__init__(Visitor(), key, send, now)

    def say(self, what: str, **facts: Any) -> None:
        self.give(frame(what, **facts))

    def shut(self, why: str, close: Close) -> None:
        self.say("closed", why=why)
        self.close(close)


def frame(what: str, **facts: Any) -> str:
    return json.dumps({"what": what, **facts}, ensure_ascii=False, separators=(",", ":"))


class Table:
    """One group's note: what stands in it, how it is with the group, and its phones."""

    def __init__(self, note: Note) -> None:
        self.group, self.conference, self.code, self.levels = note.group, note.conference, note.code, note.levels
        self.state = note.state
        self.phones: list[Watcher] = []
        self._points: dict[UUID, Statement] = {}
        self._keep(note.points)

    def enter(self, phone: Watcher, now: str) -> None:
        self.phones.append(phone)
        phone.give(self._all(now))

    def renew(self, note: Note) -> None:
        """News may have been missed: everybody gets everything."""
        self.state, self.code, self._points = note.state, note.code, {}
        self._keep(note.points)
        self._to_all(self._all(str(note.state["now"])))

    def _all(self, now: str) -> str:
        points = [as_json(one) for one in self._points.values()]
        return frame("all", points=points, state={**self.state, "now": now})

    def hear(self, points: Iterable[Statement]) -> None:
        """Statements that came or changed; whoever sent them sees them with the same words as the others."""
        fresh = list(points)
        self._keep(fresh)
        self._to_all(frame("point", points=[as_json(one) for one in fresh]))

    def stands(self, state: dict[str, Any]) -> None:
        self.state = state
        self._to_all(frame("state", state=state))

    def _keep(self, points: Iterable[Statement]) -> None:
        self._points |= {one.uid: one for one in points}

    def _to_all(self, said: str) -> None:
        for phone in self.phones:
            phone.give(said)
