"""Why there is no plan: a few meetings that cannot all be held, the smallest set of rules that collide, ways out.

First the smallest scope that has no plan is looked for: one meeting, neighbours in its series, its strand, the meetings
of the same people at the same time, everything these people have. Then rules are given up in ever smaller bunches and
then one by one, so that each that is left is needed (deletion; Chinneck and Dravnieks 1991). What is offered as a way
out was tried on the scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from samspill.core.scheduling.answers import Explanation, Relaxation
from samspill.core.scheduling.board import Board
from samspill.core.scheduling.building import build
from samspill.core.scheduling.candidates import Leeway
from samspill.core.scheduling.exact import solve
from samspill.core.scheduling.model import Budget, Hours, Occurrence, Place, RuleRef, Series, YearInstance
from samspill.core.scheduling.sound import require_sound
from samspill.core.scheduling.tables import Tables

# Laws of nature are given up first, so that what people can change is what is left.
EASE = (
    "overlap",
    "room",
    "travel",
    "per-day",
    "order",
    "spacing",
    "open",
    "room-away",
    "window",
    "fixed",
    "away",
    "hours",
)
WAYS = 6  # ways out that are offered at most
EFFORT = 4_000  # pricings in the time of one unit of the exact model's effort


def explain(
    instance: YearInstance, *, pinned: Mapping[str, Place] | None = None, budget: Budget | None = None
) -> Explanation | None:
    """Give the rules that collide first, None when there is a plan (with `pinned` meetings where they are pinned).

    `proven` is False when the allowance ended first. About 30 small models; raises ValueError for a problem that
    contradicts itself.
    """
    require_sound(instance)
    fixed = _pinned(instance, pinned or {})
    effort = max(0.5, (budget or Budget()).pricings / EFFORT)
    board = Board(Tables(fixed))
    scopes = _blank(board.tables)
    if not scopes:
        build(board, lambda _stage: board.pricings < 40 * len(board.years))
        scopes = board.unplaced()
    if not scopes:
        return None
    for scope in _growing(board.tables, scopes):
        part = _part(fixed, scope)
        if _possible(part, frozenset(), effort) is False:
            return _smallest(part, scope, effort)
    return Explanation((), tuple(sorted(scopes)), (), proven=False)


def _pinned(instance: YearInstance, pinned: Mapping[str, Place]) -> YearInstance:
    def one(occurrence: Occurrence) -> Occurrence:
        return replace(occurrence, at=pinned[occurrence.id]) if occurrence.id in pinned else occurrence

    series = tuple(
        replace(some, occurrences=tuple(one(occurrence) for occurrence in some.occurrences)) for some in instance.series
    )
    return replace(instance, series=series)


def _blank(tables: Tables) -> tuple[str, ...]:
    """Meetings that have no place by themselves."""
    return tuple(slot.id for strand in tables.strands for slot in strand.slots if not len(slot.places))


def _growing(tables: Tables, broken: Iterable[str]) -> Iterator[set[str]]:
    """Scopes around meetings without a place, small ones first."""
    wanted = list(broken)
    for key in wanted:
        yield {key}
    for key in wanted:
        number, at = tables.home[key]
        slots = [slot.id for slot in tables.strands[number].slots]
        for reach in (1, 2):
            yield set(slots[max(0, at - reach) : at + reach + 1])
        yield set(slots)
        yield _near(tables, key)
    for key in wanted:
        yield _sharing(tables, key)
    yield {slot.id for strand in tables.strands for slot in strand.slots}


def _near(tables: Tables, key: str) -> set[str]:
    """Meetings of the same people or rooms whose windows touch this one's."""
    mine, own = tables.occurrence[key], _needed(tables.series_of[key])
    found = {
        other.id
        for series in tables.instance.series
        if own & _needed(series)
        for other in series.occurrences
        if other.earliest <= mine.latest and mine.earliest <= other.latest
    }
    return found | {key}


def _sharing(tables: Tables, key: str) -> set[str]:
    """All meetings of the strands in which somebody of this meeting is needed."""
    own = _needed(tables.series_of[key])
    strands = [strand for strand in tables.strands if any(own & _needed(slot.series) for slot in strand.slots)]
    return {slot.id for strand in strands for slot in strand.slots}


def _needed(series: Series) -> set[str]:
    return {*(f"p:{key}" for key in series.members), *(f"r:{key}" for key in series.rooms)}


def _part(instance: YearInstance, scope: set[str]) -> YearInstance:
    """The problem of some meetings alone; of a series only meetings in turn keep their distance."""
    series = []
    for some in instance.series:
        run: list[Occurrence] = []
        for one in (*some.occurrences, None):
            if one is not None and one.id in scope:
                run.append(one)
            elif run:
                series.append(replace(some, occurrences=tuple(run)))
                run = []
    orders = tuple(one for one in instance.orders if one.before in scope and one.after in scope)
    return replace(instance, series=tuple(series), orders=orders, patterns=())


def _possible(part: YearInstance, dropped: frozenset[str], effort: float) -> bool | None:
    return solve(Tables(part, Leeway(dropped=dropped)), effort=effort).feasible


def _rules(part: YearInstance) -> list[RuleRef]:
    """Every rule that speaks about the part, in the order in which they are given up."""
    people = {key for series in part.series for key in series.members}
    rooms = {key for series in part.series for key in series.rooms}
    found = {RuleRef(code, key) for key in people for code in ("overlap", "away", "hours")}
    found |= {RuleRef("travel", one.id) for one in part.people if one.id in people and one.travel}
    found |= {RuleRef("per-day", one.id) for one in part.people if one.id in people and one.per_day is not None}
    found |= {RuleRef(code, key) for key in rooms for code in ("room", "room-away")}
    found |= {RuleRef("window", series.id) for series in part.series}
    found |= {RuleRef("open", series.id) for series in part.series if series.hours}
    found |= {RuleRef("spacing", series.id) for series in part.series if series.gap}
    found |= {RuleRef("order", order.id) for order in part.orders}
    found |= {RuleRef("fixed", one.id) for series in part.series for one in series.occurrences if one.at}
    return sorted(found, key=lambda rule: (EASE.index(rule.code), rule.of))


def _smallest(part: YearInstance, scope: set[str], effort: float) -> Explanation:
    rules = _rules(part)
    core, gone, proven = list(rules), frozenset[str](), True
    size = max(1, len(core) // 2)
    while True:
        at = 0
        while at < len(core):
            without = gone | {rule.id for rule in core[at : at + size]}
            verdict = _possible(part, without, effort)
            if verdict is False:
                core, gone = core[:at] + core[at + size :], without
            else:
                proven = proven and (size > 1 or verdict is True)
                at += size
        if size == 1:
            break
        size //= 2
    ways = tuple(_ways(part, core, effort))
    return Explanation(tuple(core), tuple(sorted(scope)), ways[:WAYS], proven)


def _ways(part: YearInstance, core: list[RuleRef], effort: float) -> Iterator[Relaxation]:
    """Mild changes before a rule is given up; each is tried with all other rules in force."""
    for rule in reversed(core):
        found = False
        for way, changed in _edits(part, rule):
            if _possible(changed, frozenset(), effort):
                yield way
                found = True
                break
        if not found and _possible(part, frozenset({rule.id}), effort):
            yield Relaxation("drop", rule)
    for key in sorted({rule.of for rule in core if rule.code in ("hours", "away", "overlap", "travel", "per-day")}):
        changed = _sent(part, key)
        if changed != part and _possible(changed, frozenset(), effort):
            yield Relaxation("deputy", RuleRef("deputy", key))


def _edits(part: YearInstance, rule: RuleRef) -> Iterator[tuple[Relaxation, YearInstance]]:
    if rule.code == "hours":
        person = next(one for one in part.people if one.id == rule.of)
        for weekday in sorted({day.weekday() for day in part.days} - {one.weekday for one in person.hours}):
            more = replace(person, hours=(*person.hours, Hours(weekday)))
            people = tuple(more if one is person else one for one in part.people)
            yield Relaxation("weekday", rule, weekday=weekday), replace(part, people=people)
    if rule.code == "window":
        for days in (7, 14):
            wider = tuple(_wider(one, days) if one.id == rule.of else one for one in part.series)
            yield Relaxation("window", rule, days=days), replace(part, series=wider)


def _wider(series: Series, days: int) -> Series:
    more = timedelta(days=days)
    occurrences = (replace(one, earliest=one.earliest - more, latest=one.latest + more) for one in series.occurrences)
    return replace(series, occurrences=tuple(occurrences))


def _sent(part: YearInstance, key: str) -> YearInstance:
    """The part with somebody else for a person wherever a deputy may come."""
    series = tuple(
        replace(one, members=tuple(member for member in one.members if member != key or key not in one.deputies))
        for one in part.series
    )
    return replace(part, series=series)
