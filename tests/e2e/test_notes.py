"""Two people write one text: at once, without network, over a lock, and past a server that was killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from samspill.notes import actions
from samspill.notes.queries import lines
from samspill.notes.tests.speaking import AT, Town, town
from samspill.people.models import Person
from tests.browser import ROOT, Complaints
from tests.e2e.keys import to_the_end

pytestmark = pytest.mark.e2e
WAITING = "Waiting for the network. What you write is kept on this device."
LOST = "WebSocket|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED"
Open = Callable[..., Page]


@pytest.fixture
def place(live: str, settings: object) -> Town:
    settings.ROOT_URLCONF = "tests.e2e.note_page"
    made = town()
    Person.objects.update(language="en")
    return made


@pytest.fixture
def opened(enter: Callable[..., Page], live: str, place: Town) -> Open:
    """A browser of one's own for each who opens the page."""
    return lambda person, home=live: enter(person, f"/minutes/{place.note.pk}/", home)


def text(page: Page) -> Locator:
    return page.get_by_role("textbox", name="First item")


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-standing]").first).to_have_text(words)


def write(page: Page, words: str) -> None:
    to_the_end(text(page))
    text(page).press_sequentially(words)


def test_two_writers_a_lost_network_and_who_wrote_what(
    place: Town, opened: Open, complaints: Complaints, axe: Callable[..., list[str]]
) -> None:
    complaints.expect(LOST)
    anna, bo = opened(place.anna), opened(place.bo)
    anna.evaluate("addEventListener('samspill:typed', (event) => (document.body.dataset.heard = event.detail.text))")

    write(anna, "Anna skriver")
    expect(anna.locator("body")).to_have_attribute("data-heard", "Anna skriver")
    expect(text(bo)).to_have_text("Anna skriver")
    write(bo, " og Bo")
    expect(text(anna)).to_have_text("Anna skriver og Bo")
    expect(anna.locator("[data-here]").first).to_have_text("Here now: Anna Lund, Bo Dahl")
    anna.context.set_offline(True)
    says(anna, WAITING)
    write(anna, "\nuten nett")
    write(bo, "\nmed nett")
    says(bo, "Saved")
    anna.context.set_offline(False)
    says(anna, "Saved")
    expect(text(bo)).to_contain_text("uten nett")
    anna.get_by_role("button", name="Show who wrote what").first.click()

    expect(text(anna).locator(".ss-note-writer")).to_have_count(3)
    assert axe(anna) == []
    actions.extract(place.note, AT)
    assert {line.text: line.author for line in lines(place.note, "item-1")} == {
        "Anna skriver og Bo": place.anna,
        "uten nett": place.anna,
        "med nett": place.bo,
    }


def test_an_editor_that_is_swapped_out_and_in_goes_on(place: Town, opened: Open) -> None:
    anna = opened(place.anna)
    write(anna, "først")
    says(anna, "Saved")

    anna.evaluate("""() => {
        const [first, second] = document.querySelectorAll('[data-live-note]');
        const copy = second.cloneNode(true);
        copy.dataset.field = first.dataset.field;
        first.remove();
        second.replaceWith(copy);
        document.body.dispatchEvent(new Event('htmx:after:process', {bubbles: true}));
    }""")

    swapped = anna.get_by_role("textbox", name="Second item")
    expect(swapped).to_have_text("først")


def test_what_a_lock_refuses_stays_with_its_writer(place: Town, opened: Open, complaints: Complaints) -> None:
    complaints.expect(LOST)
    anna = opened(place.anna)
    write(anna, "før ")
    says(anna, "Saved")

    anna.context.set_offline(True)
    write(anna, "for sent")
    actions.lock(place.note, acting=place.bo, at=AT)
    anna.context.set_offline(False)
    expect(anna.locator("[data-standing]").first).to_contain_text("Not saved: the text was locked")
    says_of_second = anna.locator("[data-standing]").nth(1)

    expect(says_of_second).to_have_text("The text is locked. It can be read, not changed.")
    expect(text(anna)).to_have_text("før for sent")
    expect(text(anna)).to_have_attribute("contenteditable", "false")
    anna.get_by_role("button", name="Throw away what is only here").click()
    expect(text(anna)).to_have_text("før")
    says(anna, "The text is locked. It can be read, not changed.")


@pytest.fixture
def own_server(live: str, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start `samspill serve` on the test's database, on the same port each time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    database = connection.settings_dict
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "DJANGO_SETTINGS_MODULE": "tests.e2e.note_settings",
        "SAMSPILL_DATA": str(tmp_path / "data"),
        "SAMSPILL_DEMO": "0",
        "SAMSPILL_POOL": "8",
        "SAMSPILL_SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "-m", "samspill", "serve", "--port", str(port)]
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        assert any("Samspill is ready" in line for line in process.stdout)
        return process

    start.home = f"http://127.0.0.1:{port}"  # type: ignore[attr-defined]
    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=10)


def test_a_killed_server_loses_nothing_that_was_typed(
    place: Town, opened: Open, complaints: Complaints, own_server: Callable[[], subprocess.Popen[str]]
) -> None:
    complaints.expect(LOST)
    server, home = own_server(), own_server.home
    anna = opened(place.anna, home)
    write(anna, "før, ")
    says(anna, "Saved")

    server.kill()
    says(anna, WAITING)
    write(anna, "og etter")
    expect(anna.locator("[data-live-note][data-kept]")).to_have_count(2)
    context = anna.context
    anna.close()
    server = own_server()
    anna = context.new_page()
    anna.goto(f"{home}/minutes/{place.note.pk}/")

    expect(text(anna)).to_have_text("før, og etter")
    says(anna, "Saved")
    server.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert server.wait(10) == 0
    assert time.monotonic() - began < 5, "It waited for sockets that nobody closes."
    assert [line.text for line in lines(place.note)] == ["før, og etter"]
