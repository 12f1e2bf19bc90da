"""What meetings, points and roles are called here: the pack's words in the reader's language."""

from __future__ import annotations

from samspill.arenas.models import Arena
from samspill.methods.schema import AgendaPoint, ArenaKind, Method
from samspill.projects.queries import adapted


def method_of(arena: Arena) -> Method | None:
    """The method as it runs here; an arena outside any project has none."""
    return adapted(arena.project).method if arena.project else None


def kind_of(arena: Arena, method: Method | None) -> ArenaKind | None:
    return method.arenas.get(arena.kind) if method else None


def points_of(arena: Arena, method: Method | None) -> tuple[AgendaPoint, ...]:
    """Every point the method has for this arena: standing, now and then, and to choose from."""
    kind = kind_of(arena, method)
    return kind.agenda if kind else ()
