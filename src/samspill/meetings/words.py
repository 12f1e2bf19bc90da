"""What meetings, points and roles are called here: the pack's words in the reader's language."""

from __future__ import annotations

from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.meetings.models import Item
from samspill.methods.schema import AgendaPoint, ArenaKind, Method
from samspill.methods.text import text_of
from samspill.methods.vocabulary import LANGUAGES
from samspill.projects.queries import adapted
from samspill.projects.words import say, sentence


def method_of(arena: Arena) -> Method | None:
    """The method as it runs here; an arena outside any project has none."""
    return adapted(arena.project).method if arena.project else None


def kind_of(arena: Arena, method: Method | None) -> ArenaKind | None:
    return method.arenas.get(arena.kind) if method else None


def points_of(arena: Arena, method: Method | None) -> tuple[AgendaPoint, ...]:
    """Every point the method has for this arena: standing, now and then, and to choose from."""
    kind = kind_of(arena, method)
    return kind.agenda if kind else ()


def name_here(arena: Arena, method: Method | None) -> str:
    """The arena's name, and its school's where there are several such arenas."""
    return sentence("%(arena)s, %(unit)s", arena=name_of(arena, method), unit=arena.unit)


def title_of(item: Item, method: Method | None) -> str:
    """What an item is about; the method's own point in the reader's language, as long as nobody wrote otherwise."""
    key = f"agendas.{item.arena.kind}.{item.point}"
    if method is None or not item.point or item.title not in _spellings(method, key):
        return item.title
    return say(method, key)


def _spellings(method: Method, key: str) -> set[str]:
    return {text_of(method, key, language).value[:200] for language in LANGUAGES}


def point_title(arena: Arena, method: Method, point: AgendaPoint) -> str:
    return say(method, f"agendas.{arena.kind}.{point.id}")


def kinds_of_matter(arena: Arena, method: Method | None) -> list[tuple[str, str]]:
    """The kinds of matter that the method's requirements look for in this arena."""
    ids = dict.fromkeys(point.treats for point in points_of(arena, method) if point.treats)
    return [(one, say(method, f"terms.{one}")) for one in ids] if method else []
