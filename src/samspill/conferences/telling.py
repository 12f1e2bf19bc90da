"""News of a conference for those who watch it live: sent with the commit, to every process that serves."""

from __future__ import annotations

import json

from django.db import connection

CHANNEL = "conferences"


def tell(conference: int, what: str, **facts: object) -> None:
    """Let boards, control views and phones know that something happened, once the transaction is committed.

    `what` is “point”, “group”, “session” or “board”; `facts` are ids and small values, never texts (PostgreSQL takes
    8,000 bytes). Nobody watching costs nothing.
    """
    said = json.dumps({"conference": conference, "what": what, **facts})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, said])
