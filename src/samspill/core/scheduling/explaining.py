"""Why there is no plan: a few meetings that cannot all be held, the smallest set of rules that collide, ways out.

First the smallest scope that has no plan is looked for: one meeting, neighbours in its series, what one of its people
has at that time, its strand, the meetings of all its people at the same time, everything these people have. Then first
meetings and then rules are given up in ever smaller bunches and then one by one, so that each that is left is needed
(deletion; Chinneck and Dravnieks 1991): a model of two meetings is solved at once, one of a municipality is not. What
is offered as a way out was tried on the scope; where no single one is enough, two are tried together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations, islice

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
READABLE = 12  # rules that somebody can weigh against each other; more are left only when the allowance has ended
WAYS = 6  # ways out that are offered at most
PAIRS = 40  # pairs of changes that are tried at most where no single one is enough
EFFORT = 4_000  # pricings in the time of one unit of the exact model's effort
MODEL, PLACE = 0.02, 0.0002  # effort it takes to write a model down, and more for each candidate in it
ONE = 1.0  # effort a single question may take


@dataclass
class _Purse:
    """The effort that is left. What costs more than that is not asked."""

    left: float

    def possible(self, part: YearInstance, dropped: frozenset[str] = frozenset()) -> bool | None:
        """Whether a part has a plan; None when that was not found out."""
        if self.left <= 0:
            return None
        try:
            tables = Tables(part, Leeway(dropped=dropped))
        except ValueError:  # without its window a meeting may be tied to more others than can be planned at once
            self.left -= MODEL
            return None
        price = MODEL + PLACE * sum(len(slot.places) for strand in tables.strands for slot in strand.slots)
        self.left -= price
        if self.left <= 0:
            return None
        verdict = solve(tables, effort=min(ONE, self.left))
        self.left -= verdict.work
        return verdict.feasible


def explain(
    instance: YearInstance,
    *,
    pinned: Mapping[str, Place] | None = None,
    about: Sequence[str] = (),
    budget: Budget | None = None,
) -> Explanation | None:
    """Give the rules that collide first, None when there is a plan (with `pinned` meetings where they are pinned).

    `about` are meetings a planner found no place for: it is looked around these before anything else. `proven` is
    False when the allowance ended first. Some dozen small models; raises ValueError for a problem that contradicts
    itself.
    """
    require_sound(instance)
    fixed, purse = _pinned(instance, pinned or {}), _Purse((budget or Budget()).pricings / EFFORT)
    board = Board(Tables(fixed))
    blank, known = _blank(board.tables), tuple(key for key in about if key in board.tables.home)
    scopes = known or blank
    found = _colliding(board.tables, fixed, scopes, purse)
    if found is None and blank and scopes is not blank:
        scopes = blank
        found = _colliding(board.tables, fixed, scopes, purse)
    if found is None and not blank:
        build(board, lambda _stage: board.pricings < 6 * len(board.years))
        scopes = board.unplaced()
        if not scopes:
            return None
        found = _colliding(board.tables, fixed, scopes, purse)
    return found or Explanation((), tuple(sorted(scopes)), (), proven=False)


def _colliding(tables: Tables, instance: YearInstance, broken: Sequence[str], purse: _Purse) -> Explanation | None:
    asked: list[set[str]] = []
    for scope in _growing(tables, broken):
        size = sum(len(tables.strands[number].slots[at].places) for number, at in map(tables.home.__getitem__, scope))
        if scope in asked or MODEL + PLACE * size > purse.left / 4:
            continue
        asked.append(scope)
        if purse.possible(_part(instance, scope)) is False:
            fewest = _fewest(instance, scope, purse)
            return _smallest(_part(instance, fewest), fewest, purse)
    return None


def _fewest(instance: YearInstance, scope: set[str], purse: _Purse) -> set[str]:
    """As few of these meetings as still have no plan."""
    kept = sorted(scope)
    size = len(kept) // 2
    while size and purse.left > 0:
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if fewer and purse.possible(_part(instance, set(fewer))) is False:
                kept = fewer
            else:
                at += size
        size //= 2
    return set(kept)


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
        for person in tables.series_of[key].members:
            yield _near(tables, key, {f"p:{person}"})
        yield set(slots)
        for more in (0, 35):
            yield _near(tables, key, _needed(tables.series_of[key]), more)
    for key in wanted:
        yield _sharing(tables, key)
    yield {slot.id for strand in tables.strands for slot in strand.slots}


def _near(tables: Tables, key: str, own: set[str], more: int = 0) -> set[str]:
    """Meetings of some people or rooms whose windows touch this one's, or lie so many days from it."""
    mine, days = tables.occurrence[key], timedelta(more)
    found = {
        other.id
        for series in tables.instance.series
        if own & _needed(series)
        for other in series.occurrences
        if other.earliest <= mine.latest + days and mine.earliest <= other.latest + days
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


def _smallest(part: YearInstance, scope: set[str], purse: _Purse) -> Explanation:
    rules = _rules(part)
    core, gone, proven = list(rules), frozenset[str](), True
    size = max(1, len(core) // 2)
    while True:
        at = 0
        while at < len(core):
            without = gone | {rule.id for rule in core[at : at + size]}
            verdict = purse.possible(part, without)
            if verdict is False:
                core, gone = core[:at] + core[at + size :], without
            else:
                proven = proven and (size > 1 or verdict is True)
                at += size
        if size == 1:
            break
        size //= 2
    if len(core) > READABLE:
        return Explanation((), tuple(sorted(scope)), (), proven=False)
    return Explanation(tuple(core), tuple(sorted(scope)), tuple(_ways(part, core, purse))[:WAYS], proven)


def _ways(part: YearInstance, core: list[RuleRef], purse: _Purse) -> Iterator[Relaxation]:
    """Mild changes before a rule is given up; each is tried with all other rules in force."""
    enough = False
    for rule in reversed(core):
        drop = (Relaxation("drop", rule), part)
        for way, changed in (*_edits(part, rule), drop):
            if purse.possible(changed, _given_up(way)):
                yield way
                enough = True
                break
    for way, changed in _deputies(part, core):
        if purse.possible(changed):
            yield way
            enough = True
    if not enough:
        yield from islice(_pairs(part, core, purse), WAYS)


def _given_up(*ways: Relaxation) -> frozenset[str]:
    return frozenset(way.rule.id for way in ways if way.edit == "drop")


def _pairs(part: YearInstance, core: list[RuleRef], purse: _Purse) -> Iterator[Relaxation]:
    """Two changes that are enough together, of two rules: no single one is."""
    asked = 0
    for one, other in combinations(reversed(core), 2):
        for way, changed in _choices(part, one):
            for more, both in _choices(changed, other):
                asked += 1
                if asked > PAIRS or purse.left <= 0:
                    return
                if purse.possible(both, _given_up(way, more)):
                    yield replace(way, also=more)
                    break
            else:
                continue
            break


def _choices(part: YearInstance, rule: RuleRef) -> Iterator[tuple[Relaxation, YearInstance]]:
    yield from _edits(part, rule)
    yield from _deputies(part, [rule])
    yield Relaxation("drop", rule), part


def _deputies(part: YearInstance, core: Iterable[RuleRef]) -> Iterator[tuple[Relaxation, YearInstance]]:
    for key in sorted({rule.of for rule in core if rule.code in ("hours", "away", "overlap", "travel", "per-day")}):
        changed = _sent(part, key)
        if changed != part:
            yield Relaxation("deputy", RuleRef("deputy", key)), changed


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
