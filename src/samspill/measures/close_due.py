"""What daily practice puts on agendas by itself: a practice that fades, and one that nobody has looked at."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.measures.close_beside import SOURCE, deciding
from samspill.measures.models import Decision
from samspill.measures.practices import LATE, Standing, in_practice, standings
from samspill.measures.queries import LIVE, MEASURES
from samspill.meetings.due import Due
from samspill.meetings.models import Meeting
from samspill.projects.queries import adapted


def fading(meeting: Meeting) -> Iterator[Due]:
    """Where measures are decided: what fewer use than the bar, until it is decided on, and what nobody has answered."""
    arena = meeting.arena
    if arena.project is None or arena.kind not in deciding(adapted(arena.project).method):
        return
    rows = MEASURES.filter(LIVE, project=arena.project, unit=arena.unit_id, practice_on__isnull=False)
    found = standings(in_practice(rows.order_by("phase_on", "pk")), meeting.on)
    decided = dict(
        Decision.objects.filter(measure__in=[one.measure.pk for one in found])
        .order_by()
        .values_list("measure")
        .annotate(Max("on"))
    )
    for one in found:
        last = decided.get(one.measure.pk)
        if words := _words(one, settled=bool(one.last and last and last >= one.last.checked_on)):
            url = one.measure.get_absolute_url()
            yield Due(SOURCE, words[:200], one.measure.pk, url, treats=SOURCE, tryout=True, owner=one.owner)


def _words(one: Standing, *, settled: bool) -> str:
    """Why a practice comes back; empty where it need not."""
    title = one.measure.title
    if one.fades and one.last and not settled:
        holes = {"title": title, "using": one.last.using, "concerned": one.last.concerned}
        return _("Fades: %(title)s (%(using)s of %(concerned)s use it)") % holes
    if one.next and one.next.due + LATE < one.today:
        return _("Still done? %(title)s (asked since %(day)s)") % {"title": title, "day": date_format(one.next.due)}
    return ""
