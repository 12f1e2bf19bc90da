"""A year as a calendar file, with what its reader may see: meetings as themselves, everything else as whole days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from samspill.calendars.models import SpanKind
from samspill.core.yearwheel import Shade
from samspill.delivery import addresses
from samspill.delivery import calendars as ics
from samspill.meetings.inviting import event_of
from samspill.meetings.models import Meeting
from samspill.meetings.queries import MEETINGS
from samspill.wheel.models import Activity
from samspill.wheel.year import Happening, Reading, Whose
from samspill.wheel.year_reading import read


def file_of(reading: Reading, name: str, *, at: datetime) -> bytes:
    """The whole year in the layers read for. The number of queries does not grow with what is in it."""
    found = read(reading)
    meetings = MEETINGS.in_bulk([one.meeting for one in found.happenings if one.meeting])
    uids = _brought_in(found.happenings)
    events = [_event(one, meetings, uids, at) for one in found.happenings]
    return ics.feed(name, [*events, *_days(found.shades, reading.whose, at)], at=at)


def uid_of(key: str) -> str:
    """Of something in the wheel. A day of the plan has the same one in feeds."""
    return f"{key.replace('plan-', 'occasion-')}@{addresses.domain()}"


def _brought_in(happenings: Iterable[Happening]) -> dict[str, str]:
    """What was brought in from a calendar leaves as what it was there."""
    pks = [int(one.key.removeprefix("own-")) for one in happenings if one.layer == "own"]
    rows = Activity.objects.filter(pk__in=pks).exclude(uid="") if pks else Activity.objects.none()
    return {f"own-{pk}": uid for pk, uid in rows.values_list("pk", "uid")}


def _event(one: Happening, meetings: Mapping[int, Meeting], uids: Mapping[str, str], at: datetime) -> ics.Event:
    if one.meeting:
        return event_of(meetings[one.meeting], at, summary=one.title)
    link = addresses.page(one.url)
    return ics.Event(
        uid=uids.get(one.key) or uid_of(one.key),
        summary=one.title,
        start=one.first,
        end=one.last,
        changed=at,
        place=one.where,
        description=_("%(kind)s in Samspill: %(link)s") % {"kind": one.kind, "link": link},
        link=link,
        categories=[one.kind],
        status=ics.Status.TENTATIVE if one.layer == "plan" else ics.Status.CONFIRMED,
        free=True,
    )


def _days(shades: Iterable[Shade], whose: Whose, at: datetime) -> Iterator[ics.Event]:
    """Days without school; those of two schools stand beside each other in one calendar."""
    unit = whose.arena.unit if whose.arena else whose.unit
    place = unit.pk if unit else 0
    for one in shades:
        words = one.name or (_("Planning day") if one.kind == SpanKind.PLANNING else _("No school"))
        yield ics.Event(uid_of(f"{one.kind}-{one.first:%Y%m%d}-{place}"), words, one.first, one.last, at, free=True)
