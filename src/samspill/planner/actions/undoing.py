"""The last change by hand is taken back, as long as nothing newer has happened to what it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import change
from samspill.planner.actions.holding import hold
from samspill.planner.models import PlannedMeeting, WeeklyPlace, YearPlan

Row = PlannedMeeting | WeeklyPlace

FIELDS: Mapping[type[Row], tuple[str, ...]] = {
    PlannedMeeting: ("on", "begins", "deputies", "pinned", "dropped", "place"),
    WeeklyPlace: ("weekday", "begins", "pinned", "dropped", "kept_out"),
}


def before(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """How rows are, to be kept before they are changed."""
    return [{name: _written(getattr(row, name)) for name in FIELDS[type(row)]} for row in rows]


def remember(
    plan: YearPlan, verb: str, rows: Iterable[Row], was: Iterable[Mapping[str, Any]], *, acting: Person, at: datetime
) -> None:
    """Keep the last change by hand with the plan: what rows were, and the versions it left them in."""
    lines = [
        {"weekly": isinstance(row, WeeklyPlace), "pk": row.pk, "version": row.version, "was": old}
        for row, old in zip(rows, was, strict=True)
    ]
    token = hashlib.sha256(json.dumps(lines).encode()).hexdigest()[:16]
    kept = {"token": token, "verb": verb, "rows": lines, "by": acting.pk, "at": at.isoformat()}
    YearPlan.objects.filter(pk=plan.pk).update(last_change=kept)


@transaction.atomic
def take_back(plan: YearPlan, *, token: str, acting: Person, at: datetime) -> None:
    """Put back what the last change by hand has changed. `token` names the change that was shown."""
    held = hold(plan)
    last = held.last_change
    if not last or last["token"] != token:
        raise newer()
    for line in last["rows"]:
        row = _row(held, line)
        if row is None or row.version != line["version"] or _is_over(row):
            raise newer()
        change(row, version=line["version"], fields={name: _read(name, raw) for name, raw in line["was"].items()})
    note("yearplan.change_undone", held, acting=acting, at=at)
    YearPlan.objects.filter(pk=held.pk).update(last_change={})


def newer() -> ValidationError:
    return ValidationError(
        _("Something newer has happened to it in the plan, so nothing was undone. Look at how it stands now.")
    )


def _row(plan: YearPlan, line: Mapping[str, Any]) -> Row | None:
    if line["weekly"]:
        return plan.weeklies.select_for_update(of=("self",)).filter(pk=line["pk"]).first()
    rows = plan.meetings.select_related("meeting").select_for_update(of=("self",))
    return rows.filter(pk=line["pk"]).first()


def _is_over(row: Row) -> bool:
    real = row.meeting if isinstance(row, PlannedMeeting) else None
    return real is not None and bool(real.begun_at or real.ended_at)


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, time)) else value


def _read(name: str, raw: Any) -> object:
    if name == "on":
        return date.fromisoformat(raw) if raw else None
    if name == "begins":
        return time.fromisoformat(raw) if raw else None
    return raw
