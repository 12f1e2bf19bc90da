"""The machine is asked what may belong together, and a person says yes or no to each answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences.actions import code
from samspill.conferences.models import Conference, Point, Refusal, Suggestions, Theme
from samspill.conferences.queries import points_of
from samspill.journal.actions import note
from samspill.people.models import Person


@transaction.atomic
def ask(conference: Conference, *, acting: Person | None, at: datetime) -> Suggestions:
    """Ask anew. What was found last time goes; what was refused does not come again."""
    asked, _new = Suggestions.objects.update_or_create(
        conference=conference, defaults={"asked_at": at, "made_at": None, "found": {}}
    )
    note("conference.suggestions_asked", conference, acting=acting, at=at)
    return asked


def keep(asked: Suggestions, found: Mapping[str, object], *, at: datetime) -> None:
    """Keep the answer, unless somebody has asked again meanwhile."""
    Suggestions.objects.filter(pk=asked.pk, asked_at=asked.asked_at).update(found=found, made_at=at)


def accept_new(conference: Conference, *, name: str, points: Collection[int], acting: Person, at: datetime) -> Theme:
    """Make a theme of what seems to belong together, under a name a person gives it."""
    _demand(points)
    return code.make_theme(conference, name=name, points=points, suggested=True, acting=acting, at=at)


def accept_into(theme: Theme, *, points: Collection[int], acting: Person, at: datetime) -> list[int]:
    _demand(points)
    return code.put_into(theme, points, suggested=True, acting=acting, at=at)


def accept_same(conference: Conference, *, points: Collection[int], acting: Person, at: datetime) -> None:
    rows = list(points_of(conference).filter(pk__in=points))
    if len(rows) < 2:
        raise ValidationError(_("Choose at least two statements that say the same."))
    code.say_same(rows, acting=acting, at=at)


@transaction.atomic
def refuse(conference: Conference, *, points: Collection[int], key: str, acting: Person | None, at: datetime) -> None:
    """Say no: these statements do not come with this suggestion again."""
    _demand(points)
    here = points_of(conference).filter(pk__in=points)
    _refuse(conference, ((one.pk, key) for one in here), at)
    note("conference.suggestion_refused", conference, acting=acting, at=at)


@transaction.atomic
def refuse_same(
    conference: Conference, *, points: Collection[int], shown: Collection[int], acting: Person | None, at: datetime
) -> None:
    """Say that the chosen ones say something else than the others that were shown, and than each other."""
    _demand(points)
    rows = list(points_of(conference).filter(pk__in={*points, *shown}).order_by("pk"))
    chosen = set(points)
    apart = [(a, b) for a, b in combinations(rows, 2) if a.pk in chosen or b.pk in chosen]
    _refuse(conference, (twins(a, b) for a, b in apart), at)
    note("conference.suggestion_refused", conference, acting=acting, at=at)


def twins(one: Point, other: Point) -> tuple[int, str]:
    """How the refusal of a pair is kept: at the younger row, by the other's own id."""
    first, second = sorted((one, other), key=lambda row: row.pk)
    return second.pk, str(first.uid)


def _refuse(conference: Conference, keys: Iterable[tuple[int, str]], at: datetime) -> None:
    Refusal.objects.bulk_create(
        [Refusal(conference=conference, point_id=pk, key=key[:200], at=at) for pk, key in keys], ignore_conflicts=True
    )


def _demand(points: Collection[int]) -> None:
    if not points:
        raise ValidationError(_("Choose at least one statement. Nothing was chosen, so nothing was done."))
