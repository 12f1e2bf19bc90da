"""Reading a person's work calendar: what is kept of it, and what is said when it cannot be read. No verb of anybody."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from samspill.calendars import sealing
from samspill.calendars.busy_words import LOST, NO_CALENDAR
from samspill.calendars.models import BusySource, BusyTime
from samspill.core.schoolyear import SchoolYear
from samspill.delivery import addresses
from samspill.delivery.busy import Asked, Busy, busy_in
from samspill.delivery.fetching import LARGEST, FetchError, Trouble, address_of, fetch
from samspill.people.models import Person

DAY = timedelta(days=1)
MOST = 20_000  # spans of one person in two years; a diary has a tenth of it
# Our own meetings come back in the calendars of those who accepted them: whoever plans knows these already.
OURS = r"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]+-\d+)@"


def read(pk: int, *, at: datetime) -> None:
    """Fetch a calendar and keep what it says now; what was known stays when it cannot be read."""
    source = BusySource.objects.select_related("person").filter(pk=pk, person__is_active=True).first()
    if source is None or not source.sealed:
        return
    found, problem = Busy(), ""
    try:
        found, problem = look(_fetched(source), source.person, at)
    except FetchError as error:
        problem = error.trouble.value
    except sealing.LostError:
        problem = LOST
    _keep(source, found, problem, at)


def look(data: bytes, person: Person, at: datetime) -> tuple[Busy, str]:
    """When the person is busy from today to the end of the next school year, or what is wrong with the file."""
    if len(data) > LARGEST:
        return Busy(), Trouble.TOO_LARGE
    today = timezone.localdate(at)
    end = SchoolYear.of(today).next.period.end
    first, after = (timezone.make_aware(datetime.combine(day, time())) for day in (today, end + DAY))
    ours = re.compile(OURS + re.escape(addresses.domain()))
    asked = Asked(
        *(first, after, timezone.get_default_timezone()),
        addresses={person.email.lower()} if person.email else set(),
        ours=lambda uid: bool(ours.fullmatch(uid.lower())),
        known=import_string(settings.MEETING_TIMES)(person.pk, today, end),
    )
    found = busy_in(data, asked)
    if found.fault:
        return found, NO_CALENDAR
    return found, Trouble.TOO_LARGE if len(found.spans) > MOST else ""


def set_times(person: int, found: Busy) -> None:
    BusyTime.objects.filter(person=person).delete()
    BusyTime.objects.bulk_create(BusyTime(person_id=person, starts=first, ends=last) for first, last in found.spans)


def forget_the_past(*, at: datetime) -> None:
    """What is over binds nobody; whoever has left is asked for nothing more."""
    BusyTime.objects.filter(ends__lt=at - DAY).delete()
    BusyTime.objects.filter(person__is_active=False).delete()
    BusySource.objects.filter(person__is_active=False).delete()


def _fetched(source: BusySource) -> bytes:
    return fetch(address_of(sealing.unseal(source.sealed)), networks=settings.CALENDAR_NETWORKS)


@transaction.atomic
def _keep(source: BusySource, found: Busy, problem: str, at: datetime) -> None:
    """Unless another address was given while this one was asked."""
    held = BusySource.objects.select_for_update().filter(pk=source.pk, sealed=source.sealed).first()
    if held is None:
        return
    held.tried_at, held.problem = at, problem
    if not problem:
        held.read_at, held.left_out = at, found.left_out
        set_times(held.person_id, found)
    held.save(update_fields=["tried_at", "problem", "read_at", "left_out"])
