"""Addresses of things by their numbers, for pages that name a hundred of them."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, get_urlconf, reverse

SEAT = 72000301  # where the number goes


def address(name: str, pk: int) -> str:
    """What `reverse(name, args=[pk])` gives, without looking the name up anew each time."""
    return _pattern(name, get_script_prefix(), get_urlconf()).replace(str(SEAT), str(pk))


@cache
def _pattern(name: str, _prefix: str, _urlconf: str | None) -> str:
    return reverse(name, args=[SEAT])
