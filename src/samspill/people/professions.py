"""Which professions may be given where, and by whom."""

from __future__ import annotations

from django.http import HttpRequest

from samspill.access.gate import may
from samspill.people.models import Profession, Unit, UnitKind

# These open doors in the whole municipality, so only those who set it up may give them.
MUNICIPAL = frozenset({Profession.SCHOOL_OWNER, Profession.ADMINISTRATOR})
ONLY_AT = {Profession.SCHOOL_LEADER: UnitKind.SCHOOL, Profession.SERVICE_HEAD: UnitKind.SERVICE}


def professions_for(request: HttpRequest, unit: Unit, *, keep: str = "") -> list[tuple[str, str]]:
    """What the reader may let somebody be at `unit`; `keep` is what the position already says."""
    free = may(request, unit.municipality, "municipality.set_up")
    return [
        (each.value, str(each.label))
        for each in Profession
        if each == keep or ((free or each not in MUNICIPAL) and ONLY_AT.get(each, unit.kind) == unit.kind)
    ]
