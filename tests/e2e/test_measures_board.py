"""A card on the board of measures goes where it is dropped: to the step's own page, where nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from samspill.people.models import Person
from tests.cast import adopt, assemble
from tests.measures import at_stage

pytestmark = pytest.mark.e2e


def test_dropping_a_card_and_choosing_from_its_list_lead_to_the_same_step(
    page: Page, live: str, sign_in: Callable[[Person], None]
) -> None:
    cast = adopt(assemble())
    measure = at_stage(cast, "analysed")
    board = f"{live}/school/{cast.school.pk}/measures/"
    sign_in(cast.leader)

    page.goto(board)
    page.locator("[data-grip]").drag_to(page.locator('[data-stage="heard"]'))
    page.wait_for_url("**/to/**")
    dropped = page.url
    page.goto(board)
    page.locator("summary").filter(has_text=measure.title).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/to/**")

    assert page.url == dropped
    measure.refresh_from_db()
    assert measure.phase == "analysed"
