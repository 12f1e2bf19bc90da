"""A world for tests of what ends a try-out: the cast with one measure at each station, built once for a module."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from samspill.measures.models import Measure
from tests.asking import Standing, once
from tests.cast import Cast, adopt, assemble
from tests.measures import WAY, at_stage

STATIONS: Final = ("proposed", "analysed", "planned", "trying", "evaluated", "practice")


def staged(stations: Collection[str] = STATIONS) -> Standing:
    """The cast with a measure at each of the stations, called by its name."""

    def build() -> Cast:
        cast = adopt(assemble())
        for stage in (one for one in WAY if one in stations):
            at_stage(cast, stage, title=stage)
        return cast

    return once(build)


def standing_at(stage: str) -> Measure:
    """The measure that stands there."""
    return Measure.objects.get(title=stage)
