"""Every page, in every language, on a phone and on a desk: it opens, nothing scrolls sideways, axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import BrowserContext, Page

from samspill.people.models import Person
from tests.cast import Cast
from tests.e2e.no_pages import NO_PAGES
from tests.e2e.stage import set_up, visits
from tests.e2e.visiting import Visit

pytestmark = pytest.mark.e2e

# Axe looks at the same things in every language but for the words, so the browser reads one and the rest is asked for
# without it; and where every template of a page was weighed before, it would weigh them again. What fits 320 px (WCAG
# 1.4.10) has room on a phone for words that are a sixth longer elsewhere. Colours are the same at every width, and a
# template is laid out the same way on a desk wherever it is used.
LOOKED_AT = "nb"
READ = tuple(code for code, _name in settings.LANGUAGES if code != LOOKED_AT)
NARROW, PHONE, DESK = 320, 375, 1280


@pytest.fixture
def drawn() -> Iterator[set[str]]:
    """The names of the templates that were used since the set was emptied, by the server too."""
    names: set[str] = set()

    def note(template: Any, **_more: object) -> None:
        names.add(str(template.name))

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.parametrize("half", [0, 1])  # two workers share the walk
def test_every_page_is_accessible(
    half: int,
    page: Page,
    live: str,
    context: BrowserContext,
    sign_in: Callable[[Person], None],
    axe: Callable[..., list[str]],
    drawn: set[str],
) -> None:
    cast = set_up()
    Person.objects.update(language=LOOKED_AT)
    walked, known, found = list(visits(cast)), set[str](), []

    for one in walked[half * len(walked) // 2 : (half + 1) * len(walked) // 2]:
        context.clear_cookies()
        if one.who:
            sign_in(cast.people[one.who])
        else:
            context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": LOOKED_AT, "url": live}])
        drawn.clear()
        found += [f"{one.name}: {problem}" for problem in _open(page, live + one.path)]
        new = drawn - known
        found += [f"{one.name}: {problem}" for problem in _on_a_phone(page, axe if new else nothing)]
        if new:
            found += [f"{one.name}: {problem}" for problem in _on_a_desk(page, axe)]
        known |= drawn

    assert found == []


def nothing(_page: Page) -> list[str]:
    """For a page all of whose templates were weighed on other pages."""
    return []


def _open(page: Page, url: str) -> Iterator[str]:
    page.set_viewport_size({"width": PHONE, "height": 900})
    answer = page.goto(url)
    if answer is None or answer.status != 200:
        yield f"{answer and answer.status}"
    if page.locator("html").get_attribute("lang") != LOOKED_AT:
        yield f"not in {LOOKED_AT}"
    if re.search(r"^\W|[:,]\s*–|^\s*–", page.title()):
        yield f"the title is “{page.title()}”"


def _on_a_phone(page: Page, axe: Callable[..., list[str]]) -> Iterator[str]:
    yield from axe(page)
    yield from _sideways(page)
    page.set_viewport_size({"width": NARROW, "height": 900})
    yield from _sideways(page)


def _on_a_desk(page: Page, axe: Callable[..., list[str]]) -> Iterator[str]:
    page.set_viewport_size({"width": DESK, "height": 900})
    yield from (f"on a desk: {problem}" for problem in axe(page, without=["color-contrast"]))
    yield from _sideways(page)


def _sideways(page: Page) -> Iterator[str]:
    width, more = page.evaluate("(({scrollWidth: s, clientWidth: c}) => [c, s - c])(document.documentElement)")
    if more > 0:
        yield f"scrolls sideways by {more} px at {width}"


@pytest.mark.django_db
def test_no_page_is_forgotten_and_each_speaks_another_language_too(client: Client) -> None:
    """Which one goes by turns: that each sentence has its words in each language is for `make check`."""
    cast = set_up()
    walked = list(visits(cast))
    visited = {one.name for one in walked}
    found: list[str] = []

    for turn, language in enumerate(READ):
        Person.objects.update(language=language)
        mine = walked[turn :: len(READ)]
        found += (f"{language}: {problem}" for one in mine for problem in _read(client, cast, one, language))

    assert visited | NO_PAGES >= set(_names(get_resolver()))
    assert not visited & NO_PAGES
    assert found == []


def _read(client: Client, cast: Cast, one: Visit, language: str) -> Iterator[str]:
    """What is wrong with the answer to a page, without looking at it."""
    client.logout()
    if one.who:
        client.force_login(cast.people[one.who], backend="django.contrib.auth.backends.ModelBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(one.path, follow=True)
    if answer.status_code != 200:
        yield f"{one.name}: {answer.status_code}"
    elif f'<html lang="{language}"' not in answer.content.decode():
        yield f"{one.name}: not in {language}"


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield space + pattern.name
