"""What the queue does for this room."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from samspill.calendars import busy_reading
from samspill.calendars.models import BusySource
from samspill.queue.jobs import job
from samspill.queue.schedules import Every

EVERY = 6 * 60  # minutes
SPREAD = 60  # minutes: a whole municipality's calendars are not asked for in one breath


@job(title=_("Read somebody's busy times from their calendar"), retries=2)
def read_busy(*, source: int, at: datetime) -> None:
    busy_reading.read(source, at=at)


@job(title=_("Read everybody's busy times from their calendars"), retries=2, schedule=Every(EVERY))
def read_busy_times(*, at: datetime) -> None:
    busy_reading.forget_the_past(at=at)
    for pk in BusySource.objects.exclude(sealed="").values_list("pk", flat=True):
        ask_to_read(pk, at=at + timedelta(minutes=pk % SPREAD))


def ask_to_read(source: int, *, at: datetime) -> None:
    read_busy.enqueue(source=source, at=at, lock=f"busy-{source}")
