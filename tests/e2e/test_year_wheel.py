"""The year wheel in a browser: through the marks by keyboard, into a quarter and out, and in somebody else's frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from samspill.core.schoolyear import SchoolYear
from samspill.people.models import Person
from samspill.wheel.activity_actions import show_wheel
from samspill.wheel.models import Activity
from tests.cast import AT, Cast, assemble

pytestmark = pytest.mark.e2e
OUTSIDE = (
    "() => [...document.querySelectorAll('.ss-wheel text')].filter((text) => {"
    "const box = text.getBoundingClientRect(), stage = text.closest('.ss-year-stage').getBoundingClientRect();"
    "return box.width > 0 && (box.left < stage.left || box.right > stage.right"
    " || box.top < stage.top || box.bottom > stage.bottom); }).map((text) => text.textContent)"
)


@pytest.fixture
def cast(live: str) -> Cast:
    """Sundvik, read in English, with forty theme weeks at the school."""
    made = assemble()
    first = SchoolYear.of(timezone.localdate()).period.start
    days = [first + timedelta(days=8 * number + 3) for number in range(40)]
    named = [f"WIDE THEME WEEK NUMBER {number} ABOUT THE SEA" for number in range(40)]
    Activity.objects.bulk_create(
        Activity(ring="school", unit=made.school, title=title, starts=day, until=day, open=True, added_by=made.leader)
        for title, day in zip(named, days, strict=True)
    )
    Person.objects.update(language="en")
    return made


def test_marks_and_quarters_by_keyboard(
    page: Page, live: str, cast: Cast, sign_in: Callable[[Person], None], axe: Callable[..., list[str]]
) -> None:
    sign_in(cast.teacher)
    page.goto(f"{live}{reverse('wheel:year', args=['unit', cast.school.pk])}")
    expect(page.locator("a[data-mark]")).to_have_count(40)
    assert page.evaluate(OUTSIDE) == []

    page.locator("a[data-mark]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-said]")).to_contain_text("NUMBER 1 ABOUT")
    page.keyboard.press("End")
    expect(page.locator("[data-said]")).to_contain_text("NUMBER 39 ABOUT")

    expect(page.locator(".ss-year-bubble")).to_contain_text("NUMBER 39 ABOUT")
    page.keyboard.press("Escape")
    expect(page.locator(".ss-year-bubble")).to_be_hidden()
    page.locator("a[data-mark]").nth(3).hover()
    expect(page.locator(".ss-year-bubble")).to_contain_text("NUMBER 3 ABOUT")

    page.keyboard.press("+")
    expect(page.locator("[data-wheel]")).to_have_attribute("data-part", "4")
    expect(page).to_have_url(re.compile("part=4"))
    expect(page.locator("a[data-mark]").first).to_be_focused()
    assert axe(page) == []

    page.keyboard.press("-")
    expect(page.locator("[data-wheel]")).to_have_attribute("data-part", "0")
    page.go_back()
    expect(page.locator("[data-wheel]")).to_have_attribute("data-part", "4")
    page.go_back()
    expect(page.locator("[data-wheel]")).to_have_attribute("data-part", "0")
    page.locator("a[data-mark]").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("NUMBER 0 ABOUT")


def test_a_phone_begins_with_the_quarter_that_runs_and_shows_the_whole_year_too(
    page: Page, live: str, cast: Cast, sign_in: Callable[[Person], None]
) -> None:
    sign_in(cast.teacher)
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{live}{reverse('wheel:year', args=['unit', cast.school.pk])}")
    expect(page.locator("[data-wheel]")).not_to_have_attribute("data-part", "0")

    page.locator("[data-parts] a").first.click()

    expect(page.locator("a[data-mark]")).to_have_count(40)
    expect(page.locator("[data-wheel]")).to_have_attribute("data-part", "0")


def test_another_page_may_frame_the_public_wheel(
    page: Page, live: str, cast: Cast, axe: Callable[..., list[str]]
) -> None:
    token = show_wheel(cast.school, acting=cast.leader, at=AT)
    path = reverse("wheel:embed", args=[token])
    page.goto(f"{live}{path}?lang=en")
    assert axe(page) == []

    own = f'<iframe src="{live}{path}?lang=en" title="Year" width="900" height="700"></iframe>'
    page.route("**/own-page", lambda route: route.fulfill(body=own, content_type="text/html"))
    page.goto(f"{live}/own-page")

    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_contain_text(cast.school.name)
