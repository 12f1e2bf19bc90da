"""Writing the journal. Every verb calls `note` once; pages about persons call `note_reading`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model

from samspill.access.gate import scope_of
from samspill.access.rules import Scope
from samspill.journal.models import Entry


def note(
    verb: str,
    thing: Model,
    *,
    acting: Any,
    at: datetime,
    why: str = "",
    changes: Mapping[str, tuple[object, object]] | None = None,
) -> Entry:
    """Add one line: `acting` did `verb` to `thing` at `at`. `changes` maps a field to (before, after)."""
    return _add(verb, thing, acting=acting, at=at, why=why, changes=changes or {}, reading=False)


def note_all(verb: str, things: Iterable[tuple[Model, Scope]], *, acting: Any, at: datetime) -> None:
    """Add a line for each of many things in one statement. Their scopes are given: asking each costs a query."""
    Entry.objects.bulk_create(
        _entry(verb, thing, scope, acting=acting, at=at, why="", changes={}, reading=False) for thing, scope in things
    )


def note_reading(verb: str, thing: Model, *, acting: Any, at: datetime) -> Entry:
    """Add one line: `acting` read a page about `thing`."""
    return _add(verb, thing, acting=acting, at=at, why="", changes={}, reading=True)


def _add(
    verb: str,
    thing: Model,
    *,
    acting: Any,
    at: datetime,
    why: str,
    changes: Mapping[str, tuple[object, object]],
    reading: bool,
) -> Entry:
    entry = _entry(verb, thing, scope_of(thing), acting=acting, at=at, why=why, changes=changes, reading=reading)
    entry.save()
    return entry


def _entry(
    verb: str,
    thing: Model,
    scope: Scope,
    *,
    acting: Any,
    at: datetime,
    why: str,
    changes: Mapping[str, tuple[object, object]],
    reading: bool,
) -> Entry:
    return Entry(
        at=at,
        verb=verb,
        reading=reading,
        person=getattr(acting, "pk", None),
        person_name=str(acting or ""),
        municipality=_first(scope.municipalities),
        unit=_first(scope.units),
        arena=_first(scope.arenas),
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        thing_name=_name(thing)[:300],
        why=why,
        changes={name: [_plain(before), _plain(after)] for name, (before, after) in changes.items()},
    )


def _name(thing: Model) -> str:
    """What a thing is called. Whose name is what somebody has written gives another: more people read the journal."""
    return str(thing.journal_name()) if hasattr(thing, "journal_name") else str(thing)


def _first(ids: frozenset[int]) -> int | None:
    return min(ids) if ids else None


def _plain(value: object) -> object:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Model):
        return str(value)
    return value


def wordless(changes: Mapping[str, tuple[object, object]]) -> dict[str, tuple[object, object]]:
    """The same changes without texts: that a text changed is kept, never how it read. More people read the journal."""
    return {name: (None, None) if any(isinstance(one, str) for one in pair) else pair for name, pair in changes.items()}


def changed(thing: Model, fields: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """What setting `fields` on `thing` would change, as field → (before, after). Nothing is set."""
    return {name: (getattr(thing, name), value) for name, value in fields.items() if getattr(thing, name) != value}
