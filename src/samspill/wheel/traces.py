"""What shows that an activity of the plan took place, or is under way: meetings, filled seats, measures tried out.

Rooms above add what they know (`settings.PLAN_TRACES`): each takes occasions and a reader and gives pairs of an
occasion's id and a `Trace`. Where one of them speaks of an activity, that a meeting was held says nothing yet: it may
have been about something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import visible_to
from samspill.access.rules import Actor, Scope, decide
from samspill.arenas.models import Arena
from samspill.measures.models import Measure
from samspill.measures.queries import MEASURES
from samspill.meetings.models import Meeting
from samspill.methods.schema import Activity, Method
from samspill.wheel.models import Occasion

MOST = 3  # measures named beside one activity


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing on record: what it says, where it stands, since when, and what it shows of the activity."""

    words: str
    url: str = ""
    on: date | None = None
    shows: str = "done"  # "done", "begun", or nothing yet: a meeting that is called


Traces = Mapping[int, tuple[Trace, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """The traces of some occasions, by their ids, and those of which a room above keeps the life."""

    traces: Traces
    kept: frozenset[int]

    def of(self, one: Occasion) -> tuple[Trace, ...]:
        return self.traces.get(one.pk, ())


def traces_of(rows: Sequence[Occasion], arenas: Sequence[Arena], method: Method, today: date, actor: Actor) -> Found:
    """The traces of `rows`, which know their meetings already. What the reader may not open is told without a link."""
    activities = {activity.id: activity for activity in method.plan}
    found: dict[int, list[Trace]] = {}
    for pk, trace in _above(rows, actor):
        found.setdefault(pk, []).append(trace)
    kept = frozenset(found)
    for pk, trace in _own(rows, arenas, activities, today, actor):
        found.setdefault(pk, []).append(trace)
    places = _places(arenas)
    for row in rows:
        url = row.meeting.get_absolute_url() if row.meeting and _opens(row.meeting, actor, places) else ""
        found.setdefault(row.pk, []).extend(_held(row, url, kept=row.pk in kept))
    return Found({pk: tuple(traces) for pk, traces in found.items()}, kept)


def _above(rows: Sequence[Occasion], actor: Actor) -> Iterator[tuple[int, Trace]]:
    for path in settings.PLAN_TRACES:
        yield from import_string(path)(rows, actor)


def _places(arenas: Iterable[Arena]) -> Mapping[int, frozenset[int]]:
    """The arenas of each unit: whoever sits in one of them reads of its conferences."""
    found: dict[int, set[int]] = {}
    for one in arenas:
        found.setdefault(one.unit_id, set()).add(one.pk)
    return {unit: frozenset(pks) for unit, pks in found.items()}


def _opens(meeting: Meeting, actor: Actor, places: Mapping[int, frozenset[int]]) -> bool:
    if decide(actor, "meeting.read", meeting.scope()).allowed:
        return True
    unit = meeting.arena.unit
    place = Scope(frozenset({unit.municipality_id}), frozenset({unit.pk}), places.get(unit.pk, frozenset()))
    return bool(meeting.shown_at) and decide(actor, "conference.read", place).allowed


def _held(row: Occasion, url: str, *, kept: bool) -> Iterator[Trace]:
    """The meeting of an occasion, and what was ticked off by hand."""
    if row.held_on:
        yield Trace(_("Ticked off by hand"), row.get_absolute_url(), row.held_on)
    meeting = row.meeting
    if meeting is None or meeting.called_off:
        return
    if meeting.ended_at:
        words = _("The conference was held") if meeting.shown_at else _("The meeting was held")
        yield Trace(words, url, meeting.on, shows="" if kept else "done")
    else:
        words = _("The conference is planned") if meeting.shown_at else _("The meeting is called")
        yield Trace(words, url, meeting.on, shows="")


def _own(
    rows: Sequence[Occasion], arenas: Sequence[Arena], activities: Mapping[str, Activity], today: date, actor: Actor
) -> Iterator[tuple[int, Trace]]:
    shown = {row: activities[row.activity].shown_by for row in rows if row.activity in activities}
    seats = [row for row, by in shown.items() if by == "seats"]
    tried = [row for row, by in shown.items() if by == "try-out"]
    for row in seats:
        yield from ((row.pk, trace) for trace in _seats(row, arenas, activities[row.activity], today))
    if tried:
        yield from _try_outs(tried, today, actor)


def _seats(row: Occasion, arenas: Iterable[Arena], activity: Activity, today: date) -> Iterator[Trace]:
    """A body is there once every role that takes part has a seat in it; until then it is on its way."""
    for arena in arenas:
        if arena.unit_id != row.unit_id or arena.kind != activity.arena or arena.until:
            continue
        seats = [one for one in arena.memberships.all() if one.until is None or one.until >= today]
        if seats:
            counted = ngettext("It has %(count)s seat filled", "It has %(count)s seats filled", len(seats))
            whole = {*activity.participants} <= {one.role for one in seats}
            since = max(one.since for one in seats)
            yield Trace(
                counted % {"count": len(seats)}, arena.get_absolute_url(), since, shows="done" if whole else "begun"
            )


def _try_outs(rows: Sequence[Occasion], today: date, actor: Actor) -> Iterator[tuple[int, Trace]]:
    """What a school tried while the activity ran; it is through when its time is over."""
    asked = Measure.objects.filter(unit__in={row.unit_id for row in rows}, tried_on__isnull=False)
    found = list(asked.order_by("tried_on", "pk"))
    open_to = set(
        visible_to(actor, MEASURES.filter(pk__in=asked.values("pk")), "measure.read").values_list("pk", flat=True)
    )
    for row in rows:
        mine = [one for one in found if one.unit_id == row.unit_id and _while(one, row)]
        shown, how = [one for one in mine if one.pk in open_to][:MOST], "done" if row.latest < today else "begun"
        for one in shown:
            words = _("Tried out: %(title)s") % {"title": one.title}
            yield row.pk, Trace(words, one.get_absolute_url(), one.tried_on, shows=how)
        if more := len(mine) - len(shown):
            words = ngettext("%(count)s more measure tried out", "%(count)s more measures tried out", more)
            yield row.pk, Trace(words % {"count": more}, on=mine[0].tried_on, shows=how)


def _while(measure: Measure, row: Occasion) -> bool:
    ended = measure.ended_on or measure.practice_on
    return measure.tried_on is not None and measure.tried_on <= row.latest and (not ended or ended >= row.earliest)
