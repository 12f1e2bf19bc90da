"""What the page about how much and how many shows, half-year by half-year."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samspill.arenas.words import name_of
from samspill.core.fidelity import evaluate
from samspill.core.fidelity.model import Period
from samspill.core.redthread.reach import Share
from samspill.insight import extent
from samspill.insight.bridge import Reading, read
from samspill.insight.pages import around, verdict_rows
from samspill.people.asking import Asked
from samspill.people.models import Profession
from samspill.projects.models import Participation


def extent_page(request: Asked, participation: Participation) -> dict[str, Any]:
    """One half-year: the one asked for, else the latest."""
    reading = read(participation, request.today)
    halves = extent.halves_of(reading)
    chosen = next((one for one in halves if one.key == request.GET.get("half")), halves[0] if halves else None)
    wishes = extent.drivers(reading.wishes)
    page = {
        **around(request, participation, "extent"),
        "method": reading.method,
        "halves": halves,
        "chosen": chosen,
        "pyramid": extent.pyramid(reading),
        "drivers": verdict_rows(wishes, evaluate(wishes, reading.evidence, reading.frame)),
    }
    return {**page, **_half(reading, chosen)} if chosen else page


def _half(reading: Reading, period: Period) -> dict[str, Any]:
    spent = extent.spent_on_tryouts(reading.told, period)
    return {
        "doses": extent.dose(reading, period, spent),
        "lines": [_line(reading, one) for one in extent.reach_lines(reading, period)],
        "pupils": extent.pupils_in(reading, period),
    }


def _line(reading: Reading, line: extent.Line) -> dict[str, Any]:
    shares: list[Share | None] = list(line.shares)
    return {
        "name": _("Everybody at the school") if not line.group else _group(reading, line.group),
        "small": [_group(reading, one) for one in line.names],
        "proposed": shares[0],
        "tried": shares[1],
        "heard": shares[2],
        "any": shares[3],
    }


def _group(reading: Reading, group: str) -> str:
    """What a group is called: a grade team by its name, else the profession."""
    if group == "others":
        return _("Smaller groups together")
    if group.startswith("arena:"):
        arena = next(one for one in reading.staff.arenas if f"arena:{one.pk}" == group)
        return name_of(arena, reading.method)
    return str(Profession(group).label)
