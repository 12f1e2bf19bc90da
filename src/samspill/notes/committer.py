"""A thread with a connection of its own: what has come meanwhile is taken together, and tried until it is committed.

Its connection is outside the pages' pool, so that busy pages never hold up an acknowledgement.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import psycopg
from django.db import connections

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Committed together at the most; one commit of this many takes some 20 ms.
BATCH = 500
LONGEST_PAUSE = 5.0


@dataclass(slots=True)
class Committer(ABC, Generic[T]):
    """Whoever inherits says in `_run` what is done with a batch, and in `_patience` how long to wait for the next."""

    _waiting: queue.SimpleQueue[T | None] = field(default_factory=queue.SimpleQueue, kw_only=True)
    _thread: threading.Thread | None = field(default=None, kw_only=True)
    _connection: psycopg.Connection[Any] | None = field(default=None, kw_only=True)
    _stopping: bool = field(default=False, kw_only=True)

    def start(self) -> None:
        name = f"{type(self).__module__.split('.')[1]}-writer"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Commit what is waiting, then end."""
        self._stopping = True
        self._waiting.put(None)
        if self._thread:
            self._thread.join(10)

    def put(self, typed: T) -> None:
        self._waiting.put(typed)

    @abstractmethod
    def _run(self) -> None: ...

    def _patience(self) -> float | None:
        return None

    def _next(self) -> list[T]:
        """Whatever waits; where nobody has patience, it waits for ever."""
        batch: list[T] = []
        with suppress(queue.Empty):
            first = self._waiting.get(timeout=self._patience())
            while True:
                if first is not None:
                    batch.append(first)
                if len(batch) >= BATCH:
                    break
                first = self._waiting.get_nowait()
        return batch

    def _insist(self, work: Callable[[], None]) -> None:
        """The database may be away for a while; what is in hand is kept, and nothing of it acknowledged."""
        pause = 0.1
        while True:
            try:
                return work()
            except psycopg.Error as error:
                logger.warning("The database does not take what was typed: %s", error)
                self._hang_up()
                if self._stopping:
                    return None
                time.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _database(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            parameters = connections["default"].get_connection_params()
            self._connection = psycopg.connect(**parameters, autocommit=True)
            self._connection.prepare_threshold = 3
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None
