"""A conference's day: how soon what a phone says is on the plenary board and surely kept, and that nothing is lost.

150 groups with 1,000 phones write a statement each in twenty seconds, and all of them one more within two seconds at
the end; three projectors show it. The opponent, in the same round on the same server, is what pages do without sockets:
plain forms, and projectors that ask for all statements each second; its phones are spared from asking for anything.
Then the server is killed with -9 while phones write and lose their connections, and started again.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

from bench import processes
from bench.server import ROOT, Served, served

LOAD = ROOT / "bench" / "conference_load.mjs"
GROUPS, PHONES, BOARDS = 150, 1000, 3
STEADY = {"every": 20, "seconds": 30, "burst": 2, "rest": 4}
# Two phones in each group; each writes as fast as it is answered. A note takes 300 statements, and must not be full.
KILLS, BETWEEN, WRITING = 10, 2000, 300
CRASH = {"rate": 4, "ahead": 4, "cuts": 0.1}
PATIENCE = 300.0


def cases() -> Iterator[dict[str, Any]]:
    context = get_context("spawn")
    answers = context.SimpleQueue()
    apart = context.Process(target=_measure, args=(answers,))
    apart.start()
    while (case := answers.get()) is not None:
        yield case
    apart.join()


def _measure(answers: Any) -> None:
    try:
        with served() as server:
            day = Day.build()
            answers.put({"case": "samspill", **_load(server, day, "sockets")})
            answers.put({"case": "forms, and projectors that ask each second", **_load(server, day, "polling")})
            answers.put(crashes(server, day))
    finally:
        answers.put(None)


@dataclass
class Day:
    """A conference that is held today, the cookies that open its groups, and one of somebody who may watch."""

    conference: int
    groups: list[dict[str, Any]]
    cookie: str

    @classmethod
    def build(cls) -> Day:
        from django.conf import settings
        from django.utils import timezone

        from samspill.conferences import keys
        from samspill.conferences.codes import new_code
        from samspill.conferences.models import Group
        from samspill.conferences.queries import rounds_of
        from tests.cast import adopt, assemble
        from tests.conferring import conference
        from tools import session

        cast = adopt(assemble())
        made = conference(cast, on=timezone.localdate())
        first = rounds_of(made)[0]
        rows = [Group.objects.create(session=first, number=number + 1, code=new_code()) for number in range(GROUPS)]
        groups = [{"id": one.pk, "cookie": f"{keys.COOKIE}={keys.written([one.code])}"} for one in rows]
        return cls(made.pk, groups, f"{settings.SESSION_COOKIE_NAME}={session.key_for(cast.leader)}")

    def load(self, server: Served, mode: str, phones: int, **more: Any) -> str:
        home = f"127.0.0.1:{server.port}"
        shared = {"home": home, "conference": self.conference, "groups": self.groups, "cookie": self.cookie}
        return json.dumps({**shared, "mode": mode, "phones": phones, "boards": BOARDS, **more})


def _load(server: Served, day: Day, mode: str) -> dict[str, Any]:
    """Run one load; processor time is that of server and database, in percent of one core, for each part."""
    assert server.process is not None
    database = int((server.data / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    watched = {"cpu": server.process.pid, "database_cpu": database}
    generator = subprocess.Popen(
        [_node(), str(LOAD), day.load(server, mode, PHONES, **STEADY)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert generator.stdout is not None
    before: dict[str, float] = {}
    percent: dict[str, float] = {}
    found: dict[str, Any] = {}
    for line in generator.stdout:
        found = json.loads(line)
        used = {name: processes.seconds(pid) for name, pid in watched.items()}
        if "begin" in found:
            before = used
        elif "end" in found:
            for name, each in used.items():
                percent[f"{found['end']}_{name}_percent"] = round(100 * (each - before[name]) / found["seconds"], 1)
    generator.wait(60)
    return {"groups": GROUPS, **found, **percent, "memory_mb": round(processes.megabytes(server.process.pid))}


def crashes(server: Served, day: Day, *, kills: int = KILLS, between: int = BETWEEN) -> dict[str, Any]:
    """Kill the server while phones write and lose their nets; count what was acknowledged and is not there."""
    with _writing(day.load(server, "crash", WRITING, **CRASH)) as order:
        lost, before = 0, [0]
        order("go")
        for _kill in range(kills):
            _until_acknowledged(order, before[-1] + between)
            server.kill()
            acked = order("report")["acked"]
            server.start()
            lost += len(set(acked) - _stored(day))
            before.append(len(acked))
        end = order("finish")
        stored = _stored(day)
    return {
        "case": "kill -9 and cut nets",
        "phones": WRITING,
        "kills": kills,
        "statements": len(end["sent"]),
        "acknowledged_between_kills_least": min(later - one for one, later in pairwise(before)),
        "acknowledged_before_the_last_kill": before[-1],
        "acknowledged_lost": lost + len(set(end["acked"]) - stored),
        "lost_in_the_end": len(set(end["sent"]) - stored),
        "refused": end["refused"],
        "phones_that_miss_something_in_the_end": end["apart"],
    }


def _until_acknowledged(order: Callable[[str], dict[str, Any]], least: int) -> None:
    until = time.monotonic() + PATIENCE
    while order("count")["acked"] < least:
        if time.monotonic() > until:
            raise SystemExit(f"Fewer than {least} statements were acknowledged in {PATIENCE:.0f} seconds.")
        time.sleep(0.05)


@contextmanager
def _writing(load: str) -> Iterator[Callable[[str], dict[str, Any]]]:
    generator = subprocess.Popen(
        [_node(), str(LOAD), load], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert generator.stdin is not None
    assert generator.stdout is not None
    told, answers = generator.stdin, generator.stdout

    def order(line: str) -> dict[str, Any]:
        told.write(f"{line}\n")
        told.flush()
        answer: dict[str, Any] = json.loads(answers.readline())
        return answer

    try:
        yield order
    finally:
        generator.kill()
        generator.communicate(timeout=60)


def _stored(day: Day) -> set[str]:
    """The ids of statements that are there, each with its own text."""
    from django.db import connection

    from samspill.conferences.models import Conference
    from samspill.conferences.queries import points_of

    connection.close()  # its server may have been another one
    rows = points_of(Conference(pk=day.conference)).values_list("uid", "text")
    return {str(uid) for uid, text in rows if text.endswith(str(uid))}


def _node() -> str:
    return shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
