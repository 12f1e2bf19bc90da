from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspill.people.models import Unit
from tests.cast import assemble

pytestmark = pytest.mark.e2e

REGISTER = "kommunenr,kommune,navn,orgnr\n9901,Sundvik,Ny skole,975283046\n"


def press_until(page: Page, name: str) -> None:
    """Walk with the tab key to the button of that name, and press it."""
    button = page.get_by_role("main").get_by_role("button", name=name, exact=True)
    for _ in range(60):
        if button.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_register_comes_in_by_keyboard_alone(page: Page, live: str, sign_in: Any, axe: Any, width: int) -> None:
    cast = assemble()
    sign_in(cast.owner)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live}/import/")
    assert axe(page) == []

    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    file = {"name": "register.csv", "mimeType": "text/csv", "buffer": REGISTER.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    press_until(page, "Read the file")
    expect(page.get_by_text("Ny skole")).to_be_visible()
    assert axe(page) == []
    press_until(page, "Import")

    expect(page.get_by_text("The file has been imported.")).to_be_visible()
    assert Unit.objects.filter(name="Ny skole").exists()
