"""What the page about calendar addresses shows."""

from __future__ import annotations

from dataclasses import dataclass

from samspill.arenas.models import Arena
from samspill.arenas.queries import seats_of
from samspill.arenas.words import name_of
from samspill.meetings.words import method_of
from samspill.people.asking import Asked
from samspill.wheel.models import FeedToken


@dataclass(frozen=True, slots=True)
class Row:
    """One calendar the reader can have: over all arenas, or of one; with its address, where one was made."""

    name: str
    where: str
    arena: Arena | None
    token: FeedToken | None


def rows_of(request: Asked) -> list[Row]:
    assert request.person, "only who has signed in comes here"
    running = FeedToken.objects.filter(person=request.person, revoked_at=None).select_related("arena__project")
    tokens = {token.arena_id: token for token in running}
    seats = seats_of(request.person, request.today).select_related("arena__project", "arena__unit")
    arenas = {seat.arena_id: seat.arena for seat in seats}
    own = [Row(name_of(one, method_of(one)), one.unit.name, one, tokens.get(pk)) for pk, one in arenas.items()]
    return [Row("", "", None, tokens.get(None)), *own]
