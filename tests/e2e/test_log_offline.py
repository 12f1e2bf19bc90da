"""An entry of the log written where there is no net: kept on the phone with its photo, sent when the net is back."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.urls import reverse
from PIL import Image, ImageStat
from playwright.sync_api import BrowserContext, Page, expect

from samspill.documents.models import Part, Upload
from samspill.documents.queries import part_of
from samspill.measures.models import LogEntry
from samspill.people.models import Person
from tests.browser import Complaints
from tests.cast import adopt, assemble
from tests.measures import at_stage

pytestmark = pytest.mark.e2e


def photo() -> bytes:
    made = io.BytesIO()
    Image.effect_noise((300, 200), 90).convert("RGB").save(made, "JPEG")
    return made.getvalue()


def contrast(picture: Image.Image) -> float:
    return ImageStat.Stat(picture).stddev[0]


def test_what_is_written_without_a_net_is_sent_when_it_is_back(
    page: Page, live: str, context: BrowserContext, sign_in: Callable[[Person], None], complaints: Complaints
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED|Failed to fetch")
    cast = adopt(assemble())
    Person.objects.update(language="en")
    measure = at_stage(cast, "trying")
    sign_in(cast.teacher)
    page.set_viewport_size({"width": 375, "height": 740})
    url = live + reverse("measures:new_entry", args=[measure.pk])
    page.goto(url)

    page.get_by_label("What we did").fill("We met the class at the door.")
    page.goto(url)
    expect(page.get_by_label("What we did")).to_have_value("We met the class at the door.")

    page.get_by_text("Photo", exact=True).click()
    page.locator("#id_photo").set_input_files({"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.locator("[data-cover] canvas").click(position={"x": 40, "y": 40})
    expect(page.locator("[data-covered]")).to_have_text("Covered spots: 1.")
    context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Waiting: kept on this phone")).to_be_visible()
    assert not LogEntry.objects.exists()

    context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="has been sent")).to_be_visible()
    entry = LogEntry.objects.get()
    assert entry.done == "We met the class at the door."
    with Image.open(io.BytesIO(part_of(Upload.objects.get(thing_id=entry.pk), Part.ORIGINAL))) as kept:
        grey = kept.convert("L")
        covered, beside = (contrast(grey.crop((left, 30, left + 20, 50))) for left in (30, 200))
    assert covered < beside / 2


def test_a_proposal_outlives_the_look_for_what_is_alike(
    page: Page, live: str, sign_in: Callable[[Person], None]
) -> None:
    cast = adopt(assemble())
    Person.objects.update(language="en")
    sign_in(cast.teacher)
    url = live + reverse("measures:propose")
    page.goto(url)

    page.get_by_label("What do you propose?").fill("Two adults at the door")
    with page.expect_response(lambda answer: "/alike/" in answer.url):
        page.get_by_label("Why?").fill("Mondays begin in unrest.")
    page.wait_for_load_state("networkidle")
    page.goto(url)

    expect(page.get_by_label("Why?")).to_have_value("Mondays begin in unrest.")
