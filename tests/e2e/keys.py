"""Going about a page by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

STEPS = 150


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab (or Shift+Tab) until the first of `wanted` has the focus."""
    for _step in range(STEPS):
        page.keyboard.press(key)
        if wanted.first.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {wanted}.")


def follow(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Tab to a link or a button, and press it."""
    tab_to(page, wanted, key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go(page: Page, wanted: Locator) -> None:
    """The same on a page that has just been opened: past its head with the link that stands first."""
    skip(page)
    follow(page, wanted)


def skip(page: Page) -> None:
    """Past the head of the page. The answer to a form that was sent from there begins there too."""
    if page.url.endswith("#main"):
        return
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def to_the_end(field: Locator) -> None:
    """Go behind the last letter of a live text, and let its editor hear of it before the next key comes."""
    field.press("Control+End")
    field.evaluate("() => new Promise((heard) => setTimeout(() => requestAnimationFrame(() => setTimeout(heard))))")
