"""Everything with a day that a reader may see in one school year: read once, for picture, list and paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.core.schoolyear import Period, SchoolYear
from samspill.core.yearwheel import Shade
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.queries import office_of
from samspill.wheel.models import WheelRing

#: What can be shown and hidden, in the order it is offered in.
LAYERS: Mapping[str, Promise] = {
    "plan": _("Plan, where there is no meeting that you can open"),
    "meetings": _("Meetings"),
    "conferences": _("Conferences"),
    "milestones": _("Milestones of measures"),
    "rechecks": _("Re-checks of daily practice"),
    "deadlines": _("Follow-ups with a day"),
    "own": _("Own activities"),
    "days": _("Holidays and planning days"),
}
#: What may stand on a page that everybody can read: days and the method's own words, nothing that somebody wrote.
PUBLIC = ("plan", "meetings", "conferences", "own", "days")
SIGN_OF = {
    "plan": "plan",
    "meetings": "meeting",
    "conferences": "conference",
    "milestones": "milestone",
    "rechecks": "recheck",
    "deadlines": "deadline",
    "own": "own",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing with a day: `key` is its own in the page, `weight` says how much it asks for a word beside it."""

    key: str
    layer: str
    ring: str
    first: date
    last: date
    title: str
    where: str = ""
    url: str = ""
    weight: int = 0
    meeting: int | None = None  # the one that is called, where the reader may open it
    begins: time | None = None  # of that one, and its room
    place: str = ""

    @property
    def sign(self) -> str:
        return SIGN_OF[self.layer]

    @property
    def kind(self) -> str:
        return str(KINDS[self.layer])

    @property
    def spot(self) -> str:
        """The school and the room."""
        return ", ".join(filter(None, [self.where, self.place]))

    @property
    def lasts(self) -> bool:
        return self.last > self.first


#: What one thing of a layer is.
KINDS: Mapping[str, Promise] = {
    "plan": _("Plan"),
    "meetings": _("Meeting"),
    "conferences": _("Conference"),
    "milestones": _("Milestone"),
    "rechecks": _("Re-check"),
    "deadlines": _("Follow-up"),
    "own": _("Own activity"),
}


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose year it is: exactly one of municipality, unit, arena and person is set."""

    municipality: Municipality | None = None
    unit: Unit | None = None
    arena: Arena | None = None
    person: Person | None = None

    @property
    def rings(self) -> tuple[str, ...]:
        """The rings it has, the outermost first."""
        if self.person:
            return tuple(WheelRing.values)
        if self.arena:
            return (ring_of(self.arena.unit, self.arena.group),)
        if self.municipality or (self.unit and self.unit.kind == UnitKind.OFFICE):
            return (WheelRing.MUNICIPALITY, WheelRing.SCHOOL)[: 2 if self.municipality else 1]
        return (WheelRing.MUNICIPALITY, WheelRing.SCHOOL, WheelRing.TEAM)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: whose year, which, what of it, and who reads; `actor` None: everybody, on the public wheel."""

    whose: Whose
    year: SchoolYear
    actor: Actor | None
    today: date
    layers: Collection[str] = tuple(LAYERS)

    @property
    def period(self) -> Period:
        return self.year.period

    @property
    def span(self) -> tuple[date, date]:
        return self.period.start, self.period.end

    def wants(self, *layers: str) -> bool:
        return any(layer in self.layers for layer in layers)


@dataclass(frozen=True, slots=True)
class Read:
    """What there is, in order of time, and the days that lie behind it."""

    happenings: tuple[Happening, ...]
    shades: tuple[Shade, ...]


def ring_of(unit: Unit, group: str = "") -> str:
    """Where something of a unit lies: its office is the municipality, an arena of one grade is a team."""
    if unit.kind == UnitKind.OFFICE:
        return WheelRing.MUNICIPALITY
    return WheelRing.TEAM if group else WheelRing.SCHOOL


def in_order(found: Iterable[Happening]) -> tuple[Happening, ...]:
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.title, one.key)))


def place_of(whose: Whose) -> tuple[str, Unit | None]:
    """The ring and the unit of what is added from this wheel; a municipality's is that of its office."""
    if whose.person:
        return WheelRing.PERSON, None
    if whose.arena:
        return ring_of(whose.arena.unit, whose.arena.group), whose.arena.unit
    unit = whose.unit or office_of(whose.municipality) if whose.municipality else whose.unit
    assert unit, "whose wheel it is, is known"
    return ring_of(unit), unit
