"""The door, by keyboard alone, in a real browser with a passkey of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from samspill.people.actions import invite
from samspill.people.models import Person
from tests.browser import Complaints
from tests.cast import assemble

pytestmark = pytest.mark.e2e
PASSWORD = "en lang setning om snø"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def home(live: str, complaints: Complaints) -> str:
    """The server under its name: a passkey belongs to a name, never to an IP address."""
    named = live.replace("127.0.0.1", "localhost")
    complaints.expect(re.escape(f"another host: {named}"))
    cache.clear()
    return named


@pytest.fixture
def nurse(live: str) -> Person:
    return assemble().nurse


@pytest.fixture
def device(page: Page) -> Page:
    """Give the browser a device that makes passkeys."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def walk_to(page: Page, target: str) -> None:
    """Press Tab until what `target` selects has the focus."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("target => document.activeElement.matches(target)", target):
            return
    raise AssertionError(f"The keyboard does not reach {target}.")


def press(page: Page, target: str) -> None:
    walk_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_invited_by_a_code_with_a_passkey_out_and_in_again(device: Page, home: str, nurse: Person) -> None:
    page, code = device, invite(nurse, acting=None, at=timezone.now())

    page.goto(f"{home}/account/login/")
    press(page, "a[href='/welcome/']")
    walk_to(page, "[name=code]")
    page.keyboard.type(code.lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "[data-passkey=create] button")
    page.wait_for_url(f"{home}/")
    page.goto(f"{home}/account/logout/")
    press(page, "main form[action='/account/logout/'] button")
    page.goto(f"{home}/account/login/?next=/who-may/")
    press(page, "[data-passkey=get] button")
    page.wait_for_url(f"{home}/who-may/")

    assert nurse.authenticator_set.count() == 1
    assert not Person.objects.get(pk=nurse.pk).has_usable_password()


def test_whoever_changes_how_they_sign_in_shows_first_that_it_is_them(
    device: Page, home: str, nurse: Person, axe: Callable[[Page], list[str]]
) -> None:
    page, code = device, invite(nurse, acting=None, at=timezone.now())
    page.goto(f"{home}/welcome/{code}/")
    press(page, "[data-passkey=create] button")
    page.context.clear_cookies()
    page.goto(f"{home}/account/login/?next=/account/ways-in/totp/activate/")
    press(page, "[data-passkey=get] button")
    page.wait_for_url("**/webauthn/reauthenticate/**")
    assert axe(page) == []

    press(page, "[data-passkey=get] button")
    page.wait_for_url("**/totp/activate/")

    assert axe(page) == []
    for address in ("", "webauthn/", "webauthn/add/", f"webauthn/keys/{nurse.authenticator_set.get().pk}/remove/"):
        page.goto(f"{home}/account/ways-in/{address}")
        assert axe(page) == [], address


def test_email_and_password_by_keyboard(page: Page, live: str, nurse: Person, complaints: Complaints) -> None:
    complaints.expect("status of 422")
    nurse.set_password(PASSWORD)
    nurse.save()
    cache.clear()

    page.goto(f"{live}/account/login/?next=/who-may/")
    walk_to(page, "[name=login]")
    page.keyboard.type(nurse.email or "")
    for password in ("feil", PASSWORD):
        walk_to(page, "[name=password]")
        page.keyboard.type(password)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert page.url == f"{live}/who-may/"


def test_a_passkey_at_an_address_without_a_name_is_explained(page: Page, live: str) -> None:
    page.goto(f"{live}/account/login/")
    walk_to(page, "[data-passkey=get] button")
    page.keyboard.press("Enter")

    page.wait_for_selector("[data-passkey-says]:not([hidden])")
    assert "localhost" in page.inner_text("[data-passkey-says]")


def test_a_refused_passkey_is_explained(page: Page, home: str, nurse: Person) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    page.goto(f"{home}/account/login/")
    page.click("[data-passkey=get] button")

    page.wait_for_selector("[data-passkey-says]:not([hidden])")
    assert page.inner_text("[data-passkey-says]").strip()


@pytest.mark.parametrize("width", [375, 1280])
def test_everybody_can_use_the_pages_at_the_door(
    page: Page, live: str, nurse: Person, axe: Callable[[Page], list[str]], width: int
) -> None:
    code = invite(nurse, acting=None, at=timezone.now())
    page.set_viewport_size({"width": width, "height": 900})
    cache.clear()

    for address in (
        "account/login/",
        "account/password/reset/",
        "welcome/",
        f"welcome/{code}/",
        "about/",
        "accessibility/",
    ):
        page.goto(f"{live}/{address}")
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
