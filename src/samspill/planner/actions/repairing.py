"""A plan that does not hold any more is mended with the fewest changes: proposed in the queue, looked at, accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.core import scheduling as core
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError
from samspill.planner.actions.holding import hold, lay, remembered, require_quiet, stamp
from samspill.planner.actions.laying import follow
from samspill.planner.bridge import Loaded, load
from samspill.planner.differences import rows_of
from samspill.planner.models import PlannedMeeting, Planning, PlanningKind, PlanningState, YearPlan
from samspill.planner.rooming import name_in, room_id

#: Each person who must change their diary weighs something, so that a conference is not moved for one of forty.
PER_PERSON = 60
BUDGET = 20_000


@transaction.atomic
def propose_repair(plan: YearPlan, *, acting: Person, at: datetime) -> Planning:
    """Have the mildest repair looked for in the queue. Nothing is changed before it is accepted."""
    from samspill.planner.jobs import repair_in_queue

    held = hold(plan)
    require_quiet(held)
    follow(rows_of(held)[0])
    run = Planning.objects.create(plan=held, kind=PlanningKind.REPAIR, seed=held.seed, by=acting, at=at)
    note("yearplan.repair_asked", held, acting=acting, at=at)
    repair_in_queue.enqueue(planning=run.pk, at=at, municipality_id=held.municipality_id)
    return run


def policy_of(loaded: Loaded) -> core.RepairPolicy:
    """Who was told of a meeting hears of its move, so those weigh more; what is pinned or behind us stays."""
    told = frozenset(key for key, row in loaded.rows.items() if row.meeting_id is not None)
    frozen = frozenset(key for key, row in loaded.rows.items() if row.pinned or loaded.is_held(row))
    today = max(loaded.ground.today, loaded.ground.plan.year.period.start)
    return core.RepairPolicy(today=today, told=told, per_person=PER_PERSON, frozen=frozen)


def look_for(loaded: Loaded) -> core.RepairResult:
    budget = core.Budget(BUDGET)
    return core.repair_wheel(loaded.forgiving, loaded.wheel, policy=policy_of(loaded), budget=budget)


def propose(run: Planning, loaded: Loaded, found: core.RepairResult, *, at: datetime) -> None:
    """Write down what was found, for whoever asked. Nobody stands in at a meeting that was held."""
    moves = [one for one in found.moves if not loaded.is_held(loaded.rows[one.after.id])]
    result = {
        "stamp": stamp(loaded),
        "moves": [_move(loaded, one) for one in moves],
        "proven": found.proven,
        "least": max(0, found.least - len(found.moves) + len(moves)),
        "unmended": list(found.unmended),
        "points": found.cost.total - core.cost_wheel(loaded.instance, loaded.wheel).total,
    }
    rows = Planning.objects.filter(pk=run.pk, state=PlanningState.RUNNING)
    rows.update(state=PlanningState.DONE, result=result, ended_at=at, undone=False)


def _move(loaded: Loaded, one: core.Move) -> dict[str, Any]:
    row = loaded.rows[one.after.id]
    return {
        "key": one.after.id,
        "from": _place(loaded, one.before) if row.on is not None else None,
        "to": _place(loaded, one.after),
        "deputies": [int(key.removeprefix("person-")) for key in one.deputies],
        "slipped": one.slipped,
    }


def _place(loaded: Loaded, one: core.Meeting) -> list[str]:
    return [one.on.isoformat(), loaded.clock.hour(one.start).isoformat("minutes"), name_in(one.room)]


@transaction.atomic
def accept_repair(run: Planning, *, acting: Person, at: datetime) -> None:
    """Lay the meetings as was proposed. If anything was changed since, it is refused: what was proposed is old."""
    held = hold(run.plan)
    require_quiet(held)
    loaded = load(held, timezone.localdate(at))
    if run.state != PlanningState.DONE or run.kind != PlanningKind.REPAIR or run.before:
        raise ValidationError(_("This proposal is not open any more. Have a new one made."))
    if stamp(loaded) != run.result["stamp"]:
        raise StaleError(held)
    run.before = remembered(held)
    lay(loaded, _mended(loaded, run.result["moves"]), only={one["key"] for one in run.result["moves"]})
    run.save(update_fields=["before"])
    _slip(held, run.result["moves"])
    note("yearplan.repaired", held, acting=acting, at=at, changes={"moved": (0, len(run.result["moves"]))})


def _mended(loaded: Loaded, moves: list[dict[str, Any]]) -> core.Wheel:
    laid = {one.id: one for one in loaded.wheel.meetings}
    for one in moves:
        on, begins, *place = one["to"]
        kept = laid[one["key"]].deputies if one["key"] in laid else ()
        sent = (*kept, *(f"person-{pk}" for pk in one["deputies"]))
        start = loaded.clock.slot(datetime.strptime(begins, "%H:%M").time())  # noqa: DTZ007 - an hour of the day
        day, deputies = datetime.fromisoformat(on).date(), tuple(sorted(set(sent)))
        room = room_id(loaded.rows[one["key"]].unit_id, place[0]) if place and place[0] else ""
        laid[one["key"]] = core.Meeting(one["key"], day, start, room, deputies)
    return core.Wheel(tuple(laid[key] for key in sorted(laid)), loaded.wheel.patterns)


def _slip(plan: YearPlan, moves: list[dict[str, Any]]) -> None:
    """What slipped out of its days was let slip: from now on these are its days."""
    for one in moves:
        if one["slipped"]:
            row = PlannedMeeting.objects.get(plan=plan, key=one["key"])
            assert row.on, "it was just laid"
            row.earliest, row.latest = min(row.earliest, row.on), max(row.latest, row.on)
            row.save(update_fields=["earliest", "latest"])
