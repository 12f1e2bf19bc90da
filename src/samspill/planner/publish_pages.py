"""The difference between the plan and what people were told, by school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.arenas.models import Membership
from samspill.people.asking import Asked
from samspill.people.models import UnitKind
from samspill.planner.clashing import clashes_of
from samspill.planner.frame import frame
from samspill.planner.models import YearPlan
from samspill.planner.plan_pages import days_of, ended
from samspill.planner.reading import Difference, Laid, board_of, difference
from samspill.planner.weekly_pages import weekly_lines, weekly_work

OPEN = 12  # of one kind at a school: so many are read at a glance


@dataclass(frozen=True, slots=True)
class School:
    """What happens at one school."""

    name: str
    laid: tuple[Laid, ...]
    open: bool


def page(request: Asked, plan: YearPlan, refused: Sequence[object] = ()) -> dict[str, Any]:
    found = difference(plan, request.today)
    board = board_of(plan, request.today)
    weekly = {
        "new": weekly_lines(found.weekly_new),
        "moved": weekly_lines(found.weekly_moved),
        "off": weekly_lines(found.weekly_off),
    }
    return {
        **frame(request, plan, _("Publish"), step="publish"),
        "difference": found,
        "seen": found.digest,
        "any": any((found.new, found.moved, found.off, found.sent, *weekly.values())),
        "weekly": weekly,
        "counts": {
            "new": len(found.new) + len(found.weekly_new),
            "moved": len(found.moved) + len(found.weekly_moved),
            "off": len(found.off) + len(found.weekly_off),
        },
        "new": _by_school(found.new),
        "moved": _by_school(found.moved),
        "off": _by_school(found.off),
        "sent": [(one, list(_who_comes(seats))) for one, seats in found.sent],
        "people": people_told(found),
        "violations": clashes_of(board),
        "unplaced": sum(one.state == "unplaced" for one in board.meetings),
        "refused": refused,
        "ended": ended(days_of(plan), request.today),
        **weekly_work(plan),
    }


def _by_school(laid: Iterable[Laid]) -> Sequence[School]:
    found: dict[int, list[Laid]] = {}
    for one in sorted(
        laid, key=lambda one: (one.unit.kind != UnitKind.OFFICE, one.unit.name, one.row.day, one.row.key)
    ):
        found.setdefault(one.unit.pk, []).append(one)
    return [School(own[0].unit.name, tuple(own), len(own) <= OPEN) for own in found.values()]


def people_told(found: Difference) -> int:
    told = {pk for one in (*found.new, *found.moved, *found.off) for pk in one.people_ids}
    asked = {seat.deputy_id for _one, seats in found.sent for seat in seats if seat.deputy_id}
    return len(told | asked)


def _who_comes(seats: Iterable[Membership]) -> Iterator[str]:
    for seat in seats:
        if seat.deputy is None:
            yield _("Somebody else comes for %(name)s.") % {"name": seat.person.name}
        else:
            yield _("%(deputy)s comes for %(name)s.") % {"deputy": seat.deputy.name, "name": seat.person.name}


def said(done: Any) -> str:
    """What publishing did, with its numbers."""
    parts = list(_parts(done))
    if not parts:
        return _("There was nothing to publish.")
    what = _("Published: %(what)s. Everybody it concerns is written to.") % {"what": get_text_list(parts, _("and"))}
    return f"{what} {_weekly_said(done.weekly)}" if done.weekly else what


def _weekly_said(count: int) -> str:
    text = ngettext(
        "The weekly meetings of %(count)s team are brought up to date now, one after the other.",
        "The weekly meetings of %(count)s teams are brought up to date now, one after the other.",
        count,
    )
    return text % {"count": count}


def _parts(done: Any) -> Iterator[str]:
    if done.called:
        yield ngettext("%(count)s meeting called", "%(count)s meetings called", done.called) % {"count": done.called}
    if done.moved:
        yield ngettext("%(count)s moved", "%(count)s moved", done.moved) % {"count": done.moved}
    if done.called_off:
        yield ngettext("%(count)s called off", "%(count)s called off", done.called_off) % {"count": done.called_off}
    if done.sent:
        said = ngettext(
            "somebody else asked to %(count)s meeting", "somebody else asked to %(count)s meetings", done.sent
        )
        yield said % {"count": done.sent}
