"""When people can come, and when they are away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F

from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import change, save_new
from samspill.planner.models import Absence, PersonHours, PersonTimes


@transaction.atomic
def add_absence(
    person: Person,
    *,
    first: date,
    last: date,
    acting: Person,
    at: datetime,
    begins: time | None = None,
    ends: time | None = None,
) -> Absence:
    """Say that somebody is away on these days, or in these hours of each of them. Nobody is asked why."""
    made = save_new(Absence(person=person, first=first, last=last, begins=begins, ends=ends, added_by=acting))
    note("absence.added", made, acting=acting, at=at)
    return made


@transaction.atomic
def end_absence(absence: Absence, *, acting: Person, at: datetime) -> None:
    """Take back that somebody is away: nothing of it is kept but that it was said."""
    note("absence.ended", absence, acting=acting, at=at)
    absence.delete()


@transaction.atomic
def set_hours(
    person: Person,
    *,
    rows: Sequence[tuple[int, time, time]],
    per_day: int | None,
    per_week: int | None,
    travel: int,
    version: int | None,
    acting: Person,
    at: datetime,
) -> PersonTimes:
    """Set the hours of the weekdays (a weekday without: the whole day), and how much is bearable."""
    times, _new = PersonTimes.objects.get_or_create(person=person)
    fields = {"per_day": per_day, "per_week": per_week, "travel_minutes": travel}
    change(times, version=version, fields=fields)
    mine = PersonHours.objects.filter(person=person, unit=None)
    if sorted(rows) != sorted(mine.values_list("weekday", "begins", "ends")):
        # The hours have no version of their own: whoever wrote them from an older page is to see these first.
        PersonTimes.objects.filter(pk=times.pk).update(version=F("version") + 1)
    mine.delete()
    for weekday, begins, ends in rows:
        row = PersonHours(person=person, weekday=weekday, begins=begins, ends=ends)
        row.full_clean()
        row.save()
    note("hours.set", times, acting=acting, at=at)
    return times
