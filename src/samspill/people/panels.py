"""Pieces of a page that rooms above this one contribute.

A lower room cannot import a higher one, so `settings.PAGE_PANELS` lists, page by page, the functions to ask. Each
takes the request and the thing the page is about, and returns a Panel, or None when it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from samspill.people.missing import Missing


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A template with what it needs, what the room finds missing, and a word about single units, by their ids."""

    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)


def panels_for(page: str, request: HttpRequest, thing: Any) -> list[Panel]:
    """Everything the rooms above have to say on this page."""
    asked: list[Callable[[HttpRequest, Any], Panel | None]] = [
        import_string(path) for path in settings.PAGE_PANELS.get(page, ())
    ]
    return [panel for ask in asked if (panel := ask(request, thing)) is not None]
