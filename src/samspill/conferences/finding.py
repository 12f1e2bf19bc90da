"""Conferences, their themes and what was said at them, as the search finds them: never by whom.

What was said is found once every group has handed in. A participant from elsewhere reads along by the letter's link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.conferences.models import Conference, Point
from samspill.conferences.queries import CONFERENCES
from samspill.search.actions import index_all
from samspill.search.models import Entry
from samspill.search.sources import Draft, Source

KIND, THEME, SAID = "conference", "conference-theme", "conference-said"
MANY = 500


def index_conference(conference: Conference, *, at: datetime) -> None:
    """Make a conference findable with all that was said; called by each verb after which it says something else."""
    themes, said = list(_themes(conference)), list(_said(conference))
    _forget_all_but(THEME, conference.themes.values_list("pk", flat=True), {one.thing_id for one in themes})
    points = Point.objects.filter(group__session__conference=conference)
    _forget_all_but(SAID, points.order_by().values_list("pk", flat=True), {one.thing_id for one in said})
    index_all([draft_of(conference), *themes, *said], at=at)


def _forget_all_but(kind: str, every: Iterable[int], kept: set[int]) -> None:
    Entry.objects.filter(kind=kind, thing_id__in=set(every) - kept).delete()


def draft_of(conference: Conference) -> Draft:
    parts = (words for one in conference.sessions.all() for words in (one.theme, one.question))
    more = (conference.purpose, *parts, conference.report_opening, conference.report_next)
    text, url = "\n".join(filter(None, more)), conference.get_absolute_url()
    return _draft(conference, KIND, conference.pk, conference.title, text, url)


def _themes(conference: Conference) -> Iterator[Draft]:
    if conference.minutes_in_at:
        for one in conference.themes.filter(into=None):
            yield _draft(conference, THEME, one.pk, one.name, one.remark, _answer(conference))


def _said(conference: Conference) -> Iterator[Draft]:
    if conference.minutes_in_at:
        rows = Point.objects.filter(group__session__conference=conference, removed_at=None, same_as=None)
        for one in rows.order_by("pk"):
            yield _draft(conference, SAID, one.pk, str(one), one.text, _answer(conference))


def _answer(conference: Conference) -> str:
    """Where the words are read: in the answer to the participants, once it is there."""
    url = conference.get_absolute_url()
    return reverse("conferences:report", args=[conference.pk]) if conference.reported_at else url


def _draft(conference: Conference, kind: str, pk: int, title: str, text: str, url: str) -> Draft:
    unit = conference.unit
    return Draft(
        kind=kind,
        thing_id=pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        read_word="conference.read",
        title=title,
        text=text,
        place=f"{conference}, {unit.name}",
        url=url,
        language=unit.language or unit.municipality.language,
        on=conference.meeting.on,
    )


def _every() -> Iterable[Conference]:
    return CONFERENCES.prefetch_related("sessions").iterator(chunk_size=MANY)


CONFERENCE_SOURCE = Source(KIND, _("Conferences"), "chat", lambda: (draft_of(one) for one in _every()))
THEME_SOURCE = Source(
    THEME, _("Themes of conferences"), "chat", lambda: (draft for one in _every() for draft in _themes(one))
)
SAID_SOURCE = Source(
    SAID, _("Said at conferences"), "chat", lambda: (draft for one in _every() for draft in _said(one))
)
