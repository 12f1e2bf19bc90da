"""The pages about people, arenas and the journal in a real browser: nothing for axe to find, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from playwright.sync_api import Page

from tests.cast import Cast, adopt, assemble

pytestmark = pytest.mark.e2e


def addresses(cast: Cast) -> list[str]:
    """Every kind of page there is, as the owner reads it."""
    town, school, team = cast.municipality.pk, cast.school.pk, cast.arenas["resource-team"].pk
    person, position = cast.ppt_adviser.pk, cast.ppt_adviser.positions.get().pk
    seat = cast.arenas["resource-team"].memberships.get(person=cast.ppt_adviser).pk
    steps = [f"municipality/{town}/set-up/{step}" for step in ("details", "services", "schools", "people", "done")]
    steps += [f"unit/{school}/set-up/{step}" for step in ("grades", "leader", "teachers", "services", "done")]
    own = [f"municipality/{town}", f"municipality/{town}/change", f"municipality/{town}/people"]
    own += [f"unit/{school}", f"unit/{school}/change", f"unit/{school}/people", f"unit/{school}/people/add"]
    own += [f"person/{person}", f"person/{person}/history", f"person/{person}/change", f"person/{person}/invite"]
    own += [f"person/{person}/position", f"position/{position}/end", "journal", f"arena/unit/{school}/open"]
    own += [f"arena/{team}", f"arena/{team}/contacts", f"arena/{team}/history", f"arena/{team}/change"]
    own += [f"arena/{team}/seat", f"arena/seat/{seat}/change", f"arena/seat/{seat}/deputy"]
    return [f"/{address}/" for address in own + steps]


def test_no_page_has_anything_for_axe(
    page: Page, live: str, sign_in: Callable[[AbstractBaseUser], None], axe: Callable[[Page], list[str]]
) -> None:
    cast = adopt(assemble())
    sign_in(cast.owner)
    found = {}

    for address in addresses(cast):
        page.goto(live + address)
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            found[f"{address} at {width}"] = axe(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
