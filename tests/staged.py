"""Worlds of measures, built once for a module: one at each station of the way, or a single one in try-out."""

from __future__ import annotations

from functools import cache
from typing import Final

from samspill.measures.models import Measure
from tests.asking import Standing, once
from tests.cast import Cast, adopt, assemble
from tests.measures import WAY, at_stage

STATIONS: Final = ("proposed", "analysed", "planned", "trying", "evaluated", "practice")


@cache
def staged(stations: tuple[str, ...] = STATIONS) -> Standing:
    """The cast with a measure at each of the stations, called by its name."""

    def build() -> Cast:
        cast = adopt(assemble())
        for stage in (one for one in WAY if one in stations):
            at_stage(cast, stage, title=stage)
        return cast

    return once(build)


def tried() -> Cast:
    """The cast with one measure in try-out."""
    cast = adopt(assemble())
    at_stage(cast, "trying")
    return cast


tried_once = once(tried)


def standing_at(stage: str) -> Measure:
    """The measure that stands there."""
    return Measure.objects.get(title=stage)
