"""Arenas as the search finds them: by name, mandate and the roles that sit there, never by who sits."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.arenas.queries import passing
from samspill.methods.schema import Method
from samspill.methods.text import text_of
from samspill.projects.queries import adapted
from samspill.search.sources import Draft, Source

KIND = "arena"


def draft_of(arena: Arena) -> Draft:
    """In the language of the school; the method's own words where the arena has none of its own."""
    unit = arena.unit
    language = unit.language or unit.municipality.language
    method = adapted(arena.project).method if arena.project else None
    words = _words(arena, method, language) if method and arena.kind in method.arenas else []
    title = arena.name or (f"{words[0]} {arena.group}".strip() if words else arena.kind)
    return Draft(
        kind=KIND,
        thing_id=arena.pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        arena=arena.pk,
        read_word="arena.read",
        title=title,
        text=" ".join(filter(None, [arena.mandate, *words[1:]])),
        place=f"{title}, {unit.name}",
        url=arena.get_absolute_url(),
        language=language,
        on=arena.since,
    )


def _words(arena: Arena, method: Method, language: str) -> list[str]:
    """What the method calls this arena, its own mandate unless the arena wrote one, and the roles that sit there."""
    roles = [text_of(method, f"roles.{place.role}.name", language).value for place in method.arenas[arena.kind].places]
    name, mandate = (text_of(method, f"arenas.{arena.kind}.{key}", language).value for key in ("name", "mandate"))
    return [name, "" if arena.mandate else mandate, ", ".join(roles)]


def _drafts() -> Iterator[Draft]:
    running = Arena.objects.filter(~passing(), until__isnull=True).select_related("unit__municipality", "project")
    return (draft_of(arena) for arena in running.iterator())


ARENAS = Source(KIND, _("Arenas"), "arena", _drafts)
