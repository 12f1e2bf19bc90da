"""The names of the places a reader's hats belong to, from rows that the request has already loaded."""

from __future__ import annotations

from collections.abc import Iterable

from samspill.access.rules import Hat
from samspill.arenas.models import Arena, Membership
from samspill.methods import load
from samspill.people.models import Unit
from samspill.projects.words import say


class Naming:
    """Called with a hat, gives the name of its arena or of its school or service."""

    def __init__(self, units: Iterable[Unit], seats: Iterable[Membership]) -> None:
        self._units = {unit.pk: unit.name for unit in units}
        self._arenas = {seat.arena_id: seat.arena for seat in seats}

    def __call__(self, hat: Hat) -> str:
        if hat.arena is not None:
            return _name(self._arenas[hat.arena]) if hat.arena in self._arenas else ""
        return self._units.get(hat.unit or 0, "")


def _name(arena: Arena) -> str:
    """The local name, or what the method calls it (R17)."""
    if arena.name or arena.project is None:
        return str(arena)
    method = load.method(arena.project.method, arena.project.revision)
    word = str(say(method, f"arenas.{arena.kind}.name"))
    return f"{word} {arena.group}" if arena.group else word
