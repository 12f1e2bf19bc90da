"""What phones send about their group's statements, and what becomes of a group's statements through it. Pure.

A phone keeps each op until the server has said what became of it, and sends it again if need be; its id makes that
harmless. `base` is the version the phone had before it: where another phone was faster, neither text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

LONGEST = 1000
MOST = 300  # statements of one group
MOST_AT_ONCE = 200  # ops in one frame; an hour without a net is some tens
DEEDS = frozenset({"write", "remove", "restore", "order", "part", "take"})
BLANKS = re.compile(r"\s+")


class UnreadableError(ValueError):
    """No phone of ours sends this."""


@dataclass(frozen=True, slots=True)
class Op:
    """One thing a phone did: `write`, `remove` or `restore` a statement, `order` all, or settle two texts for one.

    `part` lets both texts stand as statements; `take` puts the text beside in the place of the first.
    """

    id: UUID
    do: str
    uid: UUID | None = None
    base: int = 0
    text: str = ""
    level: str = ""
    order: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as it is stored, or will be."""

    uid: UUID
    text: str
    level: str = ""
    place: int = 0
    plenary: int | None = None
    beside: UUID | None = None
    removed: bool = False
    version: int = 1
    id: int | None = None  # the row's, once it has one


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an op. `uid` is where the text is now; `why` says what was refused."""

    op: UUID
    state: str  # "kept", "beside": both texts stand, "stays": somebody has changed it meanwhile, "refused"
    uid: UUID | None = None
    version: int = 0
    why: str = ""


@dataclass(slots=True)
class Sheet:
    """A group's statements while ops are laid on them."""

    there: dict[UUID, Statement]
    elsewhere: Collection[UUID] = ()  # ids that other groups have
    taken: dict[UUID, tuple[str, UUID | None]] = field(default_factory=dict)  # ops that were heard before
    changed: set[UUID] = field(default_factory=set)
    unread: int = 0  # statements that no op speaks of were not read
    last: int = -1  # the highest place of all

    def lay(self, op: Op) -> Answer:
        if op.id in self.taken:
            state, uid = self.taken[op.id]
            return self._answer(op, state, uid)
        answer = self._lay(op)
        if answer.state != "refused":
            self.taken[op.id] = (answer.state, answer.uid)
        return answer

    def _lay(self, op: Op) -> Answer:
        if op.do == "order":
            return self._order(op)
        one = self.there.get(op.uid) if op.uid else None
        if op.do == "write":
            return self._write(op, one)
        if one is None:
            return Answer(op.id, "kept", op.uid)  # removed before it ever came here
        return {"remove": self._remove, "restore": self._restore, "part": self._part, "take": self._take}[op.do](
            op, one
        )

    def _write(self, op: Op, one: Statement | None) -> Answer:
        why = self._refusal(op, one)
        if why or op.uid is None:
            return Answer(op.id, "refused", op.uid, why=why)
        if one is None:
            self._put(Statement(op.uid, op.text, op.level, self._end()))
        elif (one.text, one.level, one.removed) == (op.text, op.level, False):
            pass
        elif one.removed or op.base == one.version:
            self._put(replace(one, text=op.text, level=op.level, removed=False, version=one.version + 1))
        else:
            return self._beside(op, one)
        return self._answer(op, "kept", op.uid)

    def _refusal(self, op: Op, one: Statement | None) -> str:
        if not op.text:
            return "empty"
        if len(op.text) > LONGEST:
            return "too_long"
        if one is None and op.uid in self.elsewhere:
            return "unreadable"
        return "too_many" if one is None and len(self.there) + self.unread >= MOST else ""

    def _beside(self, op: Op, one: Statement) -> Answer:
        """Written apart from what another phone wrote: both stay, until the group says which."""
        self._put(Statement(op.id, op.text, op.level, one.place, beside=one.beside or one.uid))
        return self._answer(op, "beside", op.id)

    def _remove(self, op: Op, one: Statement) -> Answer:
        if not one.removed and op.base != one.version:
            return self._answer(op, "stays", one.uid)
        if not one.removed:
            self._put(replace(one, removed=True, plenary=None, version=one.version + 1))
        return self._answer(op, "kept", one.uid)

    def _restore(self, op: Op, one: Statement) -> Answer:
        if one.removed:
            self._put(replace(one, removed=False, version=one.version + 1))
        return self._answer(op, "kept", one.uid)

    def _part(self, op: Op, one: Statement) -> Answer:
        self._put(replace(one, beside=None))
        return self._answer(op, "kept", one.uid)

    def _take(self, op: Op, one: Statement) -> Answer:
        first = self.there.get(one.beside) if one.beside else None
        if first is None or one.removed:
            return self._answer(op, "kept", one.uid)
        self._put(replace(first, text=one.text, level=one.level, removed=False, version=first.version + 1))
        self._put(replace(one, removed=True, version=one.version + 1))
        return self._answer(op, "kept", first.uid)

    def _order(self, op: Op) -> Answer:
        """Those named come first, in their order; the version stays, since no text has changed."""
        named = [uid for uid in dict.fromkeys(op.order) if uid in self.there]
        rest = sorted(set(self.there) - set(named), key=lambda uid: (self.there[uid].place, self.there[uid].id or 0))
        for place, uid in enumerate([*named, *rest]):
            if self.there[uid].place != place:
                self._put(replace(self.there[uid], place=place))
        return self._answer(op, "kept", None)

    def _put(self, one: Statement) -> None:
        self.there[one.uid] = one
        self.changed.add(one.uid)

    def _end(self) -> int:
        return max([self.last, *(one.place for one in self.there.values())]) + 1

    def _answer(self, op: Op, state: str, uid: UUID | None) -> Answer:
        version = self.there[uid].version if uid in self.there else 0
        return Answer(op.id, state, uid, version)


def read_ops(said: object, levels: Collection[str]) -> list[Op]:
    """The ops of a frame. A level the method does not know is left out: the statement counts without it."""
    if not isinstance(said, list) or len(said) > MOST_AT_ONCE:
        raise UnreadableError
    return [read_op(one, levels) for one in said]


def read_op(said: object, levels: Collection[str]) -> Op:
    """{"op": uuid, "do": one of DEEDS, "uid": uuid, "base": version, "text", "level", "order": [uuid, …]}."""
    if not isinstance(said, dict) or said.get("do") not in DEEDS:
        raise UnreadableError
    text, base, order = said.get("text", ""), said.get("base", 0), said.get("order", [])
    if not (isinstance(text, str) and isinstance(base, int) and isinstance(order, list)) or len(order) > 2 * MOST:
        raise UnreadableError
    level = said.get("level", "")
    return Op(
        _uuid(said.get("op")),
        said["do"],
        None if said["do"] == "order" else _uuid(said.get("uid")),
        base,
        clean(text),
        level if level in levels else "",
        tuple(map(_uuid, order)),
    )


def clean(text: str) -> str:
    """One line, without signs a database cannot keep."""
    return BLANKS.sub(" ", text.replace("\x00", "")).strip()


def _uuid(said: object) -> UUID:
    try:
        return UUID(said) if isinstance(said, str) else _unreadable()
    except ValueError as error:
        raise UnreadableError from error


def _unreadable() -> UUID:
    raise UnreadableError


def as_json(one: Statement) -> dict[str, Any]:
    return {
        "id": one.id,
        "uid": str(one.uid),
        "text": one.text,
        "level": one.level,
        "place": one.place,
        "plenary": one.plenary,
        "beside": str(one.beside) if one.beside else None,
        "removed": one.removed,
        "version": one.version,
    }


def answers_json(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    return [
        {"op": str(one.op), "state": one.state, "uid": str(one.uid or ""), "version": one.version, "why": one.why}
        for one in answers
    ]
