"""By keyboard alone: the board, an import, and the way round the pages on a phone. Signing in has its own walk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from samspill.insight.models import Departure, Release
from samspill.people.models import Person, Profession
from samspill.projects.models import Participation
from samspill.wheel.actions import lay_plan
from tests.browser import Complaints
from tests.cast import AT, Cast, adopt, assemble
from tests.e2e.keys import follow, tab_to

pytestmark = pytest.mark.e2e
STAFF = "navn;e-post;enhet;yrke\nNy Lærer;ny@example.org;Fjellheim skole;lærer\nGro Hage;;Fjellheim skole;gartner\n"


@pytest.fixture
def cast(live: str) -> Cast:
    """Sundvik with a plan at the school, read in English."""
    made = adopt(assemble())
    lay_plan(made.project, made.school, acting=made.leader, at=AT)
    Person.objects.update(language="en")
    return made


def link(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def choose(page: Page, name: str) -> None:
    """Tab into the group of choices, and go through it with the arrow."""
    tab_to(page, page.get_by_role("radio"))
    wanted = page.get_by_role("radio", name=name, exact=True)
    for _step in range(page.get_by_role("radio").count()):
        page.keyboard.press("ArrowDown")
        if wanted.is_checked():
            return
    raise AssertionError(f"The arrows do not reach {name}.")


def give(page: Page, name: str, text: str) -> None:
    """Tab to the field for a file, and give it one; what the system's own chooser does is not ours."""
    tab_to(page, page.locator("input[type=file]"))
    page.set_input_files(":focus", FilePayload(name=name, mimeType="text/csv", buffer=text.encode()))


def leave_the_nudge(page: Page) -> None:
    """A name that may be a pupil's is remarked upon under the field; one may leave it, and go on where one was."""
    nudge = page.get_by_role("status").filter(has_text="This may be the name of a pupil")
    expect(nudge).to_be_visible()
    tab_to(page, button(page, "It is meant: leave it"))
    page.keyboard.press("Enter")
    expect(nudge).to_have_count(0)
    expect(page.get_by_role("textbox", name="Why do you do it otherwise?")).to_be_focused()
    with page.expect_response("**/guard/"):
        page.keyboard.type(" ")
    expect(nudge).to_have_count(0)


def test_a_leader_gives_a_reason_on_the_board(
    page: Page, live: str, cast: Cast, sign_in: Callable[[Person], None]
) -> None:
    sign_in(cast.leader)
    page.goto(live)

    follow(page, link(page, "Board"))
    follow(page, link(page, "Overdue"))
    details = page.locator("main .ss-item details")
    tab_to(page, details.locator("summary"))
    page.keyboard.press("Enter")
    expect(details.first).to_have_attribute("open", "")
    follow(page, link(details, "We do this otherwise"))
    tab_to(page, page.get_by_role("textbox", name="Why do you do it otherwise?"))
    page.keyboard.type("Nitti minutter holder for Oskar og oss.")
    leave_the_nudge(page)
    follow(page, button(page, "Save"))

    told = Departure.objects.get()
    assert page.url.endswith(f"/board/{told.participation_id}/#{told.requirement}")
    assert told.reason == "Nitti minutter holder for Oskar og oss."
    row = page.locator(".ss-item", has=page.locator(f"h3#{told.requirement}"))
    expect(row.locator(".ss-state")).to_have_text("Deviates, with a reason")


def test_a_leader_shows_the_board_and_takes_it_back(
    page: Page, live: str, cast: Cast, sign_in: Callable[[Person], None]
) -> None:
    sign_in(cast.leader)
    own = Participation.objects.get(unit=cast.school)
    shown = Release.objects.filter(participation=own, taken_back_at=None)

    page.goto(f"{live}/board/{own.pk}/")
    follow(page, button(page, "Show it to the school owner"))
    assert shown.exists()
    follow(page, button(page, "Take it back"))

    assert not shown.exists()
    expect(button(page, "Show it to the school owner")).to_be_visible()


def test_an_empty_file_is_explained_and_the_kind_is_kept(
    page: Page, live: str, cast: Cast, sign_in: Callable[[Person], None], complaints: Complaints
) -> None:
    complaints.expect("status of 422")
    sign_in(cast.owner)
    page.goto(live)

    follow(page, link(page, "Import"))
    choose(page, "People")
    give(page, "ansatte.csv", "")
    follow(page, button(page, "Read the file"))

    said = page.locator("#id_file").get_attribute("aria-describedby") or ""
    expect(page.locator(f"#{said.split()[-1]}")).to_contain_text("empty")
    expect(page.get_by_role("radio", name="People", exact=True)).to_be_checked()


def test_the_owner_imports_a_staff_list(page: Page, live: str, cast: Cast, sign_in: Callable[[Person], None]) -> None:
    sign_in(cast.owner)

    page.goto(f"{live}/import/")
    choose(page, "People")
    give(page, "ansatte.csv", STAFF)
    follow(page, button(page, "Read the file"))
    tab_to(page, page.get_by_role("combobox"))
    page.keyboard.type("other")
    follow(page, button(page, "Answer"))
    follow(page, button(page, "Import"))

    expect(page.get_by_text("The file has been imported.")).to_be_visible()
    assert Person.objects.get(name="Ny Lærer").positions.get().profession == Profession.TEACHER
    assert Person.objects.get(name="Gro Hage").positions.get().profession == Profession.OTHER


def test_the_content_and_the_menu_on_a_phone(
    page: Page, live: str, cast: Cast, sign_in: Callable[[Person], None]
) -> None:
    sign_in(cast.leader)
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(live)

    page.keyboard.press("Tab")
    expect(link(page, "Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.reload()
    tab_to(page, button(page, "Menu"))
    page.keyboard.press("Enter")
    follow(page, link(page, "Plan"))

    assert re.search(r"/plan/\d+/$", page.url)
