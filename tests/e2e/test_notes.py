"""Two people write one text: at once, without network, over a lock, and past a server that was killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from samspill.notes import actions
from samspill.notes.queries import lines
from samspill.notes.tests.speaking import AT, Town, town
from samspill.people.models import Person
from tests.browser import Complaints
from tools import session

pytestmark = pytest.mark.e2e
WAITING = "Waiting for the network. What you write is kept on this device."


@pytest.fixture
def place(live: str, settings: object) -> Town:
    settings.ROOT_URLCONF = "tests.e2e.note_page"
    Person.objects.update(language="en")
    made = town()
    Person.objects.update(language="en")
    return made


@pytest.fixture
def opened(browser: Browser, live: str, place: Town, complaints: Complaints) -> Iterator[Callable[[Person], Page]]:
    """A browser of one's own for each who opens the page."""
    contexts: list[BrowserContext] = []

    def open_as(person: Person) -> Page:
        context = browser.new_context(reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": session.key_for(person), "url": live}])
        page = context.new_page()
        complaints.listen(page, live)
        page.goto(f"{live}/minutes/{place.note.pk}/")
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints.left() == []


def text(page: Page, item: str = "First item") -> Locator:
    return page.get_by_role("textbox", name=item)


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-standing]").first).to_have_text(words)


def write(page: Page, words: str) -> None:
    text(page).press("Control+End")
    text(page).press_sequentially(words)


def test_two_writers_ten_seconds_without_network_and_a_lock(
    place: Town, opened: Callable[[Person], Page], complaints: Complaints, axe: Callable[..., list[str]]
) -> None:
    anna, bo = opened(place.anna), opened(place.bo)
    says(anna, "Saved")
    says(bo, "Saved")

    write(anna, "Anna skriver")
    expect(text(bo)).to_have_text("Anna skriver")
    write(bo, " og Bo")
    expect(text(anna)).to_have_text("Anna skriver og Bo")
    expect(anna.locator("[data-here]").first).to_have_text("Here now: Anna Lund, Bo Dahl")

    complaints.expect("WebSocket|ERR_INTERNET_DISCONNECTED")
    anna.context.set_offline(True)
    says(anna, WAITING)
    write(anna, "\nuten nett")
    write(bo, "\nmed nett")
    expect(text(bo)).not_to_contain_text("uten nett")
    anna.context.set_offline(False)
    expect(text(bo)).to_contain_text("uten nett")
    expect(text(anna)).to_contain_text("med nett")
    says(anna, "Saved")
    assert text(anna).inner_text() == text(bo).inner_text()

    anna.get_by_role("button", name="Show who wrote what").first.click()
    expect(text(anna).locator(".ss-note-writer")).to_have_count(3)
    assert axe(anna) == []
    actions.extract(place.note, AT)
    assert {line.text: line.author for line in lines(place.note, "item-1")} == {
        "Anna skriver og Bo": place.anna,
        "uten nett": place.anna,
        "med nett": place.bo,
    }

    actions.lock(place.note, acting=place.anna, at=AT)
    says(bo, "The text is locked. It can be read, not changed.")
    expect(text(bo)).to_have_attribute("contenteditable", "false")
