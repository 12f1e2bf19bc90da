"""One process for everything: the pages run as WSGI in threads, the live notes on the event loop.

Django's own ASGI costs 40 % more processor time per page (12–14 ms against 8–10 ms, measured under uvicorn).
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp

from samspill.config.wsgi import application as wsgi  # wakes Django, which the rooms below need

from samspill.config.actor import actor_for  # isort: skip
from samspill.conferences.live.hub import Hub  # isort: skip
from samspill.notes.live import Live  # isort: skip
from samspill.notes.protocol import LARGEST  # isort: skip

# The default pool of database connections has one for each, and three for the workers of the queue.
THREADS = 8

pages = WSGIMiddleware(cast("WSGIApp", wsgi), workers=THREADS)
notes = Live(actor_for)
conferences = Hub(actor_for)


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        sockets = notes if scope["path"].startswith("/ws/notes/") else conferences
        await sockets(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        await pages(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            notes.start()
            conferences.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await asyncio.gather(notes.stop(), conferences.stop())
            await send({"type": "lifespan.shutdown.complete"})
            return


# What uvicorn is told about sockets. Compression costs more than it saves on small frames.
SOCKETS: dict[str, Any] = {"ws": "websockets-sansio", "ws_per_message_deflate": False, "ws_max_size": LARGEST}
