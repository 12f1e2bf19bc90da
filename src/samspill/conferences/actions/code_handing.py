"""From themes to proposals, and on to the bodies that make them concrete."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.conferences.code_queries import codes_of, silent_groups
from samspill.conferences.finding import index_conference
from samspill.conferences.models import Conference, Point, Theme, ThemeProposal
from samspill.conferences.queries import points_of
from samspill.journal.actions import note
from samspill.measures.actions.proposing import propose
from samspill.measures.actions.quoting import quote
from samspill.measures.models import Measure, Source, Statement
from samspill.people.models import Person
from samspill.people.versions import change


@transaction.atomic
def propose_from(
    theme: Theme,
    *,
    points: Collection[int],
    title: str,
    acting: Person | None,
    at: datetime,
    reason: str = "",
    text: str = "",
    concerns: str = "",
    level: str = "",
) -> Measure:
    """Make a proposal of a theme. It is nobody's: it keeps the statements it grew from, word for word."""
    conference, url = theme.conference, reverse("conferences:theme", args=[theme.pk])
    said_on = conference.meeting.on
    kept = [_quoted(conference, one, said_on, acting, at) for one in points_of(conference).filter(pk__in=points)]
    measure = propose(
        conference.unit,
        conference.project,
        title=title,
        reason=reason,
        text=text,
        concerns=concerns,
        level=level,
        source=Source.CONFERENCE,
        source_name=str(conference),
        source_url=url,
        statements=kept,
        acting=acting,
        at=at,
    )
    ThemeProposal.objects.create(theme=theme, measure=measure)
    note("theme.proposed", theme, acting=acting, at=at, changes={"proposal": ("", measure.title)})
    return measure


def _quoted(conference: Conference, point: Point, said_on: date, acting: Person | None, at: datetime) -> Statement:
    return quote(
        conference.project,
        conference.unit,
        text=point.text,
        said_on=said_on,
        level=point.level,
        source=Source.CONFERENCE,
        origin_kind="group-note",
        origin_id=point.pk,
        origin_name=conference.title,
        origin_url=conference.get_absolute_url(),
        acting=acting,
        at=at,
    )


def left(conference: Conference) -> tuple[int, int]:
    """What an analysis would leave out: statements in no theme, groups whose note is empty."""
    coded = set(codes_of(conference).by_point)
    every = points_of(conference).order_by().values_list("pk", flat=True)
    return sum(pk not in coded for pk in every), len(silent_groups(conference))


@transaction.atomic
def finish_analysis(
    conference: Conference, *, version: int | None, acting: Person | None, at: datetime, reason: str = ""
) -> None:
    """Say that the analysis stands. Where something is left out, only with a reason, which is kept."""
    if any(left(conference)) and not reason.strip():
        raise ValidationError({"reason": _("Something is left out. Write why, or sort it in first.")})
    if not conference.themes.filter(into=None).exists():
        raise ValidationError(_("There is no theme yet. Put the statements into themes first."))
    if change(conference, version=version, fields={"analysed_at": conference.analysed_at or at}):
        note("conference.analysed", conference, acting=acting, at=at, why=reason.strip())
        index_conference(conference, at=at)


@transaction.atomic
def hand_on(conference: Conference, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """Let the themes and proposals come on the agendas of those who make them concrete."""
    if conference.analysed_at is None:
        raise ValidationError(_("The analysis is not finished. Finish it first, then hand on what it found."))
    if change(conference, version=version, fields={"handed_on_at": conference.handed_on_at or at}):
        note("conference.handed_on", conference, acting=acting, at=at)
