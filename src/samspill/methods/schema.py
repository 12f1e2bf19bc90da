"""The shape of a method pack, as frozen dataclasses. Words are not here: they live in `text/<language>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samspill.core.fidelity.model import Wish


@dataclass(frozen=True, slots=True)
class Role:
    """Who somebody is in the method. `professions` are the professions of `people` that may fill it ((), anyone)."""

    id: str
    level: str  # "municipality", "school", "service", "measure"
    professions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of seat in an arena: how many at least, whether everybody of the kind, whether a deputy is named."""

    role: str
    at_least: int = 1
    everyone: bool = False
    deputy: bool = False
    named_by: str | None = None  # role that names the person (unit leaders name their adviser, R40)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often an arena meets: at least `at_least` times per `period`, each `minutes` long."""

    at_least: int
    period: str  # "month", "half_year", "school_year", "week"
    minutes: int | None = None
    exempt_months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point of an agenda: "standing" (every time), "occasion" (when it is due) or "suggestion" (to choose from).

    `due` says when an occasion comes on the agenda by itself: "once_a_school_year" until it has been treated, or
    "last_before_summer", the last meeting of the school year that is called in one of its `months`.
    """

    id: str
    minutes: int | None = None
    kind: str = "standing"
    treats: str | None = None  # the kind of item a requirement looks for ("measure", "summer-evaluation")
    tryout: bool = False  # counts as time for the try-out when time is split (R50)
    collects: tuple[str, ...] = ()  # what is placed under it when it comes by itself ("followup", "minutes", …)
    due: str = ""
    months: tuple[int, ...] = ()
    closing: bool = False  # stays last when others are added


@dataclass(frozen=True, slots=True)
class ArenaKind:
    """A standing body (or yearly conference) of the method."""

    id: str
    level: str  # "municipality" or "school"
    lead: str  # role id
    places: tuple[Place, ...]
    rhythm: Rhythm | None = None
    per_grade: tuple[int, ...] = ()
    decides: bool = False
    standing: bool = True  # False: a conference, which is held, not sat in
    forwards_to: tuple[str, ...] = ()  # arenas of the same unit that get its minutes by themselves (R52)
    settles: bool = False  # where clarifications go that others cannot settle (R45, R54)
    inside_meeting: bool = False  # takes place as a part of a longer meeting people already have (R53)
    agenda: tuple[AgendaPoint, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """When an activity falls, relative to the start.

    Either `after_start` (first and last week counted from the start date, week 1 begins on it) or a season: `months`
    (first and last calendar month) in the `year`-th spring or autumn after the start (`half` "spring" or "autumn").
    Year 1 is the first calendar year whose spring begins after the starting half-year; its autumn follows that spring,
    so that the order of the plan holds whichever half-year a municipality starts in. `repeats` marks what recurs by an
    arena's rhythm inside the window; `when.window` turns all of this into days.
    """

    after_start: tuple[int, int] | None = None
    half: str | None = None
    year: int = 0
    months: tuple[int, int] | None = None
    repeats: str | None = None  # arena id whose rhythm lays the occasions
    halves: int = 1  # how many half-years in a row: the last of `months` falls in the last of them
    times: int = 1  # how many occasions the window holds (R103: meetings, in the plural)


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the activity plan (R87 to R113). `arena` is what meets, if anything does."""

    id: str
    level: str
    responsible: tuple[str, ...]  # role ids
    participants: tuple[str, ...]  # role or arena ids
    when: When
    arena: str | None = None
    optional_participants: tuple[str, ...] = ()
    main: bool = True  # main activities land in the annual wheel (L32)
    sources: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()  # subject and part that holding it proves: ("overall-plan", "adopted")
    shown_by: str = ""  # what shows it besides a meeting: seats that are filled, a measure that is tried out


@dataclass(frozen=True, slots=True)
class Field:
    id: str
    kind: str  # "line", "text", "date", "person", "people", "choice", "number"
    required: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    fields: tuple[Field, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A state of a measure (or case) and where it may go next; `decided_by` is the arena that moves it.

    `final` says that the try-out is over; such a phase may still name where a later re-check can lead. `stage` is the
    station of the common way that a measure's phase is (`core.redthread.phases.STAGES`), `needs` what must be there
    before one comes to it and `needs_after` what besides when one comes from a certain phase; `heard_by` the arenas
    that answer before it, `waits_for` the role or arena whose turn it is, `rechecks` the months after which one asks
    whether a practice is still alive.
    """

    id: str
    of: str  # "measure", "clarification", "conference"
    next: tuple[str, ...] = ()
    decided_by: str | None = None
    final: bool = False
    stage: str = ""
    needs: tuple[str, ...] = ()
    needs_after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heard_by: tuple[str, ...] = ()
    waits_for: str | None = None
    rechecks: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a conference's script: a round of groups, a plenary, a break; `by` is what an alike round shares."""

    id: str
    kind: str  # "groups", "plenary", "break"
    minutes: int
    form: str = ""  # of a round: "mixed", "base", "cross", "homogeneous"
    by: str = ""
    smallest: int = 5
    largest: int = 8


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done for a conference: so many days before (negative) or after its day, and by whom."""

    id: str
    days: int
    role: str  # "responsible" or "facilitator" of the conference


@dataclass(frozen=True, slots=True)
class Script:
    """A way to hold a dialogue conference, to begin from: its parts in order, and what there is to do around them."""

    id: str
    parts: tuple[Part, ...]
    tasks: tuple[Task, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dislike:
    """Points for a meeting that begins on one of the weekdays (1 = Monday, none: all) between the two hours."""

    points: int
    weekdays: tuple[int, ...] = ()
    opens: str = "00:00"
    closes: str = "24:00"


@dataclass(frozen=True, slots=True)
class Laying:
    """How the meetings of one kind of arena lie in the year, for whoever plans it.

    Between two meetings in turn lie `least` to `most` days, wished `short` to `long`; a day outside the wish costs
    `price` points, a meeting off the usual weekday or hour `usual_weekday` and `usual_hour`. `minutes` is the length
    where the rhythm has none; `opens` and `closes` are the hours it is held in; `months` (first, last) where a kind
    that is held once a school year falls when the plan does not say; somebody who is wished for and cannot come costs
    `wanted`. An activity that `gathers` people without a body of its own is held as a meeting of this arena.
    """

    id: str  # an arena's
    minutes: int = 60
    opens: str = "08:00"
    closes: str = "15:30"
    least: int = 1
    short: int = 0
    long: int | None = None
    most: int | None = None
    price: int = 1
    usual_weekday: int = 4
    usual_hour: int = 2
    wanted: int = 2
    months: tuple[int, int] | None = None
    dislikes: tuple[Dislike, ...] = ()
    gathers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """What comes before what in a school year: `before` and `after` are arenas or activities.

    `relation` "each": each of `before` lies before the next of `after` that can follow it; "between": each of `after`
    lies between two of `before` in turn, where its window lets it. `least` to `most` days lie between; each day
    beyond `ideal` costs `price`.
    """

    id: str
    before: str
    after: str
    relation: str = "each"
    least: int = 1
    ideal: int | None = None
    most: int | None = None
    price: int = 1
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for a reader; `language` is the one it is really in, `fallback` says it is not the one asked for."""

    value: str
    language: str
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Method:
    """A whole pack, read and checked. Look words up with `text.text_of(method, key, language)`.

    `phases` is keyed by "<of>.<id>" ("measure.proposed"). `periods` says what a requirement is asked per: "once",
    "standing", "meeting", "measure", "half_year" …; `ends` is when a project by this method is over (R73).
    """

    slug: str
    revision: str
    roles: Mapping[str, Role]
    arenas: Mapping[str, ArenaKind]
    requirements: Mapping[str, Wish]
    plan: tuple[Activity, ...]
    forms: Mapping[str, Form] = field(default_factory=dict)
    phases: Mapping[str, Phase] = field(default_factory=dict)
    scripts: Mapping[str, Script] = field(default_factory=dict)  # its own first, then those all methods share
    layings: Mapping[str, Laying] = field(default_factory=dict)  # by arena
    successions: Mapping[str, Succession] = field(default_factory=dict)
    fallbacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # language → languages to try next
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language → dotted key → sentence
    periods: Mapping[str, str] = field(default_factory=dict)  # requirement id → what it is asked per
    ends: When | None = None
    retired: tuple[str, ...] = ()  # "roles.<id>" …: shipped once, kept out of use, never reused
