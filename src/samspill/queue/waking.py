"""How an enqueueing thread wakes the workers of the same process; others look once a second."""

from __future__ import annotations

import threading

_NEWS = threading.Event()


def wake() -> None:
    _NEWS.set()


def sleep(seconds: float) -> None:
    """Rest until there is news, or for so long."""
    _NEWS.wait(seconds)
    _NEWS.clear()
