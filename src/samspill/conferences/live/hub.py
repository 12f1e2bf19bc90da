"""The door for the sockets of a conference's day, as a plain ASGI application beside `notes.live`."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from django.utils import timezone

from samspill.conferences import keys
from samspill.conferences.actions.saying import Kept, Said
from samspill.conferences.live import entrance
from samspill.conferences.live.listener import Listener
from samspill.conferences.live.rooms import Table, Watcher, frame
from samspill.conferences.live.writer import Keeper
from samspill.conferences.statements import Statement, UnreadableError, answers_json, as_json, read_ops
from samspill.notes.entrance import ActorFor, cookie, own_page, session_key
from samspill.notes.guest import Send
from samspill.notes.live import with_database
from samspill.notes.protocol import Close

logger = logging.getLogger(__name__)
T = TypeVar("T")

ADDRESS = re.compile(r"/ws/(group|conference)/(\d{1,18})/")
THREADS = 2
BEAT = 20.0
# News that come in a bunch, as at the change of a round, are looked up once.
BUNCH = 0.1
LARGEST = 256 * 1024  # characters; an hour of a group without a net is some kilobytes


class Hub:
    def __init__(self, actor_for: ActorFor) -> None:
        self._actor_for = actor_for
        self._tables: dict[int, Table] = {}
        self._opening: dict[int, asyncio.Future[bool]] = {}
        self._unread: set[int] = set()  # those of them nobody has begun to read
        self._watchers: dict[int, set[Watcher]] = {}
        self._errands: set[asyncio.Task[Any]] = set()
        self._stale: set[int] = set()  # tables whose state is to be looked up
        self._guests = 0

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._reading = asyncio.Lock()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="conferences")
        self._listener = Listener(self._hear, self._anew)
        self._keeper = Keeper(partial(self._from_thread, self._settle))
        self._keeper.start()
        self._beating = self._loop.create_task(self._beat())

    async def stop(self) -> None:
        """What was said is kept before this returns."""
        self._beating.cancel()
        await asyncio.to_thread(self._keeper.stop)
        await self._listener.stop()
        await asyncio.gather(*self._errands, return_exceptions=True)
        self._threads.shutdown()

    @property
    def at_rest(self) -> bool:
        return not (self._guests or self._tables or self._opening or self._errands)

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
        headers = entrance.headers_of(scope)
        address = ADDRESS.fullmatch(scope["path"])
        if address is None or not own_page(headers):
            await send({"type": "websocket.close"})
            return
        await send({"type": "websocket.accept"})
        watcher = Watcher(session_key(headers), send, self._loop.time())
        delivery = asyncio.ensure_future(watcher.deliver())
        self._guests += 1
        try:
            host = self._phone if address[1] == "group" else self._board
            await host(watcher, int(address[2]), headers, receive)
            if watcher.closed:
                await delivery
        except OSError:  # whoever is gone needs no answer
            pass
        finally:
            watcher.closed = True
            delivery.cancel()
            self._guests -= 1
            if not self._guests:
                self._listener.rest()

    # Those who look on

    async def _board(
        self, watcher: Watcher, conference: int, _headers: dict[str, str], receive: Callable[[], Any]
    ) -> None:
        today = timezone.localdate()
        why = await self._in_thread(entrance.may_watch, watcher.key, conference, self._actor_for, today)
        if why:
            watcher.shut(why, Close.SIGNED_OUT if why == "signed_out" else Close.NOT_FOUND)
            return
        await self._listener.listen()
        watchers = self._watchers.setdefault(conference, set())
        watchers.add(watcher)
        watcher.say("beat")  # from here on it misses nothing
        try:
            while (await receive())["type"] == "websocket.receive":
                pass  # nothing is asked of it
        finally:
            watchers.discard(watcher)
            if not watchers:
                self._watchers.pop(conference, None)

    # Phones

    async def _phone(self, phone: Watcher, group: int, headers: dict[str, str], receive: Callable[[], Any]) -> None:
        codes = keys.read(cookie(headers, keys.COOKIE))
        if not (codes or phone.key):
            phone.shut("code", Close.SIGNED_OUT)
            return
        await self._listener.listen()
        table = await self._table(group)
        if table is None or not (table.code in codes or await self._in_thread(entrance.sits_in, phone.key, group)):
            phone.shut("code", Close.SIGNED_OUT)
            self._perhaps_clear(table)
            return
        while self._tables.get(group) is not table:  # the last phone left while we asked
            table = await self._table(group)
            assert table is not None, "it was there a moment ago"
        table.enter(phone, timezone.now().isoformat())
        try:
            await self._listen(phone, table, receive)
        finally:
            table.phones.remove(phone)
            self._perhaps_clear(table)

    async def _listen(self, phone: Watcher, table: Table, receive: Callable[[], Any]) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            if phone.closed:
                continue
            if not phone.in_time(self._loop.time()):
                phone.shut("too_fast", Close.TOO_FAST)
                continue
            try:
                ops = _read(message.get("text") or "", table)
            except ValueError:
                phone.shut("unreadable", Close.UNREADABLE)
                continue
            self._keeper.put(Said(table.group, tuple(ops), timezone.now(), phone))

    async def _table(self, group: int) -> Table | None:
        """The first phone has the group's note opened, the others wait for that."""
        while group not in self._tables:
            if group not in self._opening:
                self._opening[group] = self._loop.create_future()
                self._unread.add(group)
                if len(self._unread) == 1:
                    self._run(self._open())
            if not await asyncio.shield(self._opening[group]):
                return None
        return self._tables[group]

    async def _open(self) -> None:
        """All notes that were asked for in one turn of the loop, and while a thread was not free."""
        async with self._reading:
            groups, self._unread = self._unread, set()
            try:
                notes = await self._in_thread(entrance.notes_of, groups, timezone.now())
            except Exception as error:  # theirs who wait for it: they are hung up, and come again
                for group in groups:
                    self._opening.pop(group).set_exception(error)
                return
            self._tables |= {group: Table(note) for group, note in notes.items()}
            for group in groups:
                self._opening.pop(group).set_result(group in notes)

    def _perhaps_clear(self, table: Table | None) -> None:
        if table is not None and not table.phones and self._tables.get(table.group) is table:
            del self._tables[table.group]

    # News

    def _settle(self, batch: list[Said], kept: Kept) -> None:
        """After the commit: first the words to everybody, then to each phone what became of its own."""
        for group, points in kept.changed.items():
            self._tell_points(group, points, kept.places[group].conference, kept.places[group].session)
        for said, answers in zip(batch, kept.answers, strict=True):
            phone: Watcher = said.receipt
            phone.say("kept", answers=answers_json(answers))

    def _tell_points(self, group: int, points: Iterable[Statement], conference: int, session: object) -> None:
        fresh = list(points)
        if group in self._tables:
            self._tables[group].hear(fresh)
        if conference in self._watchers:
            shown = [as_json(one) for one in fresh]
            said = frame("point", conference=conference, session=session, group=group, points=shown)
            self._to_watchers(conference, said)

    def _to_watchers(self, conference: int, said: str) -> None:
        for watcher in self._watchers.get(conference, ()):
            watcher.give(said)

    def _hear(self, news: dict[str, Any]) -> None:
        """What was said through the database; of our own statements we have told already."""
        conference = news["conference"]
        if news["what"] == "point":
            if news.get("server") != self._keeper.server and self._concerns(news):
                self._run(self._fetch(news))
            return
        self._to_watchers(conference, json.dumps(news))
        self._look_up(one.group for one in self._tables.values() if one.conference == conference)
        self._look_up(self._opening)

    def _concerns(self, news: dict[str, Any]) -> bool:
        group = news.get("group")
        return group in self._tables or group in self._opening or news["conference"] in self._watchers

    async def _fetch(self, news: dict[str, Any]) -> None:
        if news.get("group") in self._opening:  # it may have been read before this was committed
            await asyncio.shield(self._opening[news["group"]])
        ids = [one for one in news.get("points", []) if isinstance(one, int)]
        for group, points in (await self._in_thread(entrance.points, ids)).items():
            self._tell_points(group, points, news["conference"], news.get("session"))

    def _look_up(self, groups: Iterable[int]) -> None:
        waiting = bool(self._stale)
        self._stale |= set(groups)
        if self._stale and not waiting:
            self._run(self._bunch())

    async def _bunch(self) -> None:
        await asyncio.sleep(BUNCH)
        groups, self._stale = self._stale, set()
        for group, state in (await self._in_thread(entrance.states, groups, timezone.now())).items():
            if group in self._tables:
                self._tables[group].stands(state)

    def _anew(self) -> None:
        """The database was away: whatever it said meanwhile is looked up."""
        for conference in list(self._watchers):
            self._to_watchers(conference, frame("anew"))
        if self._tables:
            self._run(self._renew())

    async def _renew(self) -> None:
        for group, note in (await self._in_thread(entrance.notes_of, list(self._tables), timezone.now())).items():
            if group in self._tables:
                self._tables[group].renew(note)

    async def _beat(self) -> None:
        said = frame("beat")
        while True:
            await asyncio.sleep(BEAT)
            for conference in list(self._watchers):
                self._to_watchers(conference, said)
            for table in self._tables.values():
                for phone in table.phones:
                    phone.give(said)


def _read(text: str, table: Table) -> list[Any]:
    if len(text) > LARGEST:
        raise UnreadableError
    said = json.loads(text)
    return read_ops(said.get("ops") if isinstance(said, dict) else None, table.levels)
