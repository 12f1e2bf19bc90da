"""Beside the matter about a conference: its themes with what was said, and the proposals that grew from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.rules import Actor
from samspill.conferences.code_queries import home_of
from samspill.conferences.due import SOURCE
from samspill.conferences.models import Coding, Point, Theme, ThemeProposal
from samspill.conferences.queries import readable
from samspill.meetings.beside import Beside, Said
from samspill.meetings.models import Item

SHOWN = 5  # statements of a theme; the rest stands on its page


def themes(items: Sequence[Item], actor: Actor) -> Iterator[tuple[int, Beside]]:
    """For each matter about a conference that this reader may read. A fixed number of queries for any number."""
    about = {item.pk: item.source_id for item in items if item.source == SOURCE and item.source_id}
    if not about:
        return
    seen = set(readable(actor).filter(pk__in=about.values()).values_list("pk", flat=True))
    found = _lines(seen)
    for item, conference in about.items():
        if conference in seen:
            url = reverse("conferences:themes", args=[conference])
            lines = tuple(found.get(conference, ()))
            title = ngettext("%(count)s theme", "%(count)s themes", len(lines)) % {"count": len(lines)}
            yield item, Beside(title, lines, url, _("All themes and proposals"))


def _lines(conferences: set[int]) -> Mapping[int, list[Said]]:
    rows = {one.pk: one for one in Theme.objects.filter(conference__in=conferences)}
    said: dict[int, set[int]] = {}
    for home, point in Coding.objects.filter(theme__in=rows, point__removed_at=None).values_list("theme", "point"):
        said.setdefault(home_of(rows, home).pk, set()).add(point)
    texts = dict(Point.objects.filter(pk__in=set().union(*said.values())).values_list("pk", "text")) if said else {}
    grown: dict[int, list[str]] = {}
    for row in ThemeProposal.objects.filter(theme__in=rows).select_related("measure").order_by("pk"):
        grown.setdefault(home_of(rows, row.theme_id).pk, []).append(row.measure.title)
    found: dict[int, list[Said]] = {}
    for theme in rows.values():
        if theme.into_id is None:
            points = sorted(said.get(theme.pk, ()))
            facts = [(_("Proposal"), title) for title in grown.get(theme.pk, ())]
            facts += [(_("Said"), texts[pk]) for pk in points[:SHOWN]]
            url = reverse("conferences:theme", args=[theme.pk])
            found.setdefault(theme.conference_id, []).append(
                Said(_counted(theme.name, len(points)), None, tuple(facts), url)
            )
    return found


def _counted(name: str, number: int) -> str:
    words = ngettext("%(name)s (%(count)s statement)", "%(name)s (%(count)s statements)", number)
    return words % {"name": name, "count": number}
