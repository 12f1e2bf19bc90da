"""The red thread and the funnel of a large municipality: whole requests, against a bare view and a naive walk.

140 schools, 4 years, 5,000 measures, 60,000 log entries. The goal is p95 ≤ 150 ms, and as many queries for a long chain
as for a short one. The naive walk reads the same rows one relation at a time, as one writes it at first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.server import Visitor, served
from bench.thread_world import ENTRIES, MEASURES, SCHOOLS, World, build

ROUNDS, WARM_UP, WALKS = 60, 5, 10
GOAL_MS = 150
CHANGED = "funnel, municipality, when a measure has just changed"
Times = dict[str, list[float]]


def cases() -> Iterator[dict[str, Any]]:
    with served() as server:
        from django.utils import timezone  # Django wakes with the server

        began = time.perf_counter()
        world = build(timezone.localdate())
        yield {
            "case": "world",
            "schools": SCHOOLS,
            "measures": MEASURES,
            "entries": ENTRIES,
            "built_s": round(time.perf_counter() - began, 1),
        }
        assert server.process is not None
        yield from _requests(server.port, server.process.pid, world)
        yield from _walks(world)
        yield {"case": "memory", "server_peak_mb": _peak(server.process.pid)}


def _requests(port: int, process: int, world: World) -> Iterator[dict[str, Any]]:
    pages = {
        "ok": (world.leader, ["/bench/ok/"]),
        "thread, a proposal": (world.leader, [f"/measure/{world.short}/thread/"]),
        "thread, 30 relatives": (world.leader, [f"/measure/{world.long}/thread/"]),
        "thread, a school's": (world.leader, [f"/measure/{pk}/thread/" for pk in world.some]),
        "why, 30 relatives": (world.leader, [f"/measure/{world.long}/why/"]),
        "statement": (world.leader, [f"/statement/{world.statement}/"]),
        "measure": (world.leader, [f"/measure/{world.long}/"]),
        "funnel, school": (world.leader, [f"/school/{world.school}/funnel/"]),
        "funnel, municipality": (world.owner, ["/funnel/"]),
        CHANGED: (world.owner, ["/funnel/"]),
    }
    times, busy = _rounds(port, process, pages, world)
    bare = _p95(times["ok"])
    for name, (reader, paths) in pages.items():
        yield {
            "case": name,
            "n": ROUNDS,
            "p50_ms": round(median(times[name]), 1),
            "p95_ms": round(_p95(times[name]), 1),
            "within_goal": _p95(times[name]) <= GOAL_MS,
            "times_ok": round(_p95(times[name]) / bare, 1),
            "cpu_p50_ms": round(median(busy[name]), 1),
            "queries": max(_queries(path, reader) for path in paths[:3]),
        }


def _rounds(port: int, process: int, pages: dict[str, tuple[Any, list[str]]], world: World) -> tuple[Times, Times]:
    """Take the pages in turn, so that a busy moment of the machine falls on all of them.

    Gives how long each took, and how long the server's process worked for it, which a busy machine stretches less.
    """
    from django.conf import settings

    from tools import session

    keys = {reader: session.key_for(reader) for reader, _paths in pages.values()}
    visitors = {reader: Visitor(port, f"{settings.SESSION_COOKIE_NAME}={key}") for reader, key in keys.items()}
    turns = {name: cycle(paths) for name, (_reader, paths) in pages.items()}
    times: Times = {name: [] for name in pages}
    busy: Times = {name: [] for name in pages}
    for turn in range(WARM_UP + ROUNDS):
        for name, (reader, _paths) in pages.items():
            path, visitor = next(turns[name]), visitors[reader]
            visitor.connection.close()  # a server on a busy machine may have closed it meanwhile
            visitor.get("/bench/ok/")
            if name == CHANGED:
                _change(world)
            before = _worked(process)
            status, took = visitor.get(path)
            if status != 200:
                raise SystemExit(f"{path} answered {status}.")
            if turn >= WARM_UP:
                times[name].append(took)
                busy[name].append(_worked(process) - before)
    return times, busy


def _change(world: World) -> None:
    from samspill.measures.models import Measure
    from samspill.people.versions import change

    one = Measure.objects.get(pk=world.short)
    change(one, version=one.version, fields={"title": f"Changed {one.version} times"})


def _walks(world: World) -> Iterator[dict[str, Any]]:
    """The same stations without the page: ours, and one relation at a time."""
    for name, pk in (("walk, a proposal", world.short), ("walk, 30 relatives", world.long)):
        ours, naive = _clocked(lambda pk=pk: _ours(pk)), _clocked(lambda pk=pk: _naive(pk))
        yield {
            "case": name,
            "ours_p50_ms": round(median(ours), 1),
            "naive_p50_ms": round(median(naive), 1),
            "times_naive": round(median(ours) / median(naive), 2),
            "ours_queries": _asked(lambda pk=pk: _ours(pk)),
            "naive_queries": _asked(lambda pk=pk: _naive(pk)),
            "stations": _ours(pk),
        }


def _ours(pk: int) -> int:
    from samspill.measures.models import Measure
    from samspill.measures.thread_bridge import way_of
    from samspill.measures.thread_pages import methods_of
    from samspill.measures.thread_queries import kin_of

    measure = Measure.objects.select_related("unit").get(pk=pk)
    kin = kin_of([pk], measure.unit)
    return len(way_of(measure, kin, methods_of(kin.measures)).thread.stations)


def _naive(pk: int) -> int:
    """How many things happened, relation by relation, with the names that a page would show."""
    from samspill.measures.models import Measure

    seen: set[int] = set()
    happened = 0
    waiting = [Measure.objects.get(pk=pk)]
    while waiting:
        one = waiting.pop()
        if one.pk in seen:
            continue
        seen.add(one.pk)
        happened += 1 + len([(said.text, str(said.arena or "")) for said in one.statements.all()])
        happened += len([(step.on, str(step.by or "")) for step in one.steps.all()])
        happened += len([(answer.stance, str(answer.arena)) for answer in one.answers.all()])
        happened += len([(made.conclusion, str(made.arena)) for made in one.decisions.all()])
        happened += len([(entry.on, str(entry.author)) for entry in one.log.all()])
        happened += len([(made.worked, str(made.arena)) for made in one.evaluations.all()])
        happened += len([part.person.name for part in one.participants.all()])
        happened += one.rechecks.count()
        waiting += [descent.parent for descent in one.ancestry.all()]
        waiting += [descent.child for descent in one.heirs.all()]
    return happened


def _clocked(work: Callable[[], object]) -> list[float]:
    times = []
    for _turn in range(WALKS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _asked(work: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def _queries(path: str, reader: Any) -> int:
    from django.test import Client

    client = Client(headers={"Host": "localhost"})
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    client.get(path)
    return _asked(lambda: client.get(path))


def _peak(process: int) -> int:
    """The most memory the server has held, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


def _worked(process: int) -> float:
    """The milliseconds of processor time that the threads of a process have had."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e6


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
