"""What a requirement asks that its arena already says: nothing is written twice in a pack.

A requirement about who sits in an arena, or how often it meets, names the arena; places, lead and rhythm are read
from `arenas.toml`. A parameter that stands in `requirements.toml` wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from samspill.core.fidelity.model import Wish
from samspill.methods.schema import ArenaKind, Place


def from_arena(rule: str, arena: ArenaKind) -> Mapping[str, Any]:
    """The parameters that the arena answers for this rule."""
    derive = _DERIVED.get(rule)
    return derive(arena) if derive else {}


def filled(wish: Wish, arenas: Mapping[str, ArenaKind]) -> Wish:
    """The requirement with the parameters its arena answers."""
    arena = arenas.get(str(wish.params.get("arena")))
    if arena is None:
        return wish
    return replace(wish, params=MappingProxyType({**from_arena(wish.rule, arena), **wish.params}))


def follows(wish: Wish, before: ArenaKind, after: ArenaKind) -> Wish:
    """The requirement after its arena changed: only parameters that were read from the arena move along."""
    if wish.params.get("arena") != before.id:
        return wish
    old, new = from_arena(wish.rule, before), from_arena(wish.rule, after)
    moved = {name: new[name] for name in new if wish.params.get(name) == old.get(name)}
    return replace(wish, params=MappingProxyType({**wish.params, **moved}))


def _composed(arena: ArenaKind) -> Mapping[str, Any]:
    places = tuple(_place(place) for place in arena.places if not place.optional)
    return {"places": places, "lead": arena.lead}


def _place(place: Place) -> Mapping[str, Any]:
    return MappingProxyType({"role": place.role, "at_least": place.at_least, "everyone": place.everyone})


def _deputies(arena: ArenaKind) -> Mapping[str, Any]:
    return {"roles": tuple(place.role for place in arena.places if place.deputy)}


def _held(arena: ArenaKind) -> Mapping[str, Any]:
    if arena.rhythm is None:
        return {}
    rhythm = arena.rhythm
    return {"at_least": rhythm.at_least, "period": rhythm.period, "exempt_months": rhythm.exempt_months}


def _lasts(arena: ArenaKind) -> Mapping[str, Any]:
    return {"minutes": arena.rhythm.minutes} if arena.rhythm and arena.rhythm.minutes else {}


_DERIVED: Mapping[str, Callable[[ArenaKind], Mapping[str, Any]]] = {
    "composed": _composed,
    "deputies_named": _deputies,
    "held_at_least": _held,
    "lasts_at_least": _lasts,
}
