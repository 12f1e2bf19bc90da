"""The year wheel of a school with 500 activities: drawing it, the whole request, and what a browser makes of it.

Goals: the picture is drawn in 200 ms, and zooming into a quarter stays at 60 frames. `geometry` and `svg` are processor
time of this process; the browser's figures stand beside those of an idle page, since a busy machine makes both worse.
`cpu_…` is the processor time of the page's thread for one frame and does not know about the load.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from bench.server import Visitor, serving
from bench.sorting import FLAGS, FRAME_MS, PATIENCE_MS, _session, _Spent

ACTIVITIES, TURNS, GOAL_MS = 500, 9, 200
SCHOOLS, YEARS, WHOLE_GOAL_MS = 140, 3, 1000  # the largest municipality, for as long as a project lasts
MET = {"steering-group": 4, "resource-team": 10}  # a year
ZOOM_MS = 700  # away, and there
COUNT = """() => {
  const moments = (window.moments = []);
  const frame = (now) => {
    moments.push(now);
    if (window.moments === moments) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
COUNTED = """() => {
  const { moments } = window;
  window.moments = undefined;
  return moments;
}"""
# The browser's own word for when something was first seen, and when the picture stood.
PAINTED = """() => {
  const first = performance.getEntriesByName('first-contentful-paint')[0];
  const page = performance.getEntriesByType('navigation')[0];
  return [first ? first.startTime : -1, page.responseEnd, page.domContentLoadedEventEnd];
}"""
# Style, layout and painting of the picture alone, from the moment it is put in until the frame that shows it.
DRAWN = """async () => {
  const stage = document.querySelector('.ss-year-stage');
  const markup = stage.innerHTML;
  stage.innerHTML = '';
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const began = performance.now();
  stage.innerHTML = markup;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""


def cases() -> Iterator[dict[str, Any]]:
    with serving() as port:
        school, reader = build(ACTIVITIES)
        yield from _geometry()
        yield _svg(school, reader)
        cookie = _session(reader)
        yield from _pages(port, school, cookie)
        yield from _browser(port, school, cookie)
        home, owner = build_schools(SCHOOLS)
        yield _municipality(port, home, owner)


def build(count: int) -> tuple[Any, Any]:
    """A school with so many things in its year: meetings of its arenas, milestones, follow-ups, own activities."""
    from samspill.arenas.actions import open_arenas
    from samspill.followups.models import Followup
    from samspill.meetings.models import Meeting
    from samspill.people.actions import add_person, add_unit, make_municipality, take_position
    from samspill.projects.actions import join, start_project
    from samspill.wheel.models import Activity

    at = datetime.now(UTC)
    first = date(at.year if at.month >= 8 else at.year - 1, 8, 1)
    who = {"acting": None, "at": at}
    home = make_municipality(name="Storvik", office="Storvik kommune, oppvekst", number="9904", **who)
    school = add_unit(home, kind="school", name="Fjord skole", lowest_grade=1, highest_grade=10, **who)
    leader = add_person(name="Leder", email="leder@example.org", **who)
    take_position(leader, school, profession="school_leader", since=first, grades=[], **who)
    project = start_project(home, method="log", starts=first, acting=leader, at=at)
    join(project, school, joined=first, acting=leader, at=at)
    arenas = open_arenas(project, school, level="school", since=first, acting=leader, at=at)
    days = [first + timedelta(days=(number * 37) % 330 + 10) for number in range(count)]
    days = [day - timedelta(days=max(0, day.weekday() - 4)) for day in days]
    meetings, promised = count * 6 // 10, count * 2 // 10
    Meeting.objects.bulk_create(
        Meeting(arena=arenas[number % len(arenas)], on=day, minutes=60) for number, day in enumerate(days[:meetings])
    )
    Followup.objects.bulk_create(
        Followup(arena=arenas[number % len(arenas)], text=f"Oppgave {number}", who=leader, by=day, made_at=at)
        for number, day in enumerate(days[meetings : meetings + promised])
    )
    Activity.objects.bulk_create(
        Activity(
            ring="school" if number % 3 else "municipality",
            unit=school,
            title=f"Aktivitet {number} for hele skolen",
            starts=day,
            until=day + timedelta(days=(number % 5) * 3),
        )
        for number, day in enumerate(days[meetings + promised :])
    )
    return school, leader


def build_schools(count: int) -> tuple[Any, Any]:
    """A municipality of so many schools whose teams have a plan of three years and a meeting for most of its lines."""
    from samspill.arenas.models import Arena
    from samspill.meetings.models import Meeting
    from samspill.people.actions import add_person, make_municipality, take_position
    from samspill.people.models import Unit
    from samspill.people.queries import office_of
    from samspill.projects.actions import start_project
    from samspill.projects.models import Participation
    from samspill.wheel.models import Occasion

    at = datetime.now(UTC)
    first = date(at.year - (at.month < 8), 8, 1)
    who = {"acting": None, "at": at}
    home = make_municipality(name="Storbyen", office="Storbyen kommune, oppvekst", number="9905", **who)
    owner = add_person(name="Eier", email="eier@example.org", **who)
    take_position(owner, office_of(home), profession="school_owner", since=first, grades=[], **who)
    project = start_project(home, method="log", starts=first, acting=owner, at=at)
    named = [Unit(municipality=home, kind="school", name=f"Skole {number}") for number in range(count)]
    schools = Unit.objects.bulk_create(named)
    Participation.objects.bulk_create(Participation(project=project, unit=one, joined=first) for one in schools)
    arenas = Arena.objects.bulk_create(
        Arena(project=project, unit=one, kind=kind, since=first) for one in schools for kind in MET
    )
    laid = [
        Occasion(
            project=project, unit=arena.unit, arena=arena, activity=f"{arena.kind}-meetings", **_window(first, turn)
        )
        for arena in arenas
        for turn in _turns(arena.kind)
    ]
    Occasion.objects.bulk_create(laid)
    Meeting.objects.bulk_create(Meeting(arena=one.arena, on=one.on, minutes=90) for one in laid if one.pk % 5)
    return home, owner


def _turns(kind: str) -> Iterator[int]:
    """The months, from August of the first year, in which it meets."""
    apart = 10 // MET[kind]
    yield from (12 * year + month * apart for year in range(YEARS) for month in range(MET[kind]))


def _window(first: date, month: int) -> dict[str, date]:
    from samspill.core.schoolyear.periods import add_months

    begins = add_months(first, month)
    return {"earliest": begins, "on": begins + timedelta(days=10), "latest": begins + timedelta(days=27)}


def _municipality(port: int, home: Any, owner: Any) -> dict[str, Any]:
    from samspill.wheel.year import Whose

    path, visitor = f"/wheel/municipality/{home.pk}/", Visitor(port, _session(owner))
    visitor.get(path)
    times = [visitor.get(path)[1] for _turn in range(TURNS)]
    reading = _reading(Whose(municipality=home), owner)
    found, queries = _counted(reading)
    return {
        "case": f"request, municipality of {SCHOOLS} schools",
        "activities": found,
        "median_ms": round(median(times), 1),
        "queries_read": queries,
        "cpu_read_ms": _cpu(lambda: _read(reading)),
        "within_goal": median(times) <= WHOLE_GOAL_MS,
    }


def _reading(whose: Any, reader: Any) -> Any:
    from django.utils import timezone

    from samspill.config.actor import actor_for
    from samspill.core.schoolyear import SchoolYear
    from samspill.wheel.year import Reading

    today = timezone.localdate()
    return Reading(whose, SchoolYear.of(today), actor_for(reader, today), today)


def _read(reading: Any) -> Any:
    from samspill.wheel.year_reading import read

    return read(reading)


def _counted(reading: Any) -> tuple[int, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _read(reading)
    with CaptureQueriesContext(connection) as captured:
        found = _read(reading)
    return len(found.happenings), len(captured)


def _geometry() -> Iterator[dict[str, Any]]:
    """The core alone, for a year and for a quarter."""
    from samspill.core.schoolyear import SchoolYear
    from samspill.core.yearwheel import Dial, draw, quarters
    from samspill.core.yearwheel.tests.strategies import MONTHS, RINGS, full_year

    events = full_year(ACTIVITIES)
    for name, period in (("year", SchoolYear(2026).period), ("quarter", quarters(SchoolYear(2026))[1])):
        dial = Dial.of(period)
        spent = _cpu(lambda dial=dial: draw(dial, RINGS, events, months=MONTHS))
        yield {"case": f"geometry, {name}", "activities": ACTIVITIES, "cpu_ms": spent}


def _svg(school: Any, reader: Any) -> dict[str, Any]:
    """Geometry and markup together, from what was read."""
    from django.template.loader import render_to_string

    from samspill.wheel.year import Whose
    from samspill.wheel.year_pages import shown

    reading = _reading(Whose(unit=school), reader)
    found = _read(reading)

    def drawn() -> str:
        return render_to_string(
            "wheel/_wheel_picture.html", shown(found, reading.whose, reading.year, 0, reading.today)
        )

    spent = _cpu(drawn)
    return {
        "case": "svg",
        "activities": len(found.happenings),
        "characters": len(drawn()),
        "cpu_ms": spent,
        "cpu_read_ms": _cpu(lambda: _read(reading)),
        "within_goal": spent <= GOAL_MS,
    }


def _cpu(work: Callable[[], object]) -> float:
    """The median processor time of one turn, in milliseconds."""
    work()
    times = []
    for _turn in range(TURNS):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return round(median(times), 1)


def _pages(port: int, school: Any, cookie: str) -> Iterator[dict[str, Any]]:
    visitor = Visitor(port, cookie)
    wheel = f"/wheel/unit/{school.pk}/"
    for name, path in (
        ("ok", "/bench/ok/"),
        ("year", wheel),
        ("quarter", f"{wheel}?part=2"),
        ("table", f"{wheel}?view=table"),
    ):
        visitor.get(path)
        times = [visitor.get(path)[1] for _turn in range(TURNS)]
        yield {"case": f"request, {name}", "n": TURNS, "median_ms": round(median(times), 1)}


def _browser(port: int, school: Any, cookie: str) -> Iterator[dict[str, Any]]:
    from playwright.sync_api import sync_playwright

    from tools.bootstrap import find_browser

    name, _is, value = cookie.partition("=")
    with sync_playwright() as kit:
        browser = kit.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
        spent = _Spent(page)
        page.goto(f"http://127.0.0.1:{port}/wheel/unit/{school.pk}/", timeout=PATIENCE_MS)
        page.wait_for_timeout(1000)
        seen, answered, ready = (round(one) for one in page.evaluate(PAINTED))
        yield {
            "case": "first paint",
            "after_answer_ms": seen - answered,
            "seen_ms": seen,
            "ready_ms": ready,
            **spent.since(),
        }
        times = [page.evaluate(DRAWN) for _turn in range(TURNS)]
        drawn = round(median(times), 1)
        yield {"case": "picture", "drawn_ms": drawn, "within_goal": drawn <= GOAL_MS, **spent.since(TURNS)}
        yield _frames(page, spent, "idle", None)
        for part in (1, 0, 3):
            yield _frames(page, spent, f"zoom to {part or 'the year'}", part)
        browser.close()


def _frames(page: Any, spent: _Spent, case: str, part: int | None) -> dict[str, Any]:
    """Frames from the click until the quarter's own drawing stands; `cpu_…` is for each of them.

    `swap_ms` is the longest wait for one: the page's thread puts the new drawing in while nothing is seen of either.
    """
    spent.since()
    page.evaluate(COUNT)
    if part is not None:
        page.evaluate("(part) => document.querySelectorAll('[data-parts] a')[part].click()", part)
        page.wait_for_selector(f'[data-wheel][data-part="{part}"]', timeout=PATIENCE_MS)
    page.wait_for_timeout(ZOOM_MS)
    moments = page.evaluate(COUNTED)
    gaps = [after - before for before, after in pairwise(moments)]
    swap, moving = max(gaps), sum(gaps) - max(gaps)
    return {
        "case": case,
        "frames": len(gaps),
        "frames_per_s": round(1000 * (len(gaps) - 1) / moving, 1),
        "median_ms": round(median(gaps), 1),
        "swap_ms": round(swap, 1),
        **spent.since(len(gaps)),
        "within_goal": median(gaps) <= FRAME_MS + 1,
    }
