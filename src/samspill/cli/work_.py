"""Do the waiting work until Ctrl-C: send mail, convert documents, remind.

`samspill serve` does this by itself; where several servers share a database, or pages must not be slowed by
conversions, run it on its own and start the servers with SAMSPILL_WORK=0.

examples:
  samspill work                  until Ctrl-C
  samspill work --once           what is due now, then end
"""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser, Namespace

from django.utils import timezone

from samspill.queue import running
from samspill.queue.worker import working


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, then end")


def run(options: Namespace) -> None:
    if options.once:
        running.tick(timezone.now())
        print(f"{len(running.run_due(timezone.now()))} jobs were done.")
        return
    stop = threading.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_given: stop.set())
    with working():
        print("Working. Ctrl-C stops it.", flush=True)
        stop.wait()
    print("Stopped.")
