"""What was said is put into themes, and themes are made, named, ordered, merged, taken apart again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from samspill.conferences.code_queries import home_of
from samspill.conferences.models import Coding, Conference, Point, Theme
from samspill.conferences.queries import points_of
from samspill.journal.actions import note, wordless
from samspill.people.models import Person
from samspill.people.versions import StaleError, change, save_new


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge came to: `came` was put into `stays`; they are other themes than asked for where somebody was first.

    `came` is None where both were one theme already.
    """

    asked: Theme
    wanted: Theme
    came: Theme | None
    stays: Theme


@transaction.atomic
def put_into(
    theme: Theme, points: Collection[int], *, acting: Person, at: datetime, suggested: bool = False
) -> list[int]:
    """Say that statements belong to a theme, as one coder. Gives those that did not stand there for them before.

    What says the same as one of them goes along. A theme that was merged meanwhile is met where it is read now.
    """
    home = _held(theme)
    here = set(_family(home))
    chosen = with_repeats(theme.conference, points)
    known = set(Coding.objects.filter(theme__in=here, coder=acting, point__in=chosen).values_list("point", flat=True))
    new = [pk for pk in chosen if pk not in known]
    Coding.objects.bulk_create(
        [Coding(theme=home, point_id=pk, coder=acting, suggested=suggested, at=at) for pk in new], ignore_conflicts=True
    )
    if new:
        note("theme.statements_put", home, acting=acting, at=at, changes={"statements": (0, len(new))})
    return new


@transaction.atomic
def take_out(theme: Theme, points: Collection[int], *, acting: Person, at: datetime) -> list[int]:
    """Take back what oneself has put into a theme; what others put there stays."""
    home = _held(theme)
    chosen = with_repeats(theme.conference, points)
    rows = Coding.objects.filter(theme__in=_family(home), coder=acting, point__in=chosen)
    gone = list(rows.values_list("point", flat=True))
    if gone:
        rows.delete()
        note("theme.statements_taken", home, acting=acting, at=at, changes={"statements": (len(gone), 0)})
    return gone


def with_repeats(conference: Conference, points: Collection[int]) -> list[int]:
    """The statements of the conference that are meant, with those that say the same."""
    rows = points_of(conference).order_by().filter(pk__in=points)
    heads = {row.same_as_id or row.pk for row in rows}
    together = points_of(conference).filter(Q(pk__in=points) | Q(pk__in=heads) | Q(same_as__in=heads))
    return list(together.values_list("pk", flat=True))


@transaction.atomic
def make_theme(
    conference: Conference,
    *,
    name: str,
    acting: Person | None,
    at: datetime,
    remark: str = "",
    points: Collection[int] = (),
    suggested: bool = False,
) -> Theme:
    """Begin a theme, with the statements that gave the idea. A living theme is not made twice: it takes them."""
    _hold(conference)
    words = " ".join(name.split())
    if not words:
        raise ValidationError({"name": _("Write what the theme is called. A word or two is enough.")})
    theme = Theme.objects.filter(conference=conference, into=None, name__iexact=words).first()
    if theme is None:
        last = conference.themes.aggregate(last=Max("place"))["last"] or 0
        theme = save_new(Theme(conference=conference, name=words, remark=remark, place=last + 1, made_at=at))
        note("theme.made", theme, acting=acting, at=at)
    if points and acting:
        put_into(theme, points, acting=acting, at=at, suggested=suggested)
    return theme


@transaction.atomic
def change_theme(
    theme: Theme, *, version: int | None, acting: Person | None, at: datetime, name: str, remark: str = ""
) -> None:
    """Call a theme otherwise, or say better what belongs there."""
    differences = change(theme, version=version, fields={"name": " ".join(name.split()), "remark": remark})
    if differences:
        note("theme.changed", theme, acting=acting, at=at, changes=wordless(differences))


@transaction.atomic
def arrange_themes(
    conference: Conference, *, order: Sequence[int], seen: Sequence[int], acting: Person | None, at: datetime
) -> None:
    """Save the order. `seen` is the order the reader had: if it is another now, nothing is moved."""
    held = _hold(conference)
    rows = {one.pk: one for one in held.themes.filter(into=None)}
    if list(rows) != list(seen) or set(order) != set(rows):
        raise StaleError(held)
    moved = [(place, rows[pk]) for place, pk in enumerate(order, start=1) if rows[pk].place != place]
    for place, row in moved:
        row.place, row.version = place, row.version + 1
    Theme.objects.bulk_update([row for _place, row in moved], ["place", "version"])
    if moved:
        note("conference.themes_arranged", conference, acting=acting, at=at)


@transaction.atomic
def merge(theme: Theme, into: Theme, *, acting: Person | None, at: datetime) -> Merge:
    """Let a theme go on in another one, which reads its statements from now on. Nothing is thrown away.

    Where somebody was first, both merges count: whatever theme each is read in by now, the two become one.
    """
    if theme.pk == into.pk or theme.conference_id != into.conference_id:
        raise ValidationError({"into": _("Choose another theme of this conference.")})
    _hold(theme.conference)
    rows = {one.pk: one for one in Theme.objects.filter(conference=theme.conference_id)}
    if theme.pk not in rows or into.pk not in rows:
        raise ValidationError(_("Somebody has removed one of the two themes meanwhile. Choose another one."))
    came, stays = home_of(rows, theme.pk), home_of(rows, into.pk)
    if came == stays:
        return Merge(theme, into, None, stays)
    change(came, version=None, fields={"into": stays})
    note("theme.merged", came, acting=acting, at=at, changes={"into": (came.name, stays.name)})
    return Merge(theme, into, came, stays)


@transaction.atomic
def unmerge(theme: Theme, *, acting: Person | None, at: datetime) -> Theme:
    """Let a merged theme stand by itself again, with the statements that were put into it."""
    _hold(theme.conference)
    theme.refresh_from_db()
    if theme.into is None:
        raise ValidationError(_("This theme stands by itself already, so there is nothing to take back."))
    was = theme.into.name
    change(theme, version=None, fields={"into": None})
    note("theme.unmerged", theme, acting=acting, at=at, changes={"into": (was, "")})
    return theme


@transaction.atomic
def remove_theme(theme: Theme, *, acting: Person | None, at: datetime) -> None:
    """Take away a theme that holds nothing."""
    _hold(theme.conference)
    list(Theme.objects.select_for_update().filter(pk=theme.pk))
    if theme.codings.exists() or theme.merged.exists() or theme.proposals.exists():
        raise ValidationError(
            _("Only an empty theme can be removed. Take its statements out first, or merge it with another theme.")
        )
    note("theme.removed", theme, acting=acting, at=at)
    theme.delete()


def _hold(conference: Conference) -> Conference:
    """One at a time: whoever merges or orders sees what the one before did."""
    return Conference.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=conference.pk)


def _held(theme: Theme) -> Theme:
    """The living theme, held so that nobody removes it meanwhile."""
    rows = {one.pk: one for one in Theme.objects.filter(conference=theme.conference_id)}
    home = home_of(rows, theme.pk) if theme.pk in rows else None
    held = Theme.objects.select_for_update(of=("self",)).filter(pk=home.pk).first() if home else None
    if held is None:
        raise ValidationError(_("Somebody has removed this theme meanwhile. Choose another one."))
    return held


def _family(home: Theme) -> list[int]:
    """A living theme and all that are read in it."""
    rows = {one.pk: one for one in Theme.objects.filter(conference=home.conference_id)}
    return [pk for pk in rows if home_of(rows, pk).pk == home.pk]


def say_same(points: Sequence[Point], *, acting: Person | None, at: datetime) -> None:
    """Keep that several statements say the same: the others are read with the first. Every one of them stays."""
    first, *others = points
    with transaction.atomic():
        for one in (*others, *Point.objects.filter(same_as__in=others)):
            change(one, version=None, fields={"same_as": first})
        change(first, version=None, fields={"same_as": None})
        note("conference.said_alike", first.group.session.conference, acting=acting, at=at)


@transaction.atomic
def say_apart(point: Point, *, acting: Person | None, at: datetime) -> None:
    """Take back that a statement says the same as another."""
    if change(point, version=None, fields={"same_as": None}):
        note("conference.said_apart", point.group.session.conference, acting=acting, at=at)
