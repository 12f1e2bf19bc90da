"""The browser fixtures themselves: they see what they should see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import Complaints

pytestmark = pytest.mark.e2e


def test_a_missing_page_is_heard(page: Page, live: str, complaints: Complaints) -> None:
    complaints.expect("status of 404")

    page.goto(f"{live}/there-is-no-such-page/")

    assert any("status of 404" in one for one in complaints.heard)
    assert complaints.left() == []


def test_another_host_is_heard(page: Page, live: str, complaints: Complaints) -> None:
    page.route("http://elsewhere.example/**", lambda route: route.fulfill(status=204))

    page.set_content("<img alt='' src='http://elsewhere.example/a.png'>")

    assert complaints.left() == ["another host: http://elsewhere.example/a.png"]
    complaints.expect("another host")


def test_axe_finds_a_picture_without_words_under_a_strict_policy(
    page: Page, live: str, complaints: Complaints, axe: Callable[[Page], list[str]]
) -> None:
    complaints.expect("x.gif")
    body = "<html lang=en><title>A</title><main><h1>A</h1><img src='/x.gif'></main>"
    strict = {"Content-Security-Policy": "default-src 'self'; img-src 'none'", "Content-Type": "text/html"}
    page.route(f"{live}/**", lambda route: route.fulfill(body=body, headers=strict))

    page.goto(f"{live}/picture/")

    assert [one.split(" ")[0] for one in axe(page)] == ["image-alt"]
