"""The day in a hall: what the projector shows is legible from ten metres, and the leader's taps reach it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from samspill.conferences.actions import running
from samspill.conferences.actions.handing_in import hand_in
from samspill.conferences.models import Conference, Group, Showing
from samspill.conferences.queries import rounds_of
from tests.cast import Cast, adopt, assemble
from tests.conferring import say, seated, with_people
from tests.e2e.hall import too_small

pytestmark = pytest.mark.e2e

SCREENS = ((1280, 720), (1024, 768))
SENT = (
    "Pupils who arrive early need a grown-up who is there for them, not only an open door.",
    "Begin every day in the same way.",
    "Let the assistants plan with us.",
)


def a_day(cast: Cast) -> Conference:
    """Today's conference of 26 people in four groups; its first round began 42 minutes ago."""
    made, at = with_people(cast, 24, on=timezone.localdate()), timezone.now()
    seated(made, groups=4)
    running.begin_day(made, acting=cast.coordinator, at=at)
    first = rounds_of(made)[0]
    for group in first.groups.all():
        hand_in(group, [one.uid for one in say(group, *SENT, at=at)], at=at)
    running.begin_session(first, acting=cast.coordinator, at=at - timedelta(minutes=42))
    return made


def test_everything_on_the_projector_is_legible_from_ten_metres(
    enter: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    cast = adopt(assemble())
    made = a_day(cast)
    address = reverse("conferences:projector", args=[made.pk])

    for width, height in SCREENS:
        hall = enter(cast.coordinator, address, viewport={"width": width, "height": height}, locale="en-GB")
        for shows in Showing.values:
            Conference.objects.filter(pk=made.pk).update(shows=shows)
            hall.reload()
            expect(hall.locator(f'[data-shows="{shows}"]')).to_be_visible()
            assert too_small(hall) == [], (shows, width)
    assert axe(hall) == []


def test_what_the_leader_taps_is_seen_in_the_hall(enter: Callable[..., Page], axe: Callable[..., list[str]]) -> None:
    cast = adopt(assemble())
    made = a_day(cast)
    group = Group.objects.filter(session__conference=made)[2]
    Group.objects.filter(pk=group.pk).update(called_at=timezone.now())
    hall = enter(cast.coordinator, reverse("conferences:projector", args=[made.pk]))
    leader = enter(cast.coordinator, reverse("conferences:stage", args=[made.pk]), locale="en-GB")

    expect(leader.locator("[data-countdown]").first).to_have_attribute("data-state", "near")
    assert axe(leader) == []
    leader.locator("[data-called] button").click()
    expect(leader.locator("[data-called]")).to_have_count(0)
    leader.locator('button[name="minutes"][value="2"]').click()
    leader.locator('button[name="what"][value="countdown"]').click()

    expect(hall.locator('[data-shows="countdown"] [data-countdown-digits]')).to_be_visible()
    assert Group.objects.get(pk=group.pk).called_at is None
