"""Start Samspill on this machine, with its database, until Ctrl-C.

The first start in an empty data folder loads the demo municipality, so that there is something to see.

examples:
  samspill serve                                     with the data folder ./data, on http://127.0.0.1:8000
  SAMSPILL_DATA=/srv/samspill samspill serve         with another data folder
  SAMSPILL_PORT=8080 samspill serve                  on another port
  SAMSPILL_DEMO=0 samspill serve                     an empty start, for a real municipality
  DATABASE_URL=postgresql://me:secret@db/samspill samspill serve     with a PostgreSQL server of your own
"""

from __future__ import annotations

import errno
import gc
import signal
import socket
from argparse import ArgumentParser, Namespace
from types import FrameType

import uvicorn
from django.urls import get_resolver

from samspill.cli import demonstration
from samspill.cli.warming import warming
from samspill.config import datafolder, env, house
from samspill.config.trouble import Trouble
from samspill.methods import load

# Whoever is in the middle of a request when Ctrl-C comes has this long to get an answer.
SECONDS_TO_FINISH = 5


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="the port to answer on (SAMSPILL_PORT, else 8000)")
    parser.add_argument("--host", help="the address to answer on (SAMSPILL_HOST, else 127.0.0.1)")


def run(options: Namespace) -> int:
    for one in (signal.SIGINT, signal.SIGTERM):  # a shell's background job is born deaf to Ctrl-C
        signal.signal(one, _stop)
    data = datafolder.chosen()
    host = options.host or env.text("SAMSPILL_HOST", "127.0.0.1")
    port = options.port or env.number("SAMSPILL_PORT", 8000, least=1, most=65535)
    with _listen(host, port) as listener:
        address = f"http://{host}:{port}"
        demonstration.decide(data)
        try:
            with house.alone(data, by=f"samspill serve at {address}", say=_say):
                demonstration.ensure(data, _say)
                _serve(listener, address)
        except KeyboardInterrupt:
            _say("Stopped.")
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done, so that a busy one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol must be named: asyncio only then switches off Nagle's algorithm, which cost 40 ms per answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        # Most often it is Samspill itself that has the port; then its data folder says so better.
        datafolder.refuse_if_held(datafolder.chosen())
        raise Trouble(_taken(error, host, port)) from error
    return listener


def _taken(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program. Stop that program, "
            f"or choose another port: SAMSPILL_PORT={port + 1 if port < 65535 else 8000}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may only be used by root. Choose one from 1024 to 65535 with SAMSPILL_PORT."
    return f"Nothing can answer on {host}, port {port}: {error.strerror}. Choose another address with SAMSPILL_HOST."


def _serve(listener: socket.socket, address: str) -> None:
    # Imported here because the pages can only be loaded once the settings know their database.
    from samspill.config.asgi import SOCKETS, application
    from samspill.queue.worker import THREADS, working

    config = uvicorn.Config(
        application, log_level="warning", server_header=False, timeout_graceful_shutdown=SECONDS_TO_FINISH, **SOCKETS
    )
    settle()
    with working(THREADS if env.flag("SAMSPILL_WORK", default=True) else 0), warming():
        _Announcing(config, address).run(sockets=[listener])


def settle() -> None:
    """Load what every page stands on, and have the garbage collector look through it no more: none of it goes away.

    A full collection of it takes 70 to 150 ms, and with pages of many rows every fifth to tenth page met one.
    """
    load.methods()
    list(get_resolver().url_patterns)  # which loads the views
    gc.collect()
    gc.freeze()


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for line in demonstration.welcome(self.address):
            _say(line)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Let both signals end us the same way: pages first, then the database."""
    raise KeyboardInterrupt


def _say(line: str) -> None:
    print(line, flush=True)
