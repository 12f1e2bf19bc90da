"""What a calendar feed holds: decided anew by the reader's rights at each fetch, so that an ended seat leaves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from samspill.access.gate import visible_to
from samspill.access.rules import Actor
from samspill.arenas.models import Membership
from samspill.arenas.words import name_of
from samspill.conferences.queries import taking_part
from samspill.delivery import addresses
from samspill.delivery import calendars as ics
from samspill.delivery.letter import speaking
from samspill.meetings.inviting import event_of
from samspill.meetings.models import Presence, Reply
from samspill.meetings.queries import MEETINGS
from samspill.meetings.words import method_of
from samspill.methods.schema import Method
from samspill.people.post import language_of
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.wheel.bridge import with_meetings
from samspill.wheel.models import FeedToken, Occasion
from samspill.wheel.pages import title_of

BEHIND, AHEAD = timedelta(days=60), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Feed:
    body: bytes
    etag: str
    changed: datetime


def feed_of(token: FeedToken, at: datetime) -> Feed:
    """Build it in the person's language, and remember when what it says last changed: calendars ask every hour."""
    today = timezone.localdate(at)
    actor: Actor = import_string(settings.ACTOR_FOR)(token.person, today)
    with speaking(language_of(token.person, today)):
        name = name_of(token.arena, method_of(token.arena)) if token.arena else _("My meetings")
        entries = [*_meetings(token, actor, today), *_planned(token, actor, today)]
        # Without a stamp two builds of the same calendar are the same bytes.
        etag = hashlib.sha256(repr((name, entries)).encode()).hexdigest()
        changed = token.changed_at if token.changed_at and token.etag == etag else at.replace(microsecond=0)
        body = ics.feed(str(name), [replace(one, changed=changed) for one in entries], at=changed)
    FeedToken.objects.filter(pk=token.pk).update(etag=etag, changed_at=changed, fetched_at=at)
    return Feed(body, etag, changed)


def _meetings(token: FeedToken, actor: Actor, today: date) -> Iterator[ics.Event]:
    """Where the person is invited and may still read; one called off stays in sight as such."""
    asked = Presence.objects.filter(person=token.person).exclude(reply=Reply.DECLINED)
    rows = MEETINGS.filter(pk__in=asked.values("meeting"), on__range=(today - BEHIND, today + AHEAD))
    rows = rows.filter(arena=token.arena) if token.arena else rows
    allowed = visible_to(actor, rows, "meeting.read").values("pk")
    # Who takes part in a conference reads it wherever they work.
    there = Q(pk__in=allowed) | Q(pk__in=taking_part(token.person).values("meeting")) | _in_coming_seats(token, today)
    found = list(rows.filter(there).order_by("on", "pk"))
    methods = _methods(one.arena.project for one in found)
    for one in found:
        status = ics.Status.CANCELLED if one.called_off else ics.Status.CONFIRMED
        # Other companies' servers fetch this: the arena's name says enough, a title may name somebody.
        name = str(name_of(one.arena, methods.get(one.arena.project_id)))
        entry = event_of(one, token.made_at, summary=name)
        # A whole day would ring at midnight.
        alarm = token.reminder if isinstance(entry.start, datetime) else None
        yield replace(entry, status=status, alarm_minutes=alarm)


def _planned(token: FeedToken, actor: Actor, today: date) -> Iterator[ics.Event]:
    """The days of the plan that have no meeting yet, as whole days that may still move."""
    sits = {hat.arena for hat in actor.hats if hat.arena is not None}
    arenas = sits & {token.arena_id} if token.arena_id else sits
    ahead = Q(on__range=(today, today + AHEAD), held_on=None, called_off="")
    sitting = Q(arena__in=arenas) | _in_coming_seats(token, today)
    rows = list(Occasion.objects.filter(ahead, sitting).select_related("arena__unit", "unit", "project"))
    with_meetings(rows)
    methods = _methods(one.project for one in rows)
    for one in rows:
        if one.meeting is None:
            yield _day(one, methods.get(one.project_id), token.made_at)


def _in_coming_seats(token: FeedToken, today: date) -> Q:
    """What lies in seats that begin later: nobody may read it yet, but whoever gets the seat must keep the day free."""
    seats = Membership.objects.filter(person=token.person, since__gt=today, since__lte=today + AHEAD)
    found = Q(pk=None)
    for seat in seats.filter(arena=token.arena) if token.arena else seats:
        found |= Q(arena=seat.arena_id, on__range=(seat.since, seat.until or date.max))
    return found


def _methods(projects: Iterable[Project | None]) -> dict[int | None, Method]:
    """Each project's method, read once."""
    return {one.pk: adapted(one).method for one in {*projects} if one}


def _day(one: Occasion, method: Method | None, at: datetime) -> ics.Event:
    link = addresses.page(one.get_absolute_url())
    return ics.Event(
        uid=f"occasion-{one.pk}@{addresses.domain()}",
        summary=str(title_of(one, method)),
        start=one.on,
        end=one.on,
        changed=at,
        place=one.unit.name,
        description=_("Laid in the plan; the meeting is not called yet. %(link)s") % {"link": link},
        link=link,
        status=ics.Status.TENTATIVE,
        free=True,
    )
