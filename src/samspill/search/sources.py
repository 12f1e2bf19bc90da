"""What rooms hand in to be found, and the one list of rooms that do (`settings.SEARCH_SOURCES`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A thing as its room hands it in. `text` is plain text, without marks of any kind."""

    kind: str
    thing_id: int
    municipality: int
    unit: int | None = None
    arena: int | None = None
    read_word: str
    persons: tuple[int, ...] = ()
    title: str
    text: str = ""
    place: str = ""
    url: str
    language: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing: what its results are called (in the plural), its icon, and all there is of it."""

    kind: str
    label: Any
    icon: str
    drafts: Callable[[], Iterable[Draft]]


def sources() -> dict[str, Source]:
    """Every source by its kind, in the order of the settings."""
    found: list[Source] = [import_string(path) for path in settings.SEARCH_SOURCES]
    return {source.kind: source for source in found}
