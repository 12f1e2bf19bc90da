"""Fixtures for the tests marked `e2e`: the real server, a real browser that complains, and axe.

    def test_the_board_can_be_read(page, live, sign_in, axe):
        sign_in(tuva)
        page.goto(f"{live}/board/")
        assert axe(page) == []

A console error, an uncaught exception, a failed request or a request to another host fails the test, unless it said
before that it will come: `complaints.expect("status of 422")`.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import pytest
import uvicorn
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools import session
from tools.bootstrap import find_browser

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Complaints:
    """What the browser was unhappy with."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        self.expected.append(re.compile(pattern))

    def left(self) -> list[str]:
        return [one for one in self.heard if not any(pattern.search(one) for pattern in self.expected)]

    def listen(self, page: Page, home: str) -> None:
        page.on("console", lambda said: self.heard.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(f"uncaught: {error}"))
        page.on("requestfailed", lambda request: self._lost(request.url, str(request.failure)))
        page.on("request", lambda request: self._stranger(request.url, home))

    def _lost(self, url: str, why: str) -> None:
        if "ERR_ABORTED" not in why:  # whoever goes on to the next page does not wait for the last one's details
            self.heard.append(f"failed: {url} ({why})")

    def _stranger(self, url: str, home: str) -> None:
        if not url.startswith((home, "data:", "blob:", "about:")):
            self.heard.append(f"another host: {url}")


@pytest.fixture(scope="session")
def _pages(django_db_setup: None) -> Iterator[str]:
    """Answer as in production: uvicorn, and Django as WSGI in threads."""
    from samspill.config.asgi import SOCKETS, application

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=2, **SOCKETS))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


class Asked:
    """The requests that are being answered, also those that nobody waits for any more."""

    def __init__(self) -> None:
        self._open = 0
        self._lock = threading.Lock()

    def count(self, change: int) -> None:
        with self._lock:
            self._open += change

    def begun(self, **_more: object) -> None:
        self.count(1)

    def ended(self, **_more: object) -> None:
        self.count(-1)

    def __enter__(self) -> Self:
        request_started.connect(self.begun)
        request_finished.connect(self.ended)
        return self

    def __exit__(self, *_why: object) -> None:
        request_started.disconnect(self.begun)
        request_finished.disconnect(self.ended)

    @property
    def answered(self) -> bool:
        return self._open <= 0


@pytest.fixture
def live(_pages: str, transactional_db: None) -> Iterator[str]:
    """Give the address of the running server; what a test writes is gone after it."""
    from samspill.config.asgi import conferences, notes

    with Asked() as asked:
        yield _pages
        # Emptying the tables while the server still answers, or puts a closed note away, ends in a deadlock.
        until = time.monotonic() + 10
        while not (asked.answered and notes.at_rest and conferences.at_rest) and time.monotonic() < until:
            time.sleep(0.01)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_browser()
    assert program, "No Chromium was found. “make test” installs one, or says how."
    # Playwright's own loop runs in this thread, and Django would take the test's queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", reduced_motion="reduce")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, live: str, complaints: Complaints) -> Iterator[Page]:
    opened = context.new_page()
    complaints.listen(opened, live)
    yield opened
    opened.close()
    assert complaints.left() == []


@pytest.fixture
def enter(browser: Browser, live: str, complaints: Complaints) -> Iterator[Callable[..., Page]]:
    """Let somebody open a path in a browser of her own; `device` is what a browser context takes, as its screen."""
    contexts: list[BrowserContext] = []

    def as_person(person: AbstractBaseUser, path: str = "/", home: str = live, **device: Any) -> Page:
        made = browser.new_context(timezone_id="Europe/Oslo", reduced_motion="reduce", **device)
        made.set_default_timeout(10_000)
        contexts.append(made)
        _carry(made, person, home)
        opened = made.new_page()
        complaints.listen(opened, home)
        opened.goto(home + path)
        return opened

    yield as_person
    for made in contexts:
        made.close()
    assert complaints.left() == []


def _carry(context: BrowserContext, person: AbstractBaseUser, home: str) -> None:
    """Give the browser the session of `person`."""
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.key_for(person), "url": home}
    context.add_cookies([cookie])  # type: ignore[list-item]


@pytest.fixture
def sign_in(context: BrowserContext, live: str) -> Callable[[AbstractBaseUser], None]:
    """Sign someone in without the form; a later call changes who it is."""

    def as_person(person: AbstractBaseUser) -> None:
        _carry(context, person, live)

    return as_person


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """List what WCAG 2.2 A and AA forbid on the page as it is now; `without` names rules another test has tried."""
    script = AXE.read_text()

    def violations(page: Page, without: Sequence[str] = ()) -> list[str]:
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(script)
        found = page.evaluate(
            """([tags, without]) => axe.run({
                runOnly: {type: 'tag', values: tags},
                rules: Object.fromEntries(without.map(rule => [rule, {enabled: false}])),
                resultTypes: ['violations'],
            })""",
            [WCAG, list(without)],
        )
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']}: {[node['target'] for node in rule['nodes']]}"
            for rule in found["violations"]
        ]

    return violations
