"""Going about a page by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

STEPS = 150


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the first of `wanted` has the focus."""
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        if wanted.first.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {wanted}.")


def follow(page: Page, wanted: Locator) -> None:
    """Tab to a link or a button, and press it."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")
