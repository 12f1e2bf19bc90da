"""What would be otherwise if a meeting lay elsewhere. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.core import scheduling as core
from samspill.planner.bridge import Loaded, as_of
from samspill.planner.models import YearPlan
from samspill.planner.naming import Names, moment
from samspill.planner.rooming import name_in, room_id
from samspill.planner.words import Words
from samspill.projects.words import sentence

#: A day and an hour, and the name of a room where another one is meant than the meeting has.
Spot = tuple[date, time] | tuple[date, time, str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a move breaks that holds now, the points it costs more, and why; `others` are rules it mends."""

    breaks: tuple[str, ...]
    points: int
    worse: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Another place for a meeting, what it costs more, and what follows; `also` must move with it."""

    on: date
    begins: time
    points: int
    sentences: tuple[str, ...]
    also: Mapping[str, Spot]
    room: str = ""


def judge(plan: YearPlan, moves: Mapping[str, Spot], today: date | None = None) -> Judged:
    """What these moves (by key) break and cost. Nothing is changed."""
    return judged_in(as_of(plan, today), moves)


def judged_in(loaded: Loaded, moves: Mapping[str, Spot]) -> Judged:
    """The same of a plan that is read already."""
    after = moved(loaded, moves)
    found = core.compare_wheels(loaded.instance, loaded.wheel, after, moves)
    before, words = Words(loaded, loaded.wheel), Words(loaded, after)
    return Judged(
        tuple(words.violation(one) for one in found.broken),
        found.points,
        tuple(words.item(one) for one in found.dearer),
        tuple(before.violation(one) for one in found.mended),
    )


def moved(loaded: Loaded, moves: Mapping[str, Spot]) -> core.Wheel:
    """The plan as it would lie."""
    laid = {one.id: one for one in loaded.wheel.meetings}
    for key, (on, begins, *room) in moves.items():
        if key in loaded.rows:
            laid[key] = core.Meeting(key, on, loaded.clock.slot(begins), _room(loaded, key, *room))
    return core.Wheel(tuple(laid[key] for key in sorted(laid)), loaded.wheel.patterns)


def _room(loaded: Loaded, key: str, name: str | None = None) -> str:
    """The room that is asked about, else the one the meeting has."""
    row = loaded.rows[key]
    if name is None:
        return loaded.rooms.of(row)
    return room_id(row.unit_id, name) if name in loaded.rooms.names(row.unit_id, row.kind) else ""


def _freed(loaded: Loaded, moves: Mapping[str, Spot]) -> core.YearInstance:
    """The same problem, where what is moved by hand is not held fast any more."""

    def free(one: core.Occurrence) -> core.Occurrence:
        return replace(one, at=None, held=False) if one.id in moves else one

    series = tuple(
        replace(some, occurrences=tuple(free(one) for one in some.occurrences)) for some in loaded.instance.series
    )
    return replace(loaded.instance, series=series)


def suggestions(plan: YearPlan, key: str, today: date | None = None, *, most: int = 5) -> tuple[Place, ...]:
    """The mildest other places for a meeting. Only meetings of the same unit may have to move with it."""
    loaded = as_of(plan, today)
    if key not in loaded.rows:
        return ()
    free = _freed(loaded, {key: (date.min, time.min)})
    found = core.suggest_slots(free, loaded.wheel, key, k=most)
    return tuple(_place(loaded, one) for one in found)


def _place(loaded: Loaded, one: core.Suggestion) -> Place:
    names, clock = Names(loaded), loaded.clock
    also: dict[str, Spot] = {
        move.after.id: (move.after.on, clock.hour(move.after.start), name_in(move.after.room) or None)
        for move in one.moves
    }
    said = tuple(_follows(names, one.points, also))
    return Place(one.meeting.on, clock.hour(one.meeting.start), one.points, said, also, name_in(one.meeting.room))


def _follows(names: Names, points: int, also: Mapping[str, Spot]) -> Iterator[str]:
    if points > 0:
        yield ngettext("%(count)s point worse than now", "%(count)s points worse than now", points) % {"count": points}
    elif points < 0:
        text = ngettext("%(count)s point better than now", "%(count)s points better than now", -points)
        yield text % {"count": -points}
    else:
        yield _("As good as now")
    for key, (on, begins, *_room) in also.items():
        holes = {"meeting": names.meeting(key), "moment": moment(on, begins)}
        yield sentence(_("%(meeting)s moves to %(moment)s"), **holes)
