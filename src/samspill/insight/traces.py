"""Pure: what planned occasions and filled seats say about single activities, and about what activities bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from samspill.arenas.models import Arena
from samspill.core.fidelity.model import Ref, Subject
from samspill.core.schoolyear import SchoolYear
from samspill.methods.schema import Activity, Method
from samspill.projects.models import Participation
from samspill.wheel.bridge import activities_of
from samspill.wheel.models import Occasion
from samspill.wheel.who import filled_at, level_of, parts_of


def whole_activities(
    occasions: Iterable[Occasion],
    arenas: Sequence[Arena],
    method: Method,
    participation: Participation,
    today: date,
) -> Iterator[Subject]:
    """The main activities up to the end of this school year: who sees to each, and who takes part (L32)."""
    level, last, joined = level_of(participation.unit), SchoolYear.of(today).period.end, participation.joined
    ever, now = filled_at(arenas, method, level), filled_at(arenas, method, level, today)
    activities = activities_of(method)
    for one in occasions:
        activity = activities.get(one.activity)
        if one.off or one.day > last or (activity and not activity.main):
            continue
        # Whoever had a seat then saw to what is past; what comes needs somebody who has one now.
        parts = parts_of(one, activity, now if one.day >= today else ever, joined)
        ref = Ref("occasion", one.pk)
        yield Subject("activity", str(one.pk), joined, max(one.day, joined), parts, ref=ref)


def brought(occasions: Iterable[Occasion], activities: Mapping[str, Activity]) -> Iterator[Subject]:
    """Things that come to be by activities being held: the overall plan is discussed, then adopted (R93 to R96).

    A part is there when every occasion that brings it has been held: all three grade teams have discussed it.
    """
    days: dict[str, dict[str, list[date | None]]] = {}
    begins: dict[str, date] = {}
    for one in occasions:
        activity = activities.get(one.activity)
        if activity and activity.brings and not one.off:
            subject, part = activity.brings
            days.setdefault(subject, {}).setdefault(part, []).append(one.held_day)
            begins[subject] = min(begins.get(subject, one.earliest), one.earliest, one.held_day or one.earliest)
    for subject, parts in days.items():
        whole = {part: max(filter(None, held)) if all(held) else None for part, held in parts.items()}
        yield Subject(subject, subject, begins[subject], parts=whole)
