"""Live text: how soon the others see it, how soon it is safe, what it costs, and that nothing acknowledged is lost.

Groups of seven share a text; three of the seven write at once, three letters a second each, the others read. The
opponent, @y/websocket-server with LevelDB, runs in the same round under the same load; it knows no sessions and
acknowledges nothing. Then Samspill is killed with -9 under load, and started again.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from bench import processes
from bench.server import ROOT, Served, served

LOAD = ROOT / "bench" / "live_load.mjs"
OPPONENT = ROOT / "node_modules" / "@y" / "websocket-server" / "src" / "server.js"
GROUP = 7
CLIENTS = (504, 1001)
STEADY = {"mode": "steady", "writers": 3, "rate": 3, "seconds": 15, "warm": 3}
KILLS = 20


def cases() -> Iterator[dict[str, Any]]:
    # Django wakes once in a process and keeps its database; the other benchmarks have theirs.
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
            town = Town.build(max(CLIENTS) // GROUP)
            for clients in CLIENTS:
                answers.put(_samspill(server, town, clients))
                answers.put(_opponent(clients))
            answers.put(crashes(server, Town.build(2), kills=KILLS))
    finally:
        answers.put(None)


@dataclass
class Town:
    """A text for each group, and the cookies of those who write."""

    notes: list[int]
    cookies: list[str]

    @classmethod
    def build(cls, groups: int) -> Town:
        from django.conf import settings
        from django.utils import timezone

        from samspill.notes import actions
        from samspill.notes.models import Note
        from samspill.notes.tests.speaking import town
        from samspill.people.models import Person
        from tools import session

        arena = (Note.objects.order_by("pk").first() or town().note).arena
        at = timezone.now()
        notes = [
            actions.open_note(arena, read_word="arena.read", write_word="arena.change", acting=None, at=at).pk
            for _group in range(groups)
        ]
        people = Person.objects.filter(memberships__arena=arena)
        return cls(notes, [f"{settings.SESSION_COOKIE_NAME}={session.key_for(one)}" for one in people])

    def load(self, server: Served, clients: int, **settings: Any) -> dict[str, Any]:
        home = f"127.0.0.1:{server.port}"
        urls = [f"ws://{home}/ws/notes/{note}/" for note in self.notes[: -(-clients // GROUP)]]
        return {"urls": urls, "cookies": self.cookies, "origin": f"http://{home}", "clients": clients, **settings}


def _samspill(server: Served, town: Town, clients: int) -> dict[str, Any]:
    assert server.process is not None
    database = int((server.data / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    found = _steady(town.load(server, clients, **STEADY), {"cpu": server.process.pid, "database_cpu": database})
    return {"case": "samspill", **found}


def _opponent(clients: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="opponent-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {"YPERSISTENCE": folder, "HOST": "127.0.0.1", "PORT": str(port)}
        process = subprocess.Popen([_node(), str(OPPONENT)], env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            next(line for line in process.stdout if "running" in line)
            urls = [f"ws://127.0.0.1:{port}/room-{group}" for group in range(-(-clients // GROUP))]
            found = _steady({"urls": urls, "clients": clients, **STEADY}, {"cpu": process.pid})
            return {"case": "@y/websocket-server 0.1.1, LevelDB", **found}
        finally:
            process.terminate()
            process.communicate(timeout=60)


def _steady(load: dict[str, Any], watched: dict[str, int]) -> dict[str, Any]:
    """Run one load; processor time is that of the seconds measured, in percent of one core."""
    generator = subprocess.Popen([_node(), str(LOAD), json.dumps(load)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    used: dict[str, float] = {}
    found: dict[str, Any] = {}
    assert generator.stdout is not None
    for line in generator.stdout:
        found = json.loads(line)
        if "begin" in found:
            used = {name: -processes.seconds(pid) for name, pid in watched.items()}
        elif "end" in found:
            used = {name: used[name] + processes.seconds(pid) for name, pid in watched.items()}
            memory = processes.megabytes(watched["cpu"])
    generator.wait(60)
    shared = {"clients": load["clients"], "writing": f"{load['writers']} of {GROUP}", "rate": load["rate"]}
    percent = {f"{name}_percent": round(100 * each / load["seconds"], 1) for name, each in used.items()}
    return {**shared, **found, **percent, "memory_mb": round(memory)}


def crashes(server: Served, town: Town, *, kills: int, seconds: float = 1.0) -> dict[str, Any]:
    """Kill the server under load, look in its database for everything acknowledged, and let the clients return."""
    load = town.load(server, GROUP * len(town.notes), mode="crash", rate=20)
    with _writing(load) as (order, generator):
        lost = acknowledged = 0
        order("go")
        for _kill in range(kills):
            time.sleep(seconds)
            server.kill()
            acked = order("report")["acked"]
            server.start()
            stored = _stored(town)
            lost += sum(max(0, words - stored.get(block, 0)) for block, words in acked.items())
            acknowledged = sum(acked.values())
            order("go")
        end = order("finish")
        generator.wait(60)
        kept = _stored(town)
        whole = all(kept.get(block) == words for block, words in end["words"].items())
    return {
        "case": "kill -9",
        "clients": load["clients"],
        "kills": kills,
        "words": end["typed"],
        "acknowledged_before_the_last_kill": acknowledged,
        "acknowledged_lost": lost,
        "converged": end["converged"] and whole,
    }


@contextmanager
def _writing(load: dict[str, Any]) -> Iterator[tuple[Callable[[str], dict[str, Any]], subprocess.Popen[str]]]:
    generator = subprocess.Popen(
        [_node(), str(LOAD), json.dumps(load)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
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
        yield order, generator
    finally:
        generator.kill()
        generator.communicate(timeout=60)


def _stored(town: Town) -> dict[str, int]:
    """How many words of each writer are in the database, counted as they were typed: 1 2 3 …"""
    from django.db import connection

    from samspill.notes import log
    from samspill.notes.document import blocks, rebuild

    connection.close()  # its server may have been another one
    found: dict[str, int] = {}
    for note in town.notes:
        for block in blocks(rebuild(log.whole(note).parts), "item-1"):
            words = block.text.split()
            complete = words == [str(number) for number in range(1, len(words) + 1)]
            found[block.key] = len(words) if complete else 0
    return found


def _node() -> str:
    return shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
