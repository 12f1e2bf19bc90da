"""When people are elsewhere: in real meetings beside the plan, and as their own work calendars say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, time, timedelta

from django.db.models import Q

from samspill.calendars.busy import busy_of
from samspill.meetings.models import Presence, Reply
from samspill.planner.models import YearPlan

Span = tuple[datetime, datetime]
Elsewhere = dict[int, tuple[Span, ...]]


def elsewhere_of(plan: YearPlan, people: Collection[int]) -> Elsewhere:
    """By person, in the clock of the house. Two queries.

    A work calendar also holds what this plan has put there: what coincides with one's own meetings is known already.
    """
    year = plan.year.period
    own, others = _meetings(plan, people)
    found = dict(others)
    for person, spans in busy_of(people, year.start, year.end).items():
        known = [*own.get(person, ()), *others.get(person, ())]
        for begins, ends in spans:
            found.setdefault(person, []).extend(_without((_plain(begins), _plain(ends)), known))
    return {person: tuple(sorted(spans)) for person, spans in found.items() if spans}


def _meetings(plan: YearPlan, people: Collection[int]) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
    """Meetings of the plan, and others. Whoever has said no is free."""
    year = plan.year.period
    rows = Presence.objects.filter(
        person__in=people,
        meeting__on__range=(year.start, year.end),
        meeting__begins__isnull=False,
        meeting__called_off="",
    ).exclude(reply=Reply.DECLINED)
    mine = Q(meeting__planned__plan=plan) | Q(meeting__series__planned__plan=plan)
    ours = Presence.objects.filter(mine).values("pk")
    own: dict[int, list[Span]] = defaultdict(list)
    others: dict[int, list[Span]] = defaultdict(list)
    for row in rows.select_related("meeting").annotate(is_ours=Q(pk__in=ours)):
        begins = datetime.combine(row.meeting.on, row.meeting.begins or time())
        into = own if row.is_ours else others
        into[row.person_id].append((begins, begins + timedelta(minutes=row.meeting.minutes)))
    return own, others


def _plain(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _without(span: Span, known: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span where nothing is known of."""
    begins, ends = span
    for first, last in sorted(known):
        if last <= begins or ends <= first:
            continue
        if begins < first:
            yield begins, first
        begins = max(begins, last)
    if begins < ends:
        yield begins, ends
