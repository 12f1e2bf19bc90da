"""Every page, in every language, on a phone and on a desk: it opens, nothing scrolls sideways, axe finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import BrowserContext, Page

from samspill.people.models import Person
from tests.cast import Cast
from tests.e2e.no_pages import NO_PAGES
from tests.e2e.stage import Visit, set_up, visits

pytestmark = pytest.mark.e2e

# Axe looks at the same things in every language but for the words, and colours are the same at every width. Long words
# break a phone's page first, so a second language is looked at there. The rest is asked for without a browser.
LOOKED_AT = ("nb", "da")
READ = tuple(code for code, _name in settings.LANGUAGES if code not in LOOKED_AT)
WIDTHS = {"nb": (375, 1280)}
WEIGHED = {("nb", 375): (), ("nb", 1280): ("color-contrast",)}
# Two workers share the longest walk.
WALKS = (("nb", 0, 2), ("nb", 1, 2), ("da", 0, 1))


@pytest.mark.parametrize(("language", "first", "every"), WALKS)
def test_every_page_is_accessible(
    language: str,
    first: int,
    every: int,
    page: Page,
    live: str,
    context: BrowserContext,
    sign_in: Callable[[Person], None],
    axe: Callable[..., list[str]],
) -> None:
    cast = set_up()
    Person.objects.update(language=language)
    found: list[str] = []

    for one in islice(visits(cast), first, None, every):
        context.clear_cookies()
        if one.who:
            sign_in(cast.people[one.who])
        else:
            context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live}])
        found += _look(page, live, one, language, axe)

    assert found == []


def _look(page: Page, live: str, one: Visit, language: str, axe: Callable[..., list[str]]) -> Iterator[str]:
    """What is wrong with one page."""
    answer = page.goto(live + one.path)
    if answer is None or answer.status != 200:
        yield f"{one.name}: {answer and answer.status}"
        return
    if page.locator("html").get_attribute("lang") != language:
        yield f"{one.name}: not in {language}"
    if re.search(r"^\W|[:,]\s*–|^\s*–", page.title()):
        yield f"{one.name}: the title is “{page.title()}”"
    for width in WIDTHS.get(language, (375,)):
        page.set_viewport_size({"width": width, "height": 900})
        known = WEIGHED.get((language, width))
        if known is not None:
            yield from (f"{one.name} at {width}: {problem}" for problem in axe(page, without=known))
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            yield f"{one.name} at {width}: scrolls sideways by {sideways} px"


@pytest.mark.django_db
def test_no_page_is_forgotten_and_each_speaks_the_other_languages_too(client: Client) -> None:
    cast = set_up()
    walked = list(visits(cast))
    visited = {one.name for one in walked}
    found: list[str] = []

    for language in READ:
        Person.objects.update(language=language)
        found += (f"{language}: {problem}" for one in walked for problem in _read(client, cast, one, language))

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
