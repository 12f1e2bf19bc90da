"""What happens to a matter in meetings, kept in its case (`settings.MATTER_TAKERS`)."""

from __future__ import annotations

from datetime import datetime

from samspill.clarifications import actions
from samspill.clarifications.models import Clarification
from samspill.clarifications.phases import OF
from samspill.meetings.models import Item
from samspill.meetings.words import kind_of, method_of
from samspill.people.models import Person
from samspill.people.versions import change


def hear(item: Item, what: str, *, acting: Person | None, at: datetime, reason: str = "") -> None:
    """Raise a case of what reached the forum, and let the case follow its matter."""
    if what == "submitted":
        _submitted(item, acting, at)
        return
    case = Clarification.objects.select_related("item__arena__unit", "unit").filter(item=item).first()
    if case is None:
        return
    if what == "accepted" and item.meeting:
        actions.called(case, item.meeting, acting=acting, at=at)
    elif what == "withdrawn":
        actions.keep_withdrawn(case, reason=reason, acting=acting, at=at)
    elif what == "returned" and case.is_open:
        actions.keep_returned(case, reason=reason, acting=acting, at=at)
    elif what == "changed":
        change(case, version=None, fields={"title": item.title, "text": item.text})


def _submitted(item: Item, acting: Person | None, at: datetime) -> None:
    kind, source = kind_of(item.arena, method_of(item.arena)), item.came_from
    if kind is None or not kind.settles or item.treats != OF or item.arena.project is None:
        return
    asking = source.arena if source else None
    unit = asking.unit if asking else item.arena.unit
    actions.begin(item, project=item.arena.project, unit=unit, arena=asking, raised_in=source, acting=acting, at=at)
