"""The composer of groups and the planner of the year are compiled beside the server, so that nobody waits for them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Its input ends when the server does, however that was: nothing is left behind to compile for nobody.
COMPILE = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(1)), daemon=True).start()
from samspill.core import grouping, scheduling
grouping.warm_up()
scheduling.warm_up()
"""
POLITE = 19  # the lowest priority: pages come first


@contextmanager
def warming() -> Iterator[None]:
    """Compile in a process of its own (a minute once, then kept in NUMBA_CACHE_DIR), then load what it made."""
    command, nothing = [sys.executable, "-c", COMPILE], subprocess.DEVNULL
    child = subprocess.Popen(command, preexec_fn=_politely, stdin=subprocess.PIPE, stdout=nothing)
    threading.Thread(target=_load_after, args=[child], name="warming", daemon=True).start()
    try:
        yield
    finally:
        child.terminate()


def _politely() -> None:
    os.nice(POLITE)


def _load_after(child: subprocess.Popen[bytes]) -> None:
    if child.wait() == 0:
        from samspill.core import grouping, scheduling

        grouping.warm_up()
        scheduling.warm_up()
