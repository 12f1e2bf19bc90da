"""When people are busy elsewhere, as their own work calendars say it: for whoever plans. Only that, never why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samspill.calendars.models import BusyTime

Spans = list[tuple[datetime, datetime]]


def busy_of(people: Iterable[int], starts: date, ends: date) -> dict[int, Spans]:
    """The times of each person that touch the days from `starts` to `ends`, in order and apart. One query.

    Whoever has given no calendar, or has nothing in it then, has an empty list. Moments are in the zone of the house.
    """
    found: dict[int, Spans] = {pk: [] for pk in people}
    first, after = (timezone.make_aware(datetime.combine(day, time())) for day in (starts, ends + timedelta(days=1)))
    rows = BusyTime.objects.filter(person__in=found, starts__lt=after, ends__gt=first)
    for pk, begins, until in rows.order_by("starts").values_list("person", "starts", "ends"):
        found[pk].append((timezone.localtime(begins), timezone.localtime(until)))
    return found
