"""Other places for one meeting, the mildest first, each with what follows."""

from __future__ import annotations

import numpy as np

from samspill.core.scheduling.answers import RepairPolicy, Suggestion
from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.cost import cost_wheel
from samspill.core.scheduling.kernels import NEVER
from samspill.core.scheduling.model import Wheel, YearInstance
from samspill.core.scheduling.repair import Task
from samspill.core.scheduling.sound import require_sound


def suggest_slots(
    instance: YearInstance, plan: Wheel, meeting: str, *, k: int = 5, policy: RepairPolicy | None = None
) -> list[Suggestion]:
    """Give up to `k` other places for a meeting, on different days as far as there are, where others stay as they are.

    Meetings of the same strand may move with it (they are named, and weigh as in a repair); nobody outside it is
    touched. Exact for the strand: its best year is computed for every place, some milliseconds each. Raises
    ValueError for an unknown meeting.
    """
    require_sound(instance)
    task = Task(instance, plan, policy or RepairPolicy(slip=0, slip_days=0, deputy=None))
    if meeting not in task.home:
        raise ValueError(f"There is no meeting {meeting} to find a place for.")
    tables, board = task.part([task.home[meeting]], beside=True)
    at = tables.home[meeting][1]
    slot = tables.strands[0].slots[at]
    part = slice(slot.offset, slot.offset + len(slot.places))
    changes, first = task.changes(tables, 0), task.patterns(tables, 0)
    beside = board.prices(0) + changes
    elsewhere = beside[part] + np.where(task.same(tables, 0, at), NEVER, 0) if meeting in task.before else beside[part]
    found: list[tuple[float, int, Wheel]] = []
    for place in _promising(elsewhere, slot.column, k):
        cost = beside.copy()
        cost[part] = NEVER
        cost[slot.offset + place] = beside[slot.offset + place]
        year = tables.strands[0].best(cost, first=first)
        if year is not None:
            board.put(0, year)
            found.append((year.value, place, task.joined(board.wheel(), [task.home[meeting]])))
            board.lift(0)
    now = cost_wheel(task.instance, plan).total
    return [
        _suggestion(task, meeting, wheel, now) for _value, _place, wheel in sorted(found, key=lambda one: one[:2])[:k]
    ]


def _promising(cost: Array, column: Array, k: int) -> list[int]:
    """The cheapest free place of each day; on few days the next ones too."""
    order = [int(n) for n in np.argsort(cost, kind="stable") if cost[n] < NEVER]
    by_day: dict[int, list[int]] = {}
    for n in order:
        by_day.setdefault(int(column[n]), []).append(n)
    deep = 1 + k // max(1, len(by_day))
    return [n for some in by_day.values() for n in some[:deep]]


def _suggestion(task: Task, key: str, wheel: Wheel, now: int) -> Suggestion:
    meeting = next(one for one in wheel.meetings if one.id == key)
    others = tuple(one for one in task.moves(wheel) if one.after.id != key)
    return Suggestion(meeting, cost_wheel(task.instance, wheel).total - now, others, wheel)
