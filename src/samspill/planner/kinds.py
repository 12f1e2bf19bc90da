"""What can be planned: each kind of meeting, how many bodies have it, and how often the method asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.methods.schema import ArenaKind, Method
from samspill.planner.bridge import Loaded, as_of
from samspill.planner.models import YearPlan
from samspill.planner.setup import Chosen, chosen
from samspill.planner.wants import Body, Frame, meets_weekly, spans_of
from samspill.projects.words import say


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of meeting: `kind` is its key in the setup, `where` and `asked` are said to the reader."""

    kind: str
    name: str
    arenas: int
    where: str
    asked: str
    times: int | None  # as the method asks; None where it meets every week
    minutes: int
    chosen: Chosen
    rooms: tuple[tuple[str, str], ...] = ()  # names of rooms where it is held, and what is said of each


def kinds_of(plan: YearPlan, today: date | None = None) -> tuple[Kind, ...]:
    """Kinds in the order of the method, those of several projects after each other."""
    loaded = as_of(plan, today)
    found: list[Kind] = []
    for pk, method in loaded.ground.methods.items():
        bodies = loaded.ground.bodies(pk)
        for kind in method.arenas.values():
            own = [body for body in bodies if body.kind.id == kind.id]
            if own and all(one.kind != kind.id for one in found):
                found.append(_kind(loaded, method, kind, own, loaded.ground.frames[pk]))
    return tuple(found)


def rooms_in(kinds: Iterable[Kind]) -> int:
    """How many names of rooms there are to choose among."""
    return len({name for kind in kinds for name, _said in kind.rooms})


def _kind(loaded: Loaded, method: Method, kind: ArenaKind, bodies: list[Body], frame: Frame) -> Kind:
    asked = Frame(frame.year, frame.method, frame.starts, frame.ends, {})
    weekly = meets_weekly(kind)
    times = None if weekly else max(len(spans_of(asked, body, loaded.ground.days[body.unit])) for body in bodies)
    return Kind(
        kind.id,
        say(method, f"arenas.{kind.id}.name"),
        len(bodies),
        _where(bodies),
        _asked(times),
        times,
        asked.minutes(kind.id),
        chosen(loaded.ground.setup, kind.id),
        () if weekly else tuple(_rooms(loaded, {body.unit for body in bodies})),
    )


def _rooms(loaded: Loaded, units: set[int]) -> Iterator[tuple[str, str]]:
    """Each name once: whoever chooses it chooses it at every school that has a room of that name."""
    places: dict[str, list[str]] = {}
    for unit, names in loaded.ground.rooms.items():
        for name in names if unit in units else ():
            places.setdefault(name, []).append(loaded.ground.units[unit].name)
    for name, where in sorted(places.items()):
        yield name, _at_places(name, where) if len(units) > 1 else name


def _at_places(name: str, where: list[str]) -> str:
    if len(where) == 1:
        return _("%(room)s, %(place)s") % {"room": name, "place": where[0]}
    said = ngettext("%(room)s, at %(count)s place", "%(room)s, at %(count)s places", len(where))
    return said % {"room": name, "count": len(where)}


def _where(bodies: list[Body]) -> str:
    units = {body.unit for body in bodies}
    if len(units) == len(bodies):
        return ngettext("At %(count)s place", "At %(count)s places", len(units)) % {"count": len(units)}
    text = ngettext("%(arenas)s at %(count)s place", "%(arenas)s at %(count)s places", len(units))
    return text % {"arenas": len(bodies), "count": len(units)}


def _asked(times: int | None) -> str:
    if times is None:
        return _("The method asks for it every week.")
    text = ngettext("The method asks for %(count)s this year.", "The method asks for %(count)s this year.", times)
    return text % {"count": times}
