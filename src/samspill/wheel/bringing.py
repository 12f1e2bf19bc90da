"""Bringing a calendar file into the wheel: what is in it, what of it is there already, and then what was chosen."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Component

from samspill.calendars.busy_words import NO_CALENDAR, said
from samspill.core.nordic.guard import look
from samspill.core.schoolyear import SchoolYear
from samspill.delivery import addresses
from samspill.delivery.occurring import Unfolding, Window, called_off, mended
from samspill.delivery.reading import Fault, read_calendar
from samspill.people.models import Person, Unit
from samspill.people.versions import naming
from samspill.wheel.activity_actions import add_activity, change_activity, new_activity
from samspill.wheel.models import Activity
from samspill.wheel.slimming import slimmed

MOST = 300  # activities of one file: a wheel with more of them shows nothing
LONGEST_UID = 240
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the file, as the wheel would have it: by days."""

    uid: str
    title: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry beside what stands in the wheel: `before` is the same thing as it is there now."""

    entry: Entry
    before: Activity | None = None
    names: bool = False  # it may name somebody, where others read it


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be brought in, and how many are not: there already, not understood or without a title."""

    offers: tuple[Offer, ...]
    same: int = 0
    left_out: int = 0


def preview_of(data: bytes, draft: Activity, today: date) -> Preview:
    """Read a file for the place of `draft`. Raises ValidationError at the field “file”."""
    found, left_out = _entries(data, today)
    if len(found) > MOST:
        words = {"count": len(found), "most": MOST}
        raise ValidationError(
            {
                "file": _(
                    "The file has %(count)s activities in this school year and the next. At most %(most)s are "
                    "accepted: export a shorter time, or a calendar of its own for the wheel."
                )
                % words
            }
        )
    offers = tuple(compare(found, draft))
    if not offers and not found:
        raise ValidationError({"file": _("Nothing in the file lies in this school year or the next.")})
    new = tuple(one for one in offers if one.before is None or _differs(one))
    return Preview(new, len(found) - len(new), left_out)


def compare(entries: Iterable[Entry], draft: Activity) -> Iterator[Offer]:
    """Each entry with what stands for it already; what came from Samspill itself is there in any case."""
    known = {one.uid or _own_uid(one): one for one in _there(draft)}
    for one in entries:
        before = known.get(one.uid)
        if before is not None or not one.uid.endswith(f"@{addresses.domain()}"):
            yield Offer(one, before, names=draft.person is None and bool(look(one.title)))


@transaction.atomic
def bring_in(draft: Activity, entries: Sequence[Entry], *, acting: Person | None, at: datetime) -> int:
    """Add what is new and change what has changed since it was brought in; the same file twice adds nothing."""
    if draft.unit:
        Unit.objects.select_for_update().get(pk=draft.unit.pk)
    elif draft.person:
        Person.objects.select_for_update().get(pk=draft.person.pk)
    count = 0
    for one in compare(entries, draft):
        count += _differs(one)
        days = {"title": one.entry.title, "starts": one.entry.first, "until": one.entry.last}
        if one.before is None:
            new = new_activity(ring=draft.ring, unit=draft.unit, arena=draft.arena, person=draft.person)
            add_activity(new, **days, uid=one.entry.uid, acting=acting, at=at)  # type: ignore[arg-type]
        else:
            with naming(one.entry.title):
                shown = one.before.open
                change_activity(one.before, **days, open=shown, version=None, acting=acting, at=at)  # type: ignore[arg-type]
    return count


def _there(draft: Activity) -> Iterable[Activity]:
    return Activity.objects.filter(unit=draft.unit, arena=draft.arena, person=draft.person)


def _own_uid(one: Activity) -> str:
    return f"own-{one.pk}@{addresses.domain()}"


def _differs(one: Offer) -> bool:
    before, now = one.before, one.entry
    return before is None or (before.title, before.starts, before.until) != (now.title, now.first, now.last)


def _entries(data: bytes, today: date) -> tuple[list[Entry], int]:
    """Everything in this school year and the next, each once, in order of time."""
    year = SchoolYear.of(today)
    reading = read_calendar(slimmed(mended(data), year.period.start, year.next.period.end))
    faults = [finding.fault for finding in reading.findings]
    if b"BEGIN:VCALENDAR" not in data.upper() or {Fault.NO_CALENDAR, Fault.TOO_LARGE} & set(faults):
        raise ValidationError({"file": str(said(NO_CALENDAR))})
    zone = timezone.get_default_timezone()
    starts, ends = (datetime.combine(day, time(), zone) for day in (year.period.start, year.next.period.end + DAY))
    unfolding = Unfolding(Window(starts, ends, zone))
    found: dict[str, Entry] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for event in (event for calendar in reading.components for event in unfolding.events(calendar)):
            found.update({one.uid: one for one in unfolding.guarded(_entry, event, unfolding)})
    left_out = unfolding.left_out + faults.count(Fault.BROKEN_PART)
    return sorted(found.values(), key=lambda one: (one.first, one.last, one.title)), left_out


def _entry(event: Component, unfolding: Unfolding) -> Iterator[Entry]:
    if called_off(event):
        return
    title = " ".join(str(event.get("SUMMARY", "")).split())
    if not title:
        raise ValueError("Nobody could tell what it is.")
    starts, ends = unfolding.times(event)
    window = unfolding.window
    if starts < window.ends and ends > window.starts:
        first, last = _days(starts, ends, window.zone)
        yield Entry(_uid(event, first, title), title if len(title) <= 160 else f"{title[:159]}…", first, last)


def _days(starts: datetime, ends: datetime, zone: tzinfo) -> tuple[date, date]:
    """The days it takes where the reader is; what ends at midnight is over the day before."""
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    over = last - timedelta(microseconds=1) if last > first else last
    return first.date(), over.date()


def _uid(event: Component, first: date, title: str) -> str:
    """Who it is: of a series the day it had before it was moved; without an identity what it is and when."""
    uid = str(event.get("UID", "")).strip()[:LONGEST_UID] or f"{title[:120]}/{first:%Y%m%d}"
    moved = event.decoded("RECURRENCE-ID") if "RECURRENCE-ID" in event else None
    return f"{uid}/{moved:%Y%m%d}" if moved else uid
