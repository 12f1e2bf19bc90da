from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samspill.access.rules import Scope
from samspill.insight.models import Departure, Judgement, Release, SupportNeed
from samspill.projects.models import Participation, Project
from samspill.projects.queries import participations_of

# For `visible_to`: what makes a participation's board open to the school owner.
RELEASED = {"released": Q(releases__isnull=False, releases__taken_back_at__isnull=True)}


def board_scope(participation: Participation) -> Scope:
    """Where a board belongs, with the states that open it: released to the owner, or municipal by nature."""
    own = participation.scope()
    released = ["released"] if release_of(participation) else []
    return Scope(own.municipalities, own.units, states=own.states | frozenset(released))


def release_of(participation: Participation) -> Release | None:
    """The running release of a board, if it is shown to the school owner."""
    return Release.objects.filter(participation=participation, taken_back_at__isnull=True).first()


def with_board() -> QuerySet[Participation]:
    return Participation.objects.select_related("unit__municipality", "project__municipality")


def departures_of(participation: Participation) -> QuerySet[Departure]:
    return Departure.objects.filter(participation=participation).select_related("made_by")


def judgements_of(participation: Participation) -> QuerySet[Judgement]:
    """What the teams themselves have judged, the latest last."""
    return Judgement.objects.filter(participation=participation).select_related("arena__project")


def needs_of(participation: Participation) -> QuerySet[SupportNeed]:
    return SupportNeed.objects.filter(participation=participation).select_related("made_by", "answered_by")


def schools_of(project: Project, today: date) -> QuerySet[Participation]:
    """Every school of the project by name, with whether its board is released and, only then, what it asks for."""
    running = Release.objects.filter(participation=OuterRef("pk"), taken_back_at__isnull=True)
    rows = participations_of(project, today).exclude(unit__kind="office").annotate(released=Exists(running))
    needs = SupportNeed.objects.filter(participation__in=rows.filter(released=True)).select_related("made_by")
    return rows.prefetch_related(Prefetch("supportneeds", needs, to_attr="needs")).order_by("unit__name")
