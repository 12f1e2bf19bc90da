"""Two phones of one group: what one writes the other sees, without a net nothing is lost, and two texts are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect

from samspill.conferences.models import Group, Point
from tests.browser import Complaints
from tests.cast import adopt, assemble
from tests.conferring import say, seated, with_people

PHONE: ViewportSize = {"width": 375, "height": 760}
Join = Callable[[], Page]


@pytest.fixture
def group(live: str) -> Group:
    made = seated(with_people(adopt(assemble()), on=timezone.localdate()))[0]
    say(made, "Begin the day together")
    return made


@pytest.fixture
def join(browser: Browser, live: str, group: Group, complaints: Complaints) -> Iterator[Join]:
    """Another phone that has scanned the group's code."""
    contexts = []

    def phone() -> Page:
        context = browser.new_context(locale="en-GB", viewport=PHONE, reduced_motion="reduce", has_touch=True)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        complaints.listen(page, live)
        page.goto(f"{live}/k/{group.code}/")
        expect(page.locator(".ss-point")).not_to_have_count(0)
        return page

    yield phone
    for context in contexts:
        context.close()


def write(page: Page, text: str) -> None:
    page.get_by_label("Write a statement").fill(text)
    page.get_by_label("Write a statement").press("Enter")


def states(page: Page) -> list[str]:
    return [one.strip() for one in page.locator(".ss-point [data-word]").all_inner_texts()]


@pytest.mark.e2e
def test_an_hour_without_a_net_costs_nothing(join: Join, group: Group, complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    here, away = join(), join()
    write(here, "Quiet corners")
    expect(away.get_by_text("Quiet corners")).to_be_visible()

    away.context.set_offline(True)
    write(away, "Soup on Mondays")
    away.get_by_role("link", name="Change").first.click()
    write(away, "Begin the day together, outside")
    here.get_by_role("link", name="Change").first.click()
    write(here, "Begin the day together, singing")
    expect(here.locator("[data-standing=saved]")).to_have_count(2)
    waiting = states(away)
    away.context.set_offline(False)

    expect(here.get_by_text("Soup on Mondays")).to_be_visible()
    expect(away.locator("[data-standing=waiting]")).to_have_count(0)
    assert waiting.count("Waiting: kept on this phone") == 2
    expect(here.locator(".ss-point-besides:visible")).to_contain_text("Two phones wrote this at the same time.")
    here.get_by_role("button", name="Keep this one").click()
    expect(away.get_by_text("Begin the day together, outside")).to_be_visible()
    expect(away.get_by_text("singing")).to_have_count(0)
    assert Point.objects.filter(group=group, removed_at=None).count() == 3


@pytest.mark.e2e
def test_a_group_chooses_hands_in_and_calls(join: Join, group: Group, axe: Callable[[Page], list[str]]) -> None:
    page = join()
    for text in ("Quiet corners", "Soup on Mondays"):
        write(page, text)
    expect(page.locator("[data-standing=saved]")).to_have_count(3)

    page.get_by_role("button", name="Remove").first.click()
    page.get_by_role("button", name="Put back").click()
    page.get_by_role("button", name="Down").first.click()
    expect(page.locator("[data-standing=waiting]")).to_have_count(0)
    for box in page.get_by_role("checkbox", name="To the plenary").all():
        box.check()
    page.get_by_role("button", name="Hand in for the plenary").click()
    page.get_by_role("button", name="Call the facilitator").click()

    expect(page.get_by_text("Handed in.")).to_be_visible()
    expect(page.get_by_text("The facilitator has been called")).to_be_visible()
    assert axe(page) == []
    order = Point.objects.filter(group=group).order_by("plenary").values_list("text", flat=True)
    assert list(order) == ["Quiet corners", "Begin the day together", "Soup on Mondays"]
