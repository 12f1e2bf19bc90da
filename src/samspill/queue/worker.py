"""Threads that work through the queue, inside `samspill serve` or as `samspill work`."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection
from django.utils import timezone

from samspill.queue import running
from samspill.queue.models import Job
from samspill.queue.waking import sleep, wake

# Two: one slow conversion must not hold up the mail.
THREADS = 2
LOOK_EVERY = 1.0
RENEW_EVERY = 15.0
logger = logging.getLogger(__name__)


class Workers:
    """Start and stop them together. Stopping waits for what runs, but not longer than `patience`."""

    def __init__(self, threads: int = THREADS) -> None:
        self._stopping = threading.Event()
        self._running: dict[str, Job] = {}
        self._threads = [threading.Thread(target=self._work, name=f"worker-{n}", daemon=True) for n in range(threads)]
        self._threads.append(threading.Thread(target=self._tend, name="worker-tender", daemon=True))

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = 5) -> None:
        self._stopping.set()
        for _thread in self._threads:
            wake()
        for thread in self._threads:
            thread.join(patience)

    def _work(self) -> None:
        while not self._stopping.is_set():
            if not self._guarded(self._one):
                sleep(LOOK_EVERY)

    def _one(self) -> bool:
        job = running.claim(timezone.now())
        if job is None:
            return False
        name = threading.current_thread().name
        self._running[name] = job
        try:
            running.run(job, timezone.now(), timezone.now)
        finally:
            del self._running[name]
        return True

    def _tend(self) -> None:
        """Say that we live, and enqueue what recurs."""
        while not self._stopping.is_set():
            self._guarded(self._rounds)
            self._stopping.wait(RENEW_EVERY)

    def _rounds(self) -> bool:
        now = timezone.now()
        for job in list(self._running.values()):
            running.renew(job.pk, now)
        running.tick(now)
        return True

    def _guarded(self, do: object) -> bool:
        """Go on when the database is away for a while; each turn begins and ends without an old connection."""
        try:
            close_old_connections()
            return bool(do())  # type: ignore[operator]
        except Exception:
            if not self._stopping.is_set():
                logger.exception("The queue could not be worked on")
            self._stopping.wait(LOOK_EVERY)
            return False
        finally:
            connection.close()


@contextmanager
def working(threads: int = THREADS) -> Iterator[Workers]:
    workers = Workers(threads)
    workers.start()
    try:
        yield workers
    finally:
        workers.stop()
