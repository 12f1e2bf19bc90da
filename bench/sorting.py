"""Sorting what was said at a conference of 60 groups and 2,000 statements: pages, and what the hand feels in a browser.

Goals: filter ≤ 100 ms, drag at 60 frames, suggestions ≤ 5 s. Each figure stands twice. `painted_…` and `frames_per_s`
are what the clock says, which a busy machine makes worse; an idle mouse over the same page is counted beside them.
`cpu_…` is the processor time of the page's thread (script, style, layout, painting; not the compositor's own thread),
of this process for suggestions, and does not know about the load. Suggestions are asked twice: the first time words are
read, and the library of numbers is loaded, as in a queue that has just been started.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from bench.server import Visitor, serving

STATEMENTS, GROUPS, ROUNDS, THEMES = 2000, 60, 2, 12
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FILTER_GOAL_MS, SUGGEST_GOAL_S, FRAME_MS = 100, 5, 1000 / 60
PATIENCE_MS = 120_000  # of a busy machine
TYPED = ("e", "el", "elev", "mobil", "ø", "nettvett skole", "")

# From a key until the frame that shows the answer is painted.
FILTER = """async (word) => {
  const field = document.querySelector('#filter-q');
  const began = performance.now();
  field.value = word;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""
COUNT = """() => {
  const counted = (window.counted = { frames: 0, began: performance.now() });
  const frame = () => {
    counted.frames += 1;
    if (window.counted === counted) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
COUNTED = """() => {
  const { frames, began } = window.counted;
  window.counted = undefined;
  return [frames, performance.now() - began];
}"""
PARTS = {"script": "ScriptDuration", "style": "RecalcStyleDuration", "layout": "LayoutDuration", "all": "TaskDuration"}
MOVES = 120


def cases() -> Iterator[dict[str, Any]]:
    with serving() as port:
        conference, reader = _build()
        cookie = _session(reader)
        yield from _pages(port, conference, cookie)
        yield from (_suggestions(conference, when) for when in ("first", "again"))
        yield from _browser(port, conference, cookie)


def _build() -> tuple[Any, Any]:
    """A school with one conference, its statements said by invented groups; every second one is in a theme."""
    from samspill.conferences.actions.conferring import add_session, call_conference
    from samspill.conferences.codes import new_code
    from samspill.conferences.models import Coding, Group, Point, Theme
    from samspill.core.coding.tests.corpus import FIRST_SET, SECOND_SET, table_talk
    from samspill.people.actions import add_person, add_unit, make_municipality, take_position
    from samspill.people.queries import office_of
    from samspill.projects.actions import join, start_project

    at = datetime.now(UTC)
    day, who = at.date(), {"acting": None, "at": at}
    home = make_municipality(name="Storvik", office="Storvik kommune, oppvekst", number="9904", **who)
    school = add_unit(home, kind="school", name="Fjord skole", **who)
    leader = add_person(name="Leder", email="leder@example.org", **who)
    take_position(leader, school, profession="school_leader", since=day - timedelta(days=300), grades=[], **who)
    owner = add_person(name="Eier", email="eier@example.org", **who)
    take_position(owner, office_of(home), profession="school_owner", since=day - timedelta(days=300), grades=[], **who)
    project = start_project(home, method="log", starts=day - timedelta(days=200), acting=owner, at=at)
    join(project, school, joined=day - timedelta(days=200), acting=owner, at=at)
    made = call_conference(project, school, title="Stor konferanse", on=day, **who)
    groups = []
    for turn in range(ROUNDS):
        session = add_session(made, kind="groups", form="mixed", theme=f"Runde {turn + 1}", minutes=45, **who)
        rows = [Group(session=session, number=n + 1, code=new_code()) for n in range(GROUPS // ROUNDS)]
        groups += Group.objects.bulk_create(rows)
    said = table_talk(FIRST_SET + SECOND_SET, STATEMENTS, seed=5)
    points = Point.objects.bulk_create(
        Point(group=groups[n % GROUPS], text=line.text, place=n, first_at=at, changed_at=at)
        for n, line in enumerate(said)
    )
    themes = Theme.objects.bulk_create(
        Theme(conference=made, name=f"Tema {n + 1}", place=n, made_at=at) for n in range(THEMES)
    )
    Coding.objects.bulk_create(
        Coding(theme=themes[n % THEMES], point=point, coder=leader, at=at) for n, point in enumerate(points) if n % 2
    )
    return made, leader


def _session(reader: Any) -> str:
    from django.conf import settings

    from tools import session

    return f"{settings.SESSION_COOKIE_NAME}={session.key_for(reader)}"


def _pages(port: int, conference: Any, cookie: str) -> Iterator[dict[str, Any]]:
    visitor = Visitor(port, cookie)
    home = f"/conference/{conference.pk}"
    for name, path, turns in (
        ("ok", "/bench/ok/", 20),
        ("every statement", f"{home}/statements/", 7),
        ("what others sorted", f"{home}/statements/now/?seen=", 15),
        ("nothing new", f"{home}/statements/now/?seen={_mark(conference)}", 15),
        ("how far", f"{home}/statements/how-far/", 7),
    ):
        visitor.get(path)
        answers = [visitor.get(path) for _turn in range(turns)]
        times = [ms for status, ms in answers if status in (200, 204)]
        yield {"case": name, "statements": STATEMENTS, "n": len(times), "median_ms": round(median(times), 1)}


def _mark(conference: Any) -> str:
    from samspill.conferences.code_queries import mark_of

    return mark_of(conference)


def _suggestions(conference: Any, when: str) -> dict[str, Any]:
    from samspill.conferences.code_bridge import suggested

    began, worked = time.perf_counter(), time.process_time()
    found = suggested(conference)
    spent, cpu = time.perf_counter() - began, time.process_time() - worked
    counts = {kind: len(rows) for kind, rows in found.items()}
    within = spent <= SUGGEST_GOAL_S
    return {
        "case": f"suggestions, {when}",
        **counts,
        "s": round(spent, 2),
        "cpu_s": round(cpu, 2),
        "within_goal": within,
    }


def _browser(port: int, conference: Any, cookie: str) -> Iterator[dict[str, Any]]:
    from playwright.sync_api import sync_playwright

    from tools.bootstrap import find_browser

    name, _is, value = cookie.partition("=")
    with sync_playwright() as kit:
        browser = kit.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
        spent = _Spent(page)
        page.goto(f"http://127.0.0.1:{port}/conference/{conference.pk}/statements/", timeout=PATIENCE_MS)
        page.wait_for_selector("[data-awake]", timeout=PATIENCE_MS)
        page.wait_for_timeout(1000)
        yield {"case": "page in a browser", "characters": len(page.content()), **spent.since()}
        yield from _filter(page, spent)
        yield _moved(page, spent, "idle mouse", pressed=False)
        yield _moved(page, spent, "drag", pressed=True)
        browser.close()


class _Spent:
    """The processor time of a page's thread."""

    def __init__(self, page: Any) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.before = self._read()

    def _read(self) -> dict[str, float]:
        given = {one["name"]: one["value"] * 1000 for one in self.session.send("Performance.getMetrics")["metrics"]}
        return {part: given[name] for part, name in PARTS.items()}

    def since(self, parts: int = 1) -> dict[str, float]:
        """Milliseconds since it was asked last, for each of so many parts."""
        before, self.before = self.before, self._read()
        return {f"cpu_{part}_ms": round((now - before[part]) / parts, 2) for part, now in self.before.items()}


def _filter(page: Any, spent: _Spent) -> Iterator[dict[str, Any]]:
    """Each word after the one before; the last one takes all back."""
    spent.since()
    painted = []
    for word in TYPED:
        painted.append(page.evaluate(FILTER, word))
        shown = page.text_content("#code-count")
        yield {"case": "filter", "typed": word, "shown": shown, "painted_ms": round(painted[-1], 1), **spent.since()}
    yield {
        "case": "filter, all",
        "painted_median_ms": round(median(painted), 1),
        "painted_max_ms": round(max(painted), 1),
        "within_goal": max(painted) <= FILTER_GOAL_MS,
    }


def _moved(page: Any, spent: _Spent, case: str, *, pressed: bool) -> dict[str, Any]:
    """A real mouse over the statements and the themes; `cpu_…` is for each of its moves."""
    grip = page.locator("[data-grip]").first.bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    if pressed:
        page.mouse.down()
    spent.since()
    page.evaluate(COUNT)
    for turn in range(MOVES):
        page.mouse.move(40 + turn * 10, 300 + (turn % 40) * 10)
    frames, lasted = page.evaluate(COUNTED)
    cpu = spent.since(MOVES)
    page.keyboard.press("Escape")
    page.mouse.up()
    per_second = round(1000 * frames / lasted, 1)
    return {"case": case, "frames_per_s": per_second, **cpu, "within_goal": cpu["cpu_all_ms"] <= FRAME_MS}
