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
    from django.utils import timezone

    from samspill.config.actor import actor_for
    from samspill.core.schoolyear import SchoolYear
    from samspill.wheel.year import Reading, Whose
    from samspill.wheel.year_pages import shown
    from samspill.wheel.year_reading import read

    today = timezone.localdate()
    whose, year = Whose(unit=school), SchoolYear.of(today)
    reading = Reading(whose, year, actor_for(reader, today), today)
    found = read(reading)

    def drawn() -> str:
        return render_to_string("wheel/_wheel_picture.html", shown(found, whose, year, 0, today))

    spent = _cpu(drawn)
    return {
        "case": "svg",
        "activities": len(found.happenings),
        "characters": len(drawn()),
        "cpu_ms": spent,
        "cpu_read_ms": _cpu(lambda: read(reading)),
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
