"""Beside a matter about a measure: what was logged since the arena last had it before it (R82)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samspill.access.rules import Actor, decide
from samspill.measures.hearing import SOURCE as MEASURE
from samspill.measures.log_queries import Methods, log_scopes, standing
from samspill.measures.models import LogEntry, Measure
from samspill.measures.queries import MEASURES
from samspill.meetings.beside import Beside, Said
from samspill.meetings.models import Item, ItemState

SHOWN = 8


def since_last_time(items: Sequence[Item], actor: Actor) -> Iterator[tuple[int, Beside]]:
    """For each matter about a measure whose log this reader may read. A fixed number of queries for any number."""
    about = {item.pk: item.source_id for item in items if item.source == MEASURE and item.source_id}
    if not about:
        return
    measures = {one.pk: one for one in MEASURES.filter(pk__in=about.values(), tried_on__isnull=False)}
    scopes = log_scopes(measures.values(), actor.id)
    readable = {pk for pk, scope in scopes.items() if decide(actor, "log.read", scope).allowed}
    last, methods = _last_treated(items), Methods()
    entries = list(standing(measures[pk] for pk in readable).prefetch_related("additions"))
    for item in items:
        measure = measures.get(about.get(item.pk) or 0)
        if measure is not None and measure.pk in readable:
            since = last.get(item.pk)
            found = [one for one in entries if one.measure_id == measure.pk and _between(one, since, item)]
            if methods.tries(measure) or found:
                yield item.pk, _beside(measure, found, since)


def _between(entry: LogEntry, since: datetime | None, item: Item) -> bool:
    ended = item.meeting.ended_at if item.meeting else None
    return (since is None or entry.written_at > since) and (ended is None or entry.written_at <= ended)


def _last_treated(items: Sequence[Item]) -> Mapping[int, datetime]:
    """When each matter's arena last had the same measure on an agenda, at a meeting that was held before this one."""
    ids = {item.source_id for item in items if item.source == MEASURE}
    arenas = {item.arena_id for item in items}
    rows = Item.objects.filter(
        source=MEASURE, source_id__in=ids, arena__in=arenas, state=ItemState.AGENDA, meeting__ended_at__isnull=False
    )
    held = list(rows.values_list("pk", "arena", "source_id", "meeting__on", "meeting__ended_at"))
    found: dict[int, datetime] = {}
    for item in items:
        before = [
            ended
            for pk, arena, measure, on, ended in held
            if (arena, measure) == (item.arena_id, item.source_id)
            and pk != item.pk
            and (item.meeting is None or on < item.meeting.on)
            and ended
        ]
        if before:
            found[item.pk] = max(before)
    return found


def _beside(measure: Measure, entries: Sequence[LogEntry], since: datetime | None) -> Beside:
    url, label = reverse("measures:log", args=[measure.pk]), _("The whole log")
    if not entries:
        words = _("Nothing is logged since the last meeting.") if since else _("Nothing is logged yet.")
        return Beside(words, url=measure.get_absolute_url(), label=_("Open the measure"))
    if since:
        title = ngettext(
            "%(count)s entry in the log since the last meeting",
            "%(count)s entries in the log since the last meeting",
            len(entries),
        )
    else:
        title = ngettext("%(count)s entry in the log", "%(count)s entries in the log", len(entries))
    return Beside(title % {"count": len(entries)}, tuple(_said(one) for one in entries[:SHOWN]), url, label)


def _said(entry: LogEntry) -> Said:
    facts = [
        (_("We saw"), entry.seen),
        (_("We adjust"), entry.adjusted),
        (_("Question"), entry.question),
        (pgettext("what somebody answered", "Answer"), entry.answer),
        *((_("Added"), one.text) for one in entry.additions.all()),
    ]
    kept = tuple((label, text) for label, text in facts if text)
    return Said(entry.done, entry.on, kept, entry.get_absolute_url())
