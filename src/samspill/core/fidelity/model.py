"""What goes into and comes out of the reading of fulfilment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samspill.core.finding import Finding
from samspill.core.schoolyear.periods import Period as Period


class State(StrEnum):
    """How a requirement stands for one school or one municipality on one day."""

    MET = "met"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PARTLY = "partly"
    DEVIATES = "deviates"
    NOT_APPLICABLE = "not_applicable"
    NOTHING_YET = "nothing_yet"


class Force(StrEnum):
    """How binding the guide is: must (skal), should (bør), template (forslag), aim (mål)."""

    MUST = "must"
    SHOULD = "should"
    TEMPLATE = "template"
    AIM = "aim"


@dataclass(frozen=True, slots=True)
class Wish:
    """One requirement of a method as the rules read it; `rule` is a name in the closed list of `rules.RULES`."""

    id: str
    rule: str
    force: Force
    level: str  # "municipality" or "school": whose board it stands on
    responsible: str  # role id of the pack
    params: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer back to the row a piece of evidence was read from; the board makes a link of it."""

    kind: str
    id: int | str


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting or conference that took place. None means "not recorded", which is not the same as no."""

    arena: str  # arena id of the pack
    on: date
    group: str = ""  # for arenas per grade: "5", "6", "7"
    minutes: int | None = None
    agenda_sent: date | None = None
    minute_taker: bool | None = None
    minutes_shared: date | None = None
    treats: frozenset[str] = frozenset()  # kinds of items: "measure", "role-and-concept", "summer-evaluation", …
    split_planned: bool | None = None  # time divided between try-out and other matters
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting or conference laid in the plan, whether or not it has been held."""

    arena: str
    on: date
    group: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One dated place in an arena. A vacant place has no person."""

    arena: str
    role: str
    person: str | None
    since: date
    until: date | None = None
    group: str = ""
    deputy: str | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """A dated act on something: kind "service-contact" on subject "ppt", "contact-list-reviewed", "log-entry", …"""

    kind: str
    subject: str
    on: date
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing with a life and parts that come to be: a measure, a conference, a clarification, a planned activity.

    `parts` maps the name of a part (goal, plenary-minutes, decision …) to the day it was there, or None.
    `tags` and `numbers` carry what single rules ask for (level in the pyramid, overlap of two rounds, share reached).
    `due` is the day its parts were to be there, where that is not its end; `excused` gives the reason why a part was
    left out on purpose.
    """

    kind: str
    id: str
    since: date
    until: date | None = None
    parts: Mapping[str, date | None] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    numbers: Mapping[str, float] = field(default_factory=dict)
    ref: Ref | None = None
    due: date | None = None
    excused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Departure:
    """A reasoned deviation from a requirement, or its being set aside as not applicable, for a span of days."""

    wish: str
    reason: str
    since: date
    until: date | None = None
    not_applicable: bool = False
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All traces of one school or one municipality, as plain facts.

    `tracked` names the kinds of trace the product records at all today ("held", "seats", "minutes", "measure" …).
    A rule whose trace is not tracked answers NOTHING_YET, never MET and never OVERDUE.
    """

    held: tuple[Held, ...] = ()
    planned: tuple[Planned, ...] = ()
    seats: tuple[Seat, ...] = ()
    deeds: tuple[Deed, ...] = ()
    subjects: tuple[Subject, ...] = ()
    departures: tuple[Departure, ...] = ()
    tracked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and when one reads: the day, the life of the project here, the last school day before each summer.

    `joined` is when this school (or municipality) began with the method; nothing is asked for earlier days.
    `summer_begins` lists, per school year, the first day of the summer holiday; `grades` the grades of this school
    that the method reaches, () for a municipality; `takes_part` is False for a comparison school.
    """

    today: date
    joined: date
    ends: date | None = None
    summer_begins: tuple[date, ...] = ()
    groups: tuple[str, ...] = ()
    takes_part: bool = True
    soon_days: int = 21


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one requirement stands, with what it was read from and when it is due next."""

    wish: str
    state: State
    finding: Finding
    evidence: tuple[Ref, ...] = ()
    due: date | None = None
    period: Period | None = None
