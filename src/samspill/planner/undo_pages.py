"""What was changed by hand last, as long as it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from samspill.planner.models import PlannedMeeting, YearPlan
from samspill.planner.naming import moment
from samspill.planner.reading import Board, Laid
from samspill.planner.weekly_pages import Weekly, weeklies_of
from samspill.projects.words import sentence

SAID: Mapping[str, Promise] = {
    "yearplan.moved": lazy("Moved by hand: %(meeting)s, now %(moment)s."),
    "yearplan.pinned": lazy("Stays where it is: %(meeting)s, %(moment)s."),
    "yearplan.unpinned": lazy("May be moved again: %(meeting)s, %(moment)s."),
    "yearplan.left_out": lazy("Left out: %(meeting)s, %(moment)s."),
    "yearplan.put_back": lazy("Put back: %(meeting)s, %(moment)s."),
}


def last_change(plan: YearPlan, board: Board, today: date) -> dict[str, str]:
    """The sentence about it and the token for taking it back; nothing on a later day, or after something newer."""
    last = plan.last_change
    if not last or timezone.localdate(datetime.fromisoformat(last["at"])) != today:
        return {}
    said = _weekly(plan, last) if last["rows"][0]["weekly"] else _meetings(board.meetings, last)
    return {"said": said, "token": last["token"]} if said else {}


def _meetings(laid: Iterable[Laid], last: Mapping[str, Any]) -> str:
    known = {one.row.pk: one for one in laid}
    found = [known.get(line["pk"]) for line in last["rows"]]
    first = found[0]
    if first is None or any(_newer(one and one.row, line) for one, line in zip(found, last["rows"], strict=True)):
        return ""
    named = sentence(_("%(meeting)s at %(place)s"), meeting=first.title, place=first.unit.name)
    said = sentence(str(SAID[last["verb"]]), meeting=named, moment=_where(first.row))
    return f"{said} {_along(len(found) - 1)}".strip()


def _where(row: PlannedMeeting) -> str:
    when = moment(row.on, row.begins)
    return f"{when}, {row.place}" if row.place else when


def _along(count: int) -> str:
    text = ngettext("%(count)s other moved with it.", "%(count)s others moved with it.", count)
    return text % {"count": count} if count else ""


def _weekly(plan: YearPlan, last: Mapping[str, Any]) -> str:
    line = last["rows"][0]
    found: Weekly | None = next((one for one in weeklies_of(plan, None) if one.row.pk == line["pk"]), None)
    if found is None or _newer(found.row, line):
        return ""
    named = sentence(_("%(meeting)s at %(place)s"), meeting=found.title, place=found.unit.name)
    return sentence(str(SAID[last["verb"]]), meeting=named, moment=found.when)


def _newer(row: Any, line: Mapping[str, Any]) -> bool:
    return row is None or row.version != line["version"]
