"""What composes groups and plans the year is compiled beside the server: nobody waits, and no page is held up."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

COMPILE = "from samspill.cli.warming import warm_up; warm_up()"
POLITE = 19  # the lowest priority: pages come first


@contextmanager
def warming() -> Iterator[None]:
    """Compile in a process of its own (a minute once, then kept in NUMBA_CACHE_DIR), then load what it made."""
    child = subprocess.Popen([sys.executable, "-c", COMPILE], preexec_fn=_politely, stdout=subprocess.DEVNULL)
    threading.Thread(target=_load_after, args=[child], name="warming", daemon=True).start()
    try:
        yield
    finally:
        child.terminate()


def _politely() -> None:
    os.nice(POLITE)


def _load_after(child: subprocess.Popen[bytes]) -> None:
    if child.wait() == 0:
        warm_up()


def warm_up() -> None:
    """Compile, or load, every kernel there is."""
    from samspill.core import grouping, scheduling

    grouping.warm_up()
    scheduling.warm_up()
