"""A year in a browser: a meeting is dragged to another day, what that breaks is read first; then without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from samspill.people.models import Person
from samspill.planner.models import YearPlan
from tests.cast import Cast, adopt, assemble
from tests.planned import year_plan

pytestmark = pytest.mark.e2e


@pytest.fixture
def cast(live: str) -> Cast:
    made = adopt(assemble())
    Person.objects.update(language="en")
    seat = made.arenas["resource-team"].memberships.get(person=made.nurse)
    type(seat).objects.filter(pk=seat.pk).update(weekdays=[2, 4])  # Tuesdays and Thursdays
    return made


@pytest.fixture
def plan(cast: Cast) -> YearPlan:
    return year_plan(cast)


def test_what_a_drag_would_break_is_read_before_anything_is_changed(
    page: Page, live: str, cast: Cast, plan: YearPlan, sign_in: Callable[[Person], None], axe: Callable[..., list[str]]
) -> None:
    meeting = plan.meetings.get(number=1)
    assert meeting.on
    sign_in(cast.owner)
    page.goto(live + plan.get_absolute_url())
    breaks, card = page.locator("#breaks"), page.locator(f'[data-meeting="{meeting.key}"]')

    card.locator("[data-grip]").drag_to(page.locator(f'[data-day="{meeting.on + timedelta(days=1)}"]'))
    expect(breaks).to_contain_text(cast.nurse.name)
    expect(breaks.get_by_role("button", name="Move it anyway")).to_be_visible()
    assert axe(page) == []
    meeting.refresh_from_db()
    stayed = meeting.on

    card.locator("[data-grip]").drag_to(page.locator(f'[data-day="{stayed + timedelta(days=2)}"]'))
    expect(breaks).to_contain_text("every rule holds")
    breaks.get_by_role("button", name="Move it here").click()
    page.wait_for_url("**#m-*")

    meeting.refresh_from_db()
    assert meeting.on == stayed + timedelta(days=2)


def test_the_same_by_keyboard(
    page: Page, live: str, cast: Cast, plan: YearPlan, sign_in: Callable[[Person], None], axe: Callable[..., list[str]]
) -> None:
    meeting = plan.meetings.get(number=1)
    assert meeting.on
    thursday = meeting.on + timedelta(days=2)
    sign_in(cast.owner)
    page.goto(live + plan.get_absolute_url())

    page.locator(f'[data-meeting="{meeting.key}"] a').focus()
    page.keyboard.press("Enter")
    page.get_by_label("Day", exact=True).fill(f"{thursday}")
    page.keyboard.press("Tab")
    expect(page.locator("#breaks")).to_contain_text("every rule holds")
    assert axe(page) == []
    page.get_by_role("button", name="Move it", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#m-*")

    meeting.refresh_from_db()
    assert meeting.on == thursday
