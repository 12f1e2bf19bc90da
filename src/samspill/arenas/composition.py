"""Who is missing in an arena, in words, and where to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from samspill.arenas.bridge import Facts, facts_about, places_of, sittings_of
from samspill.arenas.models import Arena
from samspill.arenas.words import role_name
from samspill.core.composition import missing
from samspill.core.finding import Finding
from samspill.projects.words import sentence

SENTENCES = {
    "vacant": gettext_noop("Nobody sits in the place “%(role)s”."),
    "too-few": gettext_noop("The place “%(role)s” asks for %(wanted)s people; there are %(have)s."),
    "everyone-missing": gettext_noop("%(person)s belongs here as “%(role)s” and has no seat yet."),
    "deputy-missing": gettext_noop("No deputy is named for %(person)s (%(role)s)."),
    "wrong-profession": gettext_noop("%(person)s sits as “%(role)s”, but is not registered with such a profession."),
    "lead-missing": gettext_noop("Nobody is named as the one who leads. The method gives this to: %(role)s."),
    "several-leads": gettext_noop("%(have)s people are named as leading. One should."),
    "guest-leaves-soon": gettext_noop("The last day of %(person)s as a guest is %(until)s."),
}
WAYS = {
    "vacant": gettext_lazy("Fill the place"),
    "too-few": gettext_lazy("Add one more"),
    "everyone-missing": gettext_lazy("Give a seat"),
    "deputy-missing": gettext_lazy("Name a deputy"),
    "wrong-profession": gettext_lazy("Change the seat"),
    "lead-missing": gettext_lazy("Name the lead"),
    "several-leads": gettext_lazy("Change the seats"),
    "guest-leaves-soon": gettext_lazy("Change the last day"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """One sentence about what lacks in an arena; `url` leads to where it can be mended."""

    code: str
    arena: Arena
    role: str
    seat: int | None
    words: str
    way: str
    url: str


def lacks_in(arenas: Sequence[Arena], day: date, facts: Facts | None = None) -> list[Lack]:
    """What lacks in `arenas` on `day`, arena by arena, the heaviest first. The queries do not grow with the arenas."""
    facts = facts or facts_about(arenas, day)
    return [
        _lack(arena, finding, facts) for arena in arenas if arena.standing for finding in _findings(arena, facts, day)
    ]


def _findings(arena: Arena, facts: Facts, day: date) -> tuple[Finding, ...]:
    kind = facts.kind(arena)
    if kind is None:
        return ()
    return missing(places_of(arena, facts), sittings_of(arena, facts), lead=kind.lead, day=day)


def _lack(arena: Arena, finding: Finding, facts: Facts) -> Lack:
    params = dict(finding.params)
    role, seat = str(params.get("role", "")), params.get("seat")
    holes: dict[str, object] = {**params, "role": role_name(role, facts.method(arena))}
    if "person" in params:
        holes["person"] = facts.name(int(str(params["person"])))
    if isinstance(until := params.get("until"), date):
        holes["until"] = date_format(until, "DATE_FORMAT")
    words = sentence(_(SENTENCES[finding.code]), **holes)
    url = _mend(arena, finding, facts)
    return Lack(finding.code, arena, role, int(str(seat)) if seat else None, words, str(WAYS[finding.code]), url)


def _mend(arena: Arena, finding: Finding, facts: Facts) -> str:
    """The page where this lack is mended."""
    seat = finding.params.get("seat")
    if finding.code == "deputy-missing":
        return reverse("arenas:deputy", args=[seat])
    if seat is None and finding.code == "lead-missing":
        held = [each for each in facts.seats_in(arena) if each.role == finding.params["role"]]
        seat = held[0].pk if held else None
    if seat is not None:
        return reverse("arenas:change_seat", args=[seat])
    if finding.code == "several-leads":
        return arena.get_absolute_url()
    chosen = {name: finding.params[name] for name in ("role", "person") if name in finding.params}
    if finding.code == "lead-missing":
        chosen["leads"] = 1
    return f"{reverse('arenas:seat', args=[arena.pk])}?{urlencode(chosen)}"
