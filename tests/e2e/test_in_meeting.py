"""The screen of a meeting in a browser: what lets the network go loses nothing, and what others do comes by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from samspill.meetings.actions.outcomes import add_outcome
from samspill.meetings.actions.running import begin_meeting, go_to
from samspill.meetings.queries import agenda_of
from samspill.people.models import Person
from tests.browser import Complaints
from tests.cast import adopt, assemble
from tests.meeting import resource_meeting

pytestmark = pytest.mark.e2e


def test_a_meeting_goes_on_over_a_lost_network(
    page: Page, live: str, context: BrowserContext, sign_in: Callable[[Person], None], complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED|Failed to fetch|/ws/notes/")
    cast = adopt(assemble())
    Person.objects.update(language="en")
    meeting = resource_meeting(cast, timezone.localdate())
    begin_meeting(meeting, acting=cast.leader, at=timezone.now())
    first, second, *_rest = agenda_of(meeting)
    sign_in(cast.nurse)
    page.goto(f"{live}/meeting/{meeting.pk}/run/")
    line = page.get_by_label("In one line")

    context.set_offline(True)
    line.fill("We try chalk")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#outcome-form .ss-not-saved")).to_be_visible()
    expect(line).to_have_value("We try chalk")
    context.set_offline(False)
    page.wait_for_function("navigator.onLine")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#run-outcomes")).to_contain_text("We try chalk")
    expect(line).to_have_value("")

    line.fill("Half a sentence")
    add_outcome(first, kind="information", text="From the other side", acting=cast.leader, at=timezone.now())
    go_to(meeting, second, acting=cast.leader, at=timezone.now())
    expect(page.locator("#run-outcomes")).to_contain_text("From the other side", timeout=15_000)
    expect(page.locator("#run-now")).to_contain_text("The meeting is now at matter 2:")
    expect(line).to_have_value("Half a sentence")
