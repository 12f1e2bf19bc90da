"""What the leader's side of the day asks: groups with how far they are, who reports, what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from django.db.models import Count, Max, Prefetch, Q, QuerySet, Sum

from samspill.conferences.models import Conference, Group, GroupSeat, Participant, Point, Session, SessionKind

STANDING = Q(points__removed_at=None)


def stage_groups(conference: Conference) -> QuerySet[Group]:
    """All groups, with how many statements stand (`said`) and when the last of them changed (`last_at`)."""
    rows = Group.objects.filter(session__conference=conference).order_by("session__place", "number")
    counted = rows.annotate(said=Count("points", filter=STANDING), last_at=Max("points__changed_at", filter=STANDING))
    return counted.select_related("session", "leader__person")


def groups_in(session: Session) -> QuerySet[Group]:
    """The groups of a round with those who sit there and come."""
    seats = GroupSeat.objects.filter(participant__absent=False).select_related("participant__person")
    rows = Group.objects.filter(session=session).order_by("number")
    ordered = seats.order_by("participant__person__name", "pk")
    return rows.select_related("session", "leader").prefetch_related(Prefetch("seats", ordered, to_attr="there"))


def reporting(conference: Conference, plenary: Session) -> list[Group]:
    """The groups that report in a plenary: those of the rounds held since the plenary that heard rounds before."""
    before = [one for one in conference.sessions.all() if (one.place, one.pk) < (plenary.place, plenary.pk)]
    rounds: list[int] = []
    for one in reversed(before):
        if one.kind == SessionKind.PLENARY and rounds:
            break
        if one.kind == SessionKind.GROUPS and one.begun_at:
            rounds.append(one.pk)
    return list(stage_groups(conference).filter(session__in=rounds))


def handed_over(groups: Iterable[Group]) -> QuerySet[Point]:
    """What groups send to the plenary, in the order they chose."""
    rows = Point.objects.filter(group__in=list(groups), removed_at=None, plenary__isnull=False)
    return rows.select_related("group__session").order_by("group__session__place", "group__number", "plenary", "pk")


def missing_groups(conference: Conference) -> list[Group]:
    """Groups of the rounds that were held and have not handed in."""
    return list(stage_groups(conference).filter(session__begun_at__isnull=False, handed_in_at=None))


def silent_groups(conference: Conference) -> QuerySet[Group]:
    """Groups of the rounds that were held and of which no statement stands."""
    spoke = Point.objects.filter(group__session__conference=conference, removed_at=None).values("group")
    held = Group.objects.filter(session__conference=conference, session__begun_at__isnull=False)
    return held.exclude(pk__in=spoke).select_related("session").order_by("session__place", "number")


def unseated(session: Session) -> QuerySet[Participant]:
    """Those who come to a round and sit in no group of it."""
    coming = Participant.objects.filter(conference=session.conference_id, absent=False).exclude(away_from=session)
    return coming.exclude(seats__session=session)


def state_of_stage(conference: Conference) -> str:
    """Changes with everything the control view and the projector show. Four queries."""
    groups = Group.objects.filter(session__conference=conference)
    points = Point.objects.filter(group__session__conference=conference)
    told = (
        Conference.objects.filter(pk=conference.pk).values_list("version", "meeting__version").get(),
        list(conference.sessions.values_list("pk", "place", "version", "begun_at", "ended_at", "extra_minutes")),
        list(groups.aggregate(Count("pk"), Sum("version")).values()),
        list(points.aggregate(Count("pk"), Max("changed_at"), Sum("version")).values()),
        conference.pulse_ballots.count(),
    )
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()
