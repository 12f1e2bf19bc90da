"""Themes as they stand: a merged one is read where it went, with everything that was put into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, Max, OuterRef, Sum

from samspill.conferences.models import Coding, Conference, Group, Point, Theme

THEMES = Theme.objects.select_related(
    "conference__unit__municipality",
    "conference__project__municipality",
    "conference__meeting__arena__unit__municipality",
    "conference__meeting__arena__project",
    "conference__facilitator",
    "into",
).prefetch_related("conference__unit__arenas")


def home_of(themes: Mapping[int, Theme], pk: int) -> Theme:
    """The living theme one is read in: itself, or the one it was merged into, and so on."""
    found, seen = themes[pk], {pk}
    while (into := found.into_id) and into in themes and into not in seen:
        seen.add(into)
        found = themes[into]
    return found


@dataclass(frozen=True)
class Codes:
    """All codings of a conference, in two queries: (statement, living theme, coder)."""

    everything: Mapping[int, Theme]
    rows: Sequence[tuple[int, int, int]]

    @cached_property
    def themes(self) -> list[Theme]:
        return [one for one in self.everything.values() if one.into_id is None]

    @cached_property
    def homes(self) -> dict[int, int]:
        return {pk: home_of(self.everything, pk).pk for pk in self.everything}

    @cached_property
    def by_point(self) -> dict[int, list[int]]:
        """Each coded statement with its themes, in the order of the themes."""
        place = {one.pk: at for at, one in enumerate(self.themes)}
        found: dict[int, set[int]] = {}
        for point, theme, _coder in self.rows:
            found.setdefault(point, set()).add(theme)
        return {point: sorted(themes, key=place.__getitem__) for point, themes in found.items()}

    @cached_property
    def by_theme(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {one.pk: [] for one in self.themes}
        for point, themes in self.by_point.items():
            for theme in themes:
                found[theme].append(point)
        return found

    def of(self, coder: int | None) -> dict[int, set[int]]:
        """What one coder has put where: statement → themes."""
        found: dict[int, set[int]] = {}
        for point, theme, who in self.rows:
            if who == coder:
                found.setdefault(point, set()).add(theme)
        return found

    @property
    def coders(self) -> list[int]:
        return sorted({who for _point, _theme, who in self.rows})


def codes_of(conference: Conference) -> Codes:
    themes = {one.pk: one for one in Theme.objects.filter(conference=conference)}
    rows = Coding.objects.filter(theme__conference=conference, point__removed_at=None)
    raw = list(rows.values_list("point", "theme", "coder"))
    homes = {pk: home_of(themes, pk).pk for pk in themes}
    return Codes(themes, [(point, homes[theme], coder) for point, theme, coder in raw])


def pairs(given: Mapping[int, Iterable[int]]) -> list[tuple[int, int]]:
    """Statement and theme, one by one, as the core counts them."""
    return [(point, theme) for point, themes in given.items() for theme in themes]


def mark_of(conference: Conference) -> str:
    """Another text whenever a coding, a theme or a statement came, went or changed. Three aggregates."""
    codings = Coding.objects.filter(theme__conference=conference).aggregate(n=Count("pk"), last=Max("pk"))
    themes = Theme.objects.filter(conference=conference).aggregate(n=Count("pk"), last=Max("pk"), v=Sum("version"))
    points = Point.objects.filter(group__session__conference=conference, removed_at=None)
    said = points.aggregate(n=Count("pk"), v=Sum("version"))
    return "-".join(str(value or 0) for value in (*codings.values(), *themes.values(), *said.values()))


def silent_groups(conference: Conference) -> list[Group]:
    """Groups whose note is empty: what they talked about is in no minutes."""
    written = Point.objects.filter(group=OuterRef("pk"), removed_at=None)
    rows = Group.objects.filter(~Exists(written), session__conference=conference)
    return list(rows.select_related("session").order_by("session__place", "number"))
