"""How long a page takes, against a bare view in the same run, and how many queries it costs.

The same pages are measured with 1 and with 20 towns in the database: a page must not grow with what is not on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from statistics import median, quantiles
from typing import Any

from bench.server import Visitor, serving

READER = "Ingrid Berge"  # the school leader of the demo, who meets the fullest pages
TOWNS = (1, 20)
ROUNDS = 200
WARM_UP = 20


def cases() -> Iterator[dict[str, Any]]:
    with serving() as port:
        built = 0
        for towns in TOWNS:
            _build(range(built, towns))
            built = towns
            yield from _measure(port, towns)


def _build(copies: range) -> None:
    # Models can only be imported now that the server stands and Django is awake.
    from django.utils import timezone

    from samspill import demo

    for copy in copies:
        demo.build(at=timezone.now(), say=lambda _line: None, copy=copy)
        _sit_down()


def _sit_down() -> None:
    """Let a grade team of the newest town meet just now, for the screen in the meeting."""
    from django.utils import timezone

    from samspill.arenas.models import Arena
    from samspill.meetings.actions.attendance import mark_rest_present
    from samspill.meetings.actions.calling import call_meeting
    from samspill.meetings.actions.outcomes import add_outcome
    from samspill.meetings.actions.running import begin_meeting, write_minutes
    from samspill.meetings.queries import agenda_of
    from samspill.people.models import Person

    leader, at = Person.objects.filter(name=READER).latest("pk"), timezone.now()
    team = Arena.objects.get(unit=leader.positions.get().unit, kind="grade-team", group="5")
    meeting = call_meeting(team, on=timezone.localdate(at), begins=time(14), minutes=60, acting=leader, at=at)
    begin_meeting(meeting, acting=leader, at=at)
    mark_rest_present(meeting, acting=leader, at=at)
    first = agenda_of(meeting)[0]
    write_minutes(first, text="Vi ble enige om tre ting.\nKari tar det videre.", acting=leader, at=at)
    add_outcome(first, kind="decision", text="Vi prøver kritt.", acting=leader, at=at)


def _measure(port: int, towns: int) -> Iterator[dict[str, Any]]:
    from django.conf import settings

    from samspill.people.models import Person
    from tools import session

    person = Person.objects.filter(name=READER).earliest("pk")
    visitor = Visitor(port, f"{settings.SESSION_COOKIE_NAME}={session.key_for(person)}")
    pages = _pages(person)
    times = _rounds(visitor, pages)
    for name, path in pages.items():
        yield {
            "case": name,
            "towns": towns,
            "n": ROUNDS,
            "median_ms": round(median(times[name]), 2),
            "p95_ms": round(_p95(times[name]), 2),
            "times_ok": round(_p95(times[name]) / _p95(times["ok"]), 1),
            "queries": _queries(path, person),
        }


def _pages(person: Any) -> dict[str, str]:
    """The bare view and the fullest pages, as the school leader opens them."""
    from samspill.arenas.models import Arena
    from samspill.meetings.models import Meeting
    from samspill.projects.models import Participation

    unit = person.positions.get().unit
    own = Participation.objects.get(unit=unit).pk
    team = Arena.objects.get(unit=unit, kind="resource-team").pk
    met = Meeting.objects.filter(arena__unit=unit)
    running = met.get(begun_at__isnull=False, ended_at=None).pk
    held, coming = (met.filter(arena=team, ended_at__isnull=coming).latest("on").pk for coming in (False, True))
    return {
        "ok": "/bench/ok/",
        "home": "/",
        "arena": f"/arena/{team}/",
        "board": f"/board/{own}/",
        "plan": f"/plan/{own}/",
        "agenda": f"/meeting/{coming}/",
        "run": f"/meeting/{running}/run/",
        "minutes": f"/meeting/{held}/minutes/",
        "followups": "/followups/",
        "search": "/search/?q=overgang",
    }


def _rounds(visitor: Visitor, pages: dict[str, str]) -> dict[str, list[float]]:
    """Take the pages in turn, so that a busy moment of the machine falls on all of them."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(WARM_UP + ROUNDS):
        for name, path in pages.items():
            status, took = visitor.get(path)
            if status != 200:
                raise SystemExit(f"{path} answered {status}.")
            if turn >= WARM_UP:
                times[name].append(took)
    return times


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _queries(path: str, person: Any) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"Host": "localhost"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
