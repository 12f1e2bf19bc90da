"""Whose paper agendas, minutes and decisions are written on."""

from __future__ import annotations

from samspill.arenas.models import Arena
from samspill.documents.paper import Letterhead
from samspill.people.models import Logo, Unit


def letterhead_of(arena: Arena) -> Letterhead:
    return letterhead_at(arena.unit)


def letterhead_at(unit: Unit) -> Letterhead:
    kept = Logo.objects.filter(municipality=unit.municipality_id).first() if unit.municipality.logo_mark else None
    return Letterhead(unit.municipality.name, unit.name, unit.address, bytes(kept.png) if kept else None)
