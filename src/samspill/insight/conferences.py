"""Rows to core: what conferences tell. Their groups and rounds, minutes, analysis and proposals (L15, L20 to L23).

A conference is looked at once it was held: one that is planned owes nothing yet. That it was held is read from its
meeting, like what every other body holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Prefetch, Q
from django.utils import timezone

from samspill.conferences.fates import settled_on
from samspill.conferences.models import Conference, Group, Session, SessionKind, ThemeProposal
from samspill.core.fidelity.model import Held, Ref, Subject
from samspill.measures.models import Measure
from samspill.projects.models import Participation

KIND = "conference"
HELD = Q(meeting__begun_at__isnull=False) | Q(meeting__ended_at__isnull=False)
GROUPS = Group.objects.prefetch_related("seats").only("session", "leader", "note_taker").order_by("number")
SESSIONS = Session.objects.only("conference", "kind", "treats", "begun_at").prefetch_related(Prefetch("groups", GROUPS))


@dataclass(frozen=True, slots=True)
class Talks:
    """The conferences of one board that were held, and the proposals each of them led to."""

    rows: Sequence[Conference] = ()
    proposals: Mapping[int, Sequence[Measure]] = field(default_factory=dict)


def talks_of(participation: Participation, measures: Iterable[Measure]) -> Talks:
    """One query where there are no conferences, five where there are, however many. `measures` are the board's."""
    rows = Conference.objects.filter(HELD, project=participation.project_id, unit=participation.unit_id)
    rows = rows.filter(meeting__called_off="").select_related("meeting").order_by("meeting__on", "pk")
    found = tuple(rows.prefetch_related(Prefetch("sessions", SESSIONS)))
    if not found:
        return Talks()
    known, grown = {one.pk: one for one in measures}, dict[int, list[Measure]]()
    ties = ThemeProposal.objects.filter(theme__conference__in=found).order_by("pk")
    for conference, measure in ties.values_list("theme__conference", "measure"):
        if measure in known:
            grown.setdefault(conference, []).append(known[measure])
    return Talks(found, grown)


def subjects(talks: Talks, today: date) -> Iterator[Subject]:
    for one in talks.rows:
        if one.meeting.on <= today:
            yield subject_of(one, talks.proposals.get(one.pk, ()))


def subject_of(one: Conference, proposals: Sequence[Measure]) -> Subject:
    day, rounds = one.meeting.on, _rounds(one)
    groups = [group for groups in rounds for group in groups]
    parts = {
        "group-leaders": day if groups and all(group.leader_id for group in groups) else None,
        "minute-takers": day if groups and all(group.note_taker_id for group in groups) else None,
        "plenary-minutes": _day(one.meeting.shared_at),
        "analysis": _day(one.analysed_at),
        "fates": _answered(proposals),
    }
    return Subject(KIND, str(one.pk), day, day, parts, numbers=_numbers(rounds), ref=Ref(KIND, one.pk))


def _rounds(one: Conference) -> list[list[Group]]:
    """The rounds whose groups somebody has put together, in order."""
    rows = [list(session.groups.all()) for session in one.sessions.all() if session.kind == SessionKind.GROUPS]
    return [groups for groups in rows if groups]


def _numbers(rounds: Sequence[Sequence[Group]]) -> Mapping[str, float]:
    """How many rounds, and how alike the two neighbours are that are most alike. Back to the base groups after others
    is a pattern of the method, so only what follows each other is compared (R70)."""
    if not rounds:
        return {}
    return {
        "rounds": float(len(rounds)),
        "overlap": max((_alike(*two) for two in pairwise(map(_seated, rounds))), default=0.0),
    }


def _seated(groups: Iterable[Group]) -> list[list[int]]:
    return [[seat.participant_id for seat in group.seats.all()] for group in groups]


def _alike(before: Sequence[Collection[int]], after: Sequence[Collection[int]]) -> float:
    from samspill.core.grouping import overlap  # the composer weighs more than a board that has no conference

    return overlap(before, after).jaccard


def _answered(proposals: Iterable[Measure]) -> date | None:
    """The day the last proposal was answered; None while one waits, and where nothing was proposed."""
    days = [settled_on(one) for one in proposals]
    return max(filter(None, days), default=None) if all(days) else None


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


def with_themes(held: Iterable[Held], talks: Talks) -> Iterator[Held]:
    """What was held, each conference with what its talks took up: such as the evaluation before the summer (L15)."""
    taken = {one.meeting_id: _treats(one) for one in talks.rows}
    for one in held:
        more = taken.get(int(one.ref.id)) if one.ref and one.ref.kind == "meeting" else None
        yield replace(one, treats=one.treats | more) if more else one


def _treats(one: Conference) -> frozenset[str]:
    """Of the parts that were begun; of all, where nobody led the day in Samspill."""
    parts = list(one.sessions.all())
    begun = [part for part in parts if part.begun_at] or parts
    return frozenset(part.treats for part in begun if part.treats)
