"""Who may do what: pure rules over hats, action words and the scope of a thing.

The table is `words.toml`. Nothing here knows Django, so every role × word × state can be tried in microseconds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HATS = (
    "anyone",
    "owner",
    "administrator",
    "school-leader",
    "service-head",
    "staff",
    "guidance",
    "researcher",
    "arena-lead",
    "member",
    "guest",
)
PLACES = ("municipality", "unit", "arena", "self")
STATES = ("released", "municipal", "opened", "general")
LINE = re.compile(r"^(?P<hat>[a-z-]+) @(?P<place>[a-z]+)(?: if (?P<state>[a-z]+))?$")


class UnknownWordError(LookupError):
    """An action word that `words.toml` does not hold: a misspelling in code, never a reader's fault."""


@dataclass(frozen=True, slots=True)
class Hat:
    """One role a person wears, and where: in a municipality, at one of its units, in one of its arenas."""

    name: str
    municipality: int
    unit: int | None = None
    arena: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks: the person's id and every hat worn today. Nobody signed in: id None and no hats."""

    id: int | None = None
    hats: tuple[Hat, ...] = ()

    @property
    def municipalities(self) -> frozenset[int]:
        return frozenset(hat.municipality for hat in self.hats)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a thing belongs. A person may belong to several units, a unit to one municipality."""

    municipalities: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    arenas: frozenset[int] = frozenset()
    person: int | None = None
    states: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        municipality: int,
        unit: int | None = None,
        arena: int | None = None,
        states: Iterable[str] = (),
    ) -> Scope:
        return cls(
            frozenset({municipality}),
            frozenset() if unit is None else frozenset({unit}),
            frozenset() if arena is None else frozenset({arena}),
            states=frozenset(states),
        )


@dataclass(frozen=True, slots=True)
class Permit:
    """One line of the table: this hat, at this place, in this state of the thing (or any)."""

    hat: str
    place: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, and why. `known` is False for outsiders, who must not learn that the thing exists."""

    word: str
    allowed: bool
    known: bool
    because: tuple[Permit, ...] = ()  # the lines that opened, or, when refused, the lines that would have
    hats: tuple[Hat, ...] = field(default=())  # the hats that opened it


def read_table(text: str) -> Mapping[str, tuple[Permit, ...]]:
    """Read the table, spread out what words imply. Unknown hats, places, states and words raise with the known ones."""
    raw = tomllib.loads(text)
    granted: dict[str, list[Permit]] = {word: [_permit(word, line) for line in row["may"]] for word, row in raw.items()}
    for word, row in raw.items():
        for weaker in row.get("implies", ()):
            if weaker not in granted:
                raise UnknownWordError(f"“{word}” implies “{weaker}”. Known words: {', '.join(sorted(granted))}.")
            granted[weaker] += [permit for permit in granted[word] if permit not in granted[weaker]]
    return {word: tuple(permits) for word, permits in granted.items()}


def _permit(word: str, line: str) -> Permit:
    match = LINE.match(line)
    if not match:
        raise ValueError(f"“{word}”: “{line}” is not of the form “hat @place” or “hat @place if state”.")
    hat, place, state = match["hat"], match["place"], match["state"]
    for value, accepted in ((hat, HATS), (place, PLACES), (state, (*STATES, None))):
        if value not in accepted:
            raise ValueError(f"“{word}”: “{value}” is unknown. Accepted: {', '.join(str(a) for a in accepted if a)}.")
    return Permit(hat, place, state)


@cache
def table() -> Mapping[str, tuple[Permit, ...]]:
    """The table as shipped, read once."""
    return read_table((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def permits(word: str) -> tuple[Permit, ...]:
    """The lines of one word; an unknown word raises with the known ones."""
    try:
        return table()[word]
    except KeyError:
        raise UnknownWordError(f"No action word “{word}”. Known words: {', '.join(sorted(table()))}.") from None


def decide(actor: Actor, word: str, scope: Scope) -> Decision:
    """May `actor` do `word` to a thing with this `scope`? O(hats × lines), both small."""
    lines = permits(word)
    opened = [(line, hats) for line in lines if (hats := _worn(actor, scope, line)) is not None]
    if not opened:
        known = _herself(actor, scope) or bool(actor.municipalities & scope.municipalities)
        return Decision(word, allowed=False, known=known, because=lines)
    because = tuple(line for line, _hats in opened)
    worn = tuple(dict.fromkeys(hat for _line, hats in opened for hat in hats))
    return Decision(word, allowed=True, known=True, because=because, hats=worn)


def _herself(actor: Actor, scope: Scope) -> bool:
    return actor.id is not None and scope.person == actor.id


def _worn(actor: Actor, scope: Scope, line: Permit) -> list[Hat] | None:
    """The hats of `actor` that open one line for a thing with this scope; None when the line stays shut."""
    if line.state is not None and line.state not in scope.states:
        return None
    hats = [hat for hat in actor.hats if line.hat in ("anyone", hat.name)]
    if line.place == "self":
        # Whoever has left every position still reads her own page, with no hat on.
        return hats if _herself(actor, scope) and (hats or line.hat == "anyone") else None
    return [hat for hat in hats if _there(hat, scope, line.place)] or None


def _there(hat: Hat, scope: Scope, place: str) -> bool:
    if place == "municipality":
        return hat.municipality in scope.municipalities
    return hat.unit in scope.units if place == "unit" else hat.arena in scope.arenas
