"""One open note in memory: its document, who is there, and what is typed but not yet committed."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pycrdt import Doc

from samspill.notes import protocol
from samspill.notes.document import PanickedError, absorb, missing, rebuild
from samspill.notes.entrance import Opened, Visitor
from samspill.notes.guest import Guest
from samspill.notes.protocol import Close, Sync
from samspill.notes.writer import Typed

logger = logging.getLogger(__name__)
NOTHING = b"\x00\x00"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something came: on the server's own clock, and on everybody's."""

    now: float
    at: datetime


class Room:
    def __init__(self, note: int, put: Callable[[Typed], None], mend: Callable[[Room], None]) -> None:
        self.note = note
        self.guests: list[Guest] = []
        self.locked = False
        self.touched: float | None = None  # since when the rows do not say what the text says
        self.latest = 0.0
        self.written = False
        self.mending = False
        self._size = 0
        self._names: dict[int, str] = {}
        self._doc: Doc[Any] = Doc()
        self._unsettled: deque[bytes] = deque()  # given to the writer, not yet known to be committed
        self._settled = 0
        self._late: list[tuple[Guest, bytes, Moment]] = []  # came while the document was being mended
        self._put, self._mend = put, mend

    def fill(self, found: Opened) -> None:
        """Build the document from the log, and from what the log may not have yet."""
        self.locked, self.mending = found.locked, False
        self._names |= found.names
        self._size = sum(map(len, found.parts))
        self._doc = rebuild([*found.parts, *self._unsettled])
        self._drop(self._settled)
        self._settled = 0

    @property
    def idle(self) -> bool:
        return not (self.guests or self._unsettled or self.mending)

    def enter(self, guest: Guest) -> None:
        self.guests.append(guest)
        self._names[guest.visitor.id] = guest.visitor.name
        guest.give(protocol.standing(self._standing(guest)))
        if not self.mending:
            guest.give(protocol.sync(Sync.HAVE, self._doc.get_state()))
        self._say_who()

    def leave(self, guest: Guest) -> None:
        self.guests.remove(guest)
        self._say_who()

    def judge(self, guest: Guest, visitor: Visitor) -> None:
        """Let a guest go on with the rights of now."""
        before, guest.visitor = guest.visitor, visitor
        if visitor.refusal:
            guest.refuse(visitor.refusal, protocol.CLOSE_OF[visitor.refusal])
        elif before.may_write and not visitor.may_write:
            guest.give(protocol.standing("reading"))
        elif visitor.may_write and not before.may_write:
            guest.close(Close.ANEW)

    def hear(self, guest: Guest, frame: bytes, moment: Moment) -> None:
        """Take one frame. What is not understood ends that connection, and nothing else."""
        if self.mending:
            self._late.append((guest, frame, moment))
            return
        try:
            self._take_frame(guest, frame, moment)
        except ValueError:
            guest.refuse("unreadable", Close.UNREADABLE)
        except PanickedError:
            logger.warning("Note %s: a frame of person %s broke the document.", self.note, guest.visitor.id)
            guest.refuse("unreadable", Close.UNREADABLE)
            self._start_mending()

    def _take_frame(self, guest: Guest, frame: bytes, moment: Moment) -> None:
        kind, step, payload = protocol.parse(frame)
        if kind == protocol.AWARENESS:
            if len(payload) <= protocol.LARGEST_AWARENESS:
                self._to_all(frame, but=guest)
        elif step == Sync.HAVE:
            guest.give(protocol.sync(Sync.LACK, missing(self._doc, payload)))
        else:
            self._take_update(guest, Sync(step), payload, moment)

    def _take_update(self, guest: Guest, step: Sync, update: bytes, moment: Moment) -> None:
        code = self._standing(guest) or ("too_big" if self._size > protocol.LARGEST_NOTE else "")
        if code or guest.refused:
            guest.refused = True
            guest.give(protocol.standing(code or "trouble"))
            return
        fresh = update if self._absorb(step, update) else None
        guest.count += 1
        if fresh is not None:
            self._unsettled.append(fresh)
            self._size += len(fresh)
            self.touched, self.latest = self.touched or moment.now, moment.now
            self.written = True
            self._to_all(protocol.sync(Sync.TYPED, fresh), but=guest)
        self._put(Typed(self.note, fresh, guest.visitor.id, moment.at, (guest, guest.count)))

    def _absorb(self, step: Sync, update: bytes) -> bool:
        """Put it into the document; False when it says nothing new, as most of what is sent at a reconnection."""
        if update == NOTHING:
            return False
        told: list[bytes] = []
        watch = self._doc.observe(lambda event: told.append(event.update)) if step == Sync.LACK else None
        if not absorb(self._doc, update):
            raise protocol.FrameError("an update that cannot be read")
        if watch is None:
            return True
        self._doc.unobserve(watch)
        return any(said != NOTHING for said in told)

    def settle(self, count: int, *, refused: bool) -> None:
        """Hear from the writer that the oldest `count` updates are committed, or will never be."""
        if self.mending and not refused:
            self._settled += count
            return
        self._drop(count)
        if refused:
            self._start_mending()

    def _drop(self, count: int) -> None:
        for _each in range(count):
            self._unsettled.popleft()

    def _start_mending(self) -> None:
        """What is in memory is not what is in the log: build it anew. What comes meanwhile has to wait."""
        if not self.mending:
            self.mending = True
            self._mend(self)

    def mended(self, found: Opened) -> None:
        self.fill(found)
        for guest in self.guests:
            if guest.refused and not self.locked:
                guest.refuse("trouble", Close.TROUBLE)
            guest.give(protocol.standing(self._standing(guest)))
            guest.give(protocol.sync(Sync.HAVE, self._doc.get_state()))
        late, self._late = self._late, []
        for guest, frame, moment in late:
            if not guest.closed:
                self.hear(guest, frame, moment)

    def hear_of(self, update: bytes) -> None:
        """Take in what another process has committed. While mending, the next look at the log brings it again."""
        if self.mending:
            return
        try:
            absorb(self._doc, update)
        except PanickedError:
            self._start_mending()
        self._to_all(protocol.sync(Sync.TYPED, update))

    def set_locked(self, *, locked: bool) -> None:
        if locked == self.locked:
            return
        self.locked = locked
        for guest in self.guests:
            if locked:
                guest.give(protocol.standing("locked"))
            else:
                guest.close(Close.ANEW)  # it comes back with everything it has

    def shut(self, code: str, close: Close) -> None:
        for guest in self.guests:
            guest.refuse(code, close)

    def _say_who(self) -> None:
        here = dict.fromkeys((guest.visitor.id, guest.visitor.name) for guest in self.guests)
        self._to_all(protocol.present(list(here), self._names))

    def _standing(self, guest: Guest) -> str:
        if self.locked:
            return "locked"
        return "" if guest.visitor.may_write else "reading"

    def _to_all(self, frame: bytes, but: Guest | None = None) -> None:
        for guest in self.guests:
            if guest is not but:
                guest.give(frame)
