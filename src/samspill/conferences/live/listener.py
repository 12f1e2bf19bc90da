"""Hears, through the database, what other processes and other threads say about conferences (`telling.tell`)."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from django.db import connections

from samspill.conferences.telling import CHANNEL

logger = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0


class Listener:
    """One connection for all conferences of the process, open while anybody watches one."""

    def __init__(self, heard: Callable[[dict[str, Any]], None], anew: Callable[[], None]) -> None:
        self._heard, self._anew = heard, anew
        self._task: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    async def listen(self) -> None:
        """Return once it listens: what is read after that misses nothing."""
        if self._task is None:
            self._ready.clear()
            self._task = asyncio.get_running_loop().create_task(self._run())
        await self._ready.wait()

    def rest(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def stop(self) -> None:
        task = self._task
        self.rest()
        if task is not None:
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        pause, lost = FIRST_PAUSE, False
        while True:
            try:
                async with await _connect() as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._ready.set()
                    if lost:
                        self._anew()
                    pause, lost = FIRST_PAUSE, True
                    async for news in connection.notifies():
                        self._heard(json.loads(news.payload))
            except psycopg.Error as error:
                logger.warning("The news of conferences are not heard: %s", error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


async def _connect() -> psycopg.AsyncConnection[Any]:
    parameters = connections["default"].get_connection_params()
    parameters.pop("cursor_factory", None)  # Django's, which is not asynchronous
    return await psycopg.AsyncConnection.connect(**parameters, autocommit=True)
