"""Groups are composed: at once for a school, in the queue for a hall; what was before can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences import laying
from samspill.conferences.bridge import Board, Problem, load, problem_of
from samspill.conferences.compose_jobs import compose_in_queue
from samspill.conferences.models import Composing, ComposingState, Conference, Session
from samspill.conferences.telling import tell
from samspill.core import grouping as core
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError

#: Up to so many people it is done while the reader waits, in about a second.
AT_ONCE = 200
#: What the composer may compare: for a school of sixty, and for a hall, where a minute is well spent.
SHORT, LONG = 200_000_000, 600_000_000
SIXTY = 60
UNDONE_BY_HAND = ("compose", "move", "swap", "pin", "table", "repair", "duty")

Report = Callable[[core.Progress], bool]


@transaction.atomic
def compose(
    conference: Conference, *, seed: int, acting: Person | None, at: datetime, seen: int | None = None
) -> Composing:
    """Put the groups of every round that has not begun together anew; whoever is pinned stays.

    The same `seed` gives the same groups. `seen` is the last change the reader knew of; a later one raises StaleError.
    The answer is the run: done, failed with the wishes that collide, or still waiting in the queue.
    """
    held = hold(conference, seen)
    board = load(held)
    _demand_something(board)
    made = begin(board, board.open(), "compose", acting=acting, at=at, seed=seed)
    if len(board.people) > AT_ONCE:
        compose_in_queue.enqueue(composing=made.pk, at=at, municipality_id=conference.unit.municipality_id)
        return made
    finish(made, board, *search(board, seed, _enough(len(board.people))), at=at)
    return made


def _enough(people: int) -> int:
    """The fewer they are, the fewer pairs there are to compare: these grow with the square."""
    return min(SHORT, SHORT * people**2 // SIXTY**2)


def search(
    board: Board, seed: int, evaluations: int, report: Report | None = None
) -> tuple[Problem, core.Composed | core.Conflict]:
    """Ask the composer. What it answers is written down by `finish`."""
    problem = problem_of(board, board.open())
    try:
        budget = core.Budget(evaluations)
        return problem, core.compose(problem.grouping, budget=budget, seed=seed, on_progress=report)
    except core.Impossible as impossible:
        return problem, impossible.conflict


def finish(
    made: Composing, board: Board, problem: Problem, found: core.Composed | core.Conflict, *, at: datetime
) -> None:
    """Write down what came out: groups, or why there are none."""
    made.ended_at = at
    if isinstance(found, core.Conflict):
        made.state, made.result = ComposingState.FAILED, {"conflict": _conflict(problem, found)}
    else:
        lay_composition(board, problem.sessions, found.composition)
        made.state, made.result = ComposingState.DONE, result_of(problem, found)
        note("conference.groups_composed", board.conference, acting=made.by, at=at)
        tell(board.conference.pk, "group")
    made.save()


def lay_composition(board: Board, sessions: Sequence[Session], composition: core.Composition) -> None:
    for session, groups in zip(sessions, composition.rounds, strict=True):
        laying.lay(board, session, laying.from_core(board, session, groups))


def result_of(problem: Problem, found: core.Composed) -> dict[str, Any]:
    return {
        "key": problem.key,
        "total": found.cost.total,
        "bound": found.bound,
        "stopped": found.stopped,
        "evaluations": found.evaluations,
        "moved": found.moved,
    }


def _conflict(problem: Problem, conflict: core.Conflict) -> dict[str, Any]:
    return {
        "session": problem.sessions[conflict.round].pk,
        "proven": conflict.proven,
        "reasons": [
            {
                "code": one.code,
                "params": dict(one.params),
                "source": None if one.wish is None else list(problem.sources[one.wish]),
                "without": one.without,
            }
            for one in conflict.reasons
        ],
    }


# What every change of groups shares


def hold(conference: Conference, seen: int | None = None) -> Conference:
    """The conference's row until the commit, refused when its day is over or its groups are changed since."""
    rows = Conference.objects.select_for_update(of=("self",)).select_related("meeting", "unit__municipality", "project")
    held = rows.get(pk=conference.pk)
    if held.meeting.ended_at or held.meeting.called_off:
        raise ValidationError(_("The conference is over or called off, so its groups stay as they are."))
    if seen is not None and seen != stamp(held):
        raise StaleError(held)
    return held


def stamp(conference: Conference) -> int:
    """The last change of the groups, as a number."""
    return conference.composings.values_list("pk", flat=True).first() or 0


def begin(
    board: Board,
    sessions: Sequence[Session],
    kind: str,
    *,
    acting: Person | None,
    at: datetime,
    seed: int = 0,
    absent: Sequence[int] = (),
) -> Composing:
    """Remember how it is, before it becomes otherwise."""
    before = laying.remembered(board, sessions, absent)
    return Composing.objects.create(conference=board.conference, kind=kind, seed=seed, before=before, by=acting, at=at)


def done(made: Composing, board: Board, *, at: datetime, **result: Any) -> None:
    made.state, made.result, made.ended_at = ComposingState.DONE, result, at
    made.save()
    note("conference.groups_changed", board.conference, acting=made.by, at=at)
    tell(board.conference.pk, "group")


def _demand_something(board: Board) -> None:
    if not board.sessions:
        raise ValidationError(_("The programme has no round of groups yet. Add one, then put the groups together."))
    if not board.open():
        raise ValidationError(_("Every round has begun, so the groups are not put together anew. Move people by hand."))
    if not board.people:
        raise ValidationError(_("Nobody is on the list yet. Put people on the list, then put the groups together."))
    if board.conference.composings.filter(state__in=(ComposingState.WAITING, ComposingState.RUNNING)).exists():
        raise ValidationError(_("The groups are being put together just now. Wait a moment, or stop that first."))


# Taking back


def undoable(conference: Conference) -> Composing | None:
    """The last change that still counts."""
    rows = conference.composings.filter(state=ComposingState.DONE, undone=False, kind__in=UNDONE_BY_HAND)
    return rows.first()


@transaction.atomic
def undo(conference: Conference, *, acting: Person | None, at: datetime, seen: int | None = None) -> Composing | None:
    """Take the last change of the groups back: who sits where, who is pinned, who was said not to come."""
    held = hold(conference, seen)
    last = undoable(held)
    if last is None:
        return None
    board = load(held)
    for pk, absent in last.before["absent"].items():
        held.participants.filter(pk=pk).update(absent=absent)
    laying.put_back(board, last.before)
    last.undone = True
    last.save(update_fields=["undone"])
    made = Composing.objects.create(conference=held, kind="undo", by=acting, at=at, undone=True)
    done(made, board, at=at)
    return last


@transaction.atomic
def cancel(conference: Conference, *, acting: Person | None, at: datetime) -> None:
    """Stop what runs in the queue: the groups stay as they were."""
    rows = conference.composings.filter(state__in=(ComposingState.WAITING, ComposingState.RUNNING))
    if rows.update(state=ComposingState.CANCELLED, ended_at=at):
        note("conference.composing_stopped", conference, acting=acting, at=at)
