"""The door for sockets: `/ws/notes/<id>/`, as a plain ASGI application, without channels.

Measured: channels costs five times the processor time per update and stands still at 504 clients.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from django.db import close_old_connections, connection
from django.utils import timezone

from samspill.notes import entrance, protocol
from samspill.notes.entrance import ActorFor, Opened, Visitor
from samspill.notes.guest import Guest, Send
from samspill.notes.protocol import Close
from samspill.notes.room import Moment, Room
from samspill.notes.writer import News, Told, Typed, Writer

logger = logging.getLogger(__name__)
T = TypeVar("T")

ADDRESS = re.compile(r"/ws/notes/(\d{1,18})/")
# Each thread holds a connection of the pages' pool while it works, so there are few.
THREADS = 2
CHECKED_EVERY = 60.0
# Rows are read out when a text has been left alone this long, or has been written in for this long.
QUIET, LONG_WRITTEN = 3.0, 60.0


class Live:
    """All open notes of one process. `actor_for` builds the hats of a person on a day, as for a page."""

    def __init__(self, actor_for: ActorFor) -> None:
        self._actor_for = actor_for
        self._rooms: dict[int, Room] = {}
        self._opening: dict[int, asyncio.Future[Room]] = {}
        self._errands: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="notes")
        self._writer = Writer(Told(partial(self._from_thread, self._settle), partial(self._from_thread, self._hear)))
        self._writer.start()
        self._watch = self._loop.create_task(self._look_after())

    async def stop(self) -> None:
        """Everything typed is committed before this returns; the clients are told to come back."""
        self._watch.cancel()
        await asyncio.to_thread(self._writer.stop)
        for room in self._rooms.values():
            if room.touched is not None:
                self._run(self._in_thread(entrance.read_out, room.note, timezone.now()))
        await asyncio.gather(*self._errands, return_exceptions=True)
        self._threads.shutdown()

    @property
    def at_rest(self) -> bool:
        """No note is open, and nothing is left to be done for those that were."""
        return not (self._rooms or self._opening or self._errands)

    def _from_thread(self, call: Callable[..., None], *given: Any) -> None:
        with suppress(RuntimeError):  # the loop has ended; what was committed stays so
            self._loop.call_soon_threadsafe(call, *given)

    def _run(self, errand: Any) -> None:
        task = self._loop.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _in_thread(self, work: Callable[..., T], *given: Any) -> T:
        return await self._loop.run_in_executor(self._threads, partial(with_database, work, *given))

    async def __call__(self, scope: Any, receive: Callable[[], Any], send: Send) -> None:
        await receive()  # websocket.connect
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        address = ADDRESS.fullmatch(scope["path"])
        if address is None or not entrance.own_page(headers):
            await send({"type": "websocket.close"})  # before it is accepted: the browser sees 403
            return
        key, note = entrance.session_key(headers), int(address[1])
        visitor = await self._judge(key, note)
        await send({"type": "websocket.accept"})
        guest = Guest(visitor, key, send, self._loop.time())
        with suppress(OSError):  # whoever is gone needs no answer
            await self._host(guest, note, receive)

    async def _judge(self, key: str, note: int) -> Visitor:
        return await self._in_thread(entrance.judge, key, note, self._actor_for, timezone.localdate())

    async def _host(self, guest: Guest, note: int, receive: Callable[[], Any]) -> None:
        delivery = asyncio.ensure_future(guest.deliver())
        if guest.visitor.refusal:
            guest.refuse(guest.visitor.refusal, protocol.CLOSE_OF[guest.visitor.refusal])
            await delivery
            return
        room = await self._room(note)
        room.enter(guest)
        try:
            await self._listen(guest, room, receive)
        finally:
            guest.closed = True
            delivery.cancel()
            room.leave(guest)
            self._perhaps_close(room)

    async def _listen(self, guest: Guest, room: Room, receive: Callable[[], Any]) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            if guest.closed:
                continue
            now = self._loop.time()
            if not guest.in_time(now):
                guest.refuse("too_fast", Close.TOO_FAST)
            else:
                room.hear(guest, message.get("bytes") or b"", Moment(now, timezone.now()))

    async def _room(self, note: int) -> Room:
        """The room of a note; the first who comes opens it, the others wait for that."""
        while note not in self._rooms:
            if note in self._opening:
                await asyncio.shield(self._opening[note])
                continue
            opening = self._opening[note] = self._loop.create_future()
            try:
                found = await self._opened(note)
                room = Room(note, self._writer.put, lambda room: self._run(self._mend(room)))
                room.fill(found)
                self._rooms[note] = room
                self._writer.follow(note, found.upto)
            finally:
                del self._opening[note]
                opening.set_result(None)
        return self._rooms[note]

    async def _opened(self, note: int) -> Opened:
        return await self._in_thread(entrance.opened, note, timezone.now())

    async def _mend(self, room: Room) -> None:
        found = await self._opened(room.note)
        self._writer.follow(room.note, found.upto)
        room.mended(found)
        self._perhaps_close(room)

    def _perhaps_close(self, room: Room) -> None:
        if room.idle and self._rooms.get(room.note) is room:
            del self._rooms[room.note]
            self._writer.forget(room.note)
            if room.written:
                self._run(self._in_thread(entrance.fold, room.note, timezone.now()))

    def _settle(self, batch: list[Typed], refused: frozenset[int]) -> None:
        """Acknowledge what is committed, the newest of each connection for all before it."""
        acked: dict[Guest, int] = {}
        counts: dict[int, int] = {}
        for typed in batch:
            guest, count = typed.receipt
            if typed.data is not None:
                counts[typed.note] = counts.get(typed.note, 0) + 1
            if typed.note in refused:
                guest.refused = True
            elif not guest.refused:
                acked[guest] = count
        for guest, count in acked.items():
            guest.give(protocol.ack(count))
        for note, count in counts.items():
            room = self._rooms[note]
            room.settle(count, refused=note in refused)
            self._perhaps_close(room)

    def _hear(self, news: News) -> None:
        for note, update in news.updates:
            if note in self._rooms:
                self._rooms[note].hear_of(update)
        for note, locked in news.locked.items():
            if note in self._rooms:
                self._rooms[note].set_locked(locked=locked)
        for note in news.gone:
            if note in self._rooms:
                self._rooms[note].shut("gone", Close.NOT_FOUND)

    async def _look_after(self) -> None:
        """Once a second: read out what has come to rest, and ask again for the rights of those long here."""
        while True:
            await asyncio.sleep(1)
            now = self._loop.time()
            for room in list(self._rooms.values()):
                if room.touched is not None and (now - room.latest > QUIET or now - room.touched > LONG_WRITTEN):
                    room.touched = None
                    self._run(self._in_thread(entrance.read_out, room.note, timezone.now()))
                for guest in room.guests:
                    if now - guest.checked > CHECKED_EVERY:
                        guest.checked = now
                        self._run(self._check(room, guest))

    async def _check(self, room: Room, guest: Guest) -> None:
        visitor = await self._judge(guest.key, room.note)
        if guest in room.guests:
            room.judge(guest, visitor)


def with_database(work: Callable[..., T], *given: Any) -> T:
    """Give the connection back after each errand: the pool is small and the pages need it."""
    close_old_connections()
    try:
        return work(*given)
    finally:
        connection.close()
