"""Themes and what grew from them: the list, one theme with its statements, its proposals and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may
from samspill.conferences.actions.code_handing import left
from samspill.conferences.code_forms import ProposalForm
from samspill.conferences.code_queries import Codes, codes_of
from samspill.conferences.due import takers
from samspill.conferences.fates import Became, became_of, proposals_of
from samspill.conferences.models import Conference, Point, Theme
from samspill.conferences.queries import method_of, points_of
from samspill.conferences.shown import Next, Shown, frame
from samspill.measures.likeness import Alike, alike
from samspill.measures.models import Measure
from samspill.measures.proposal_pages import levels
from samspill.measures.queries import method_of as method_of_measure
from samspill.measures.queries import steering
from samspill.meetings.words import method_of as method_at
from samspill.meetings.words import name_here
from samspill.people.asking import Asked, posted, whole
from samspill.people.panels import Crumb, Panel


@dataclass(frozen=True, slots=True)
class Grown:
    """A proposal that grew from a theme, what became of it, and whether the reader decides about it now."""

    became: Became
    decides: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """One theme in the list."""

    theme: Theme
    number: int
    count: int
    grown: tuple[Grown, ...]


def shelves(request: Asked, conference: Conference, codes: Codes) -> list[Shelf]:
    """The living themes, each with its statements counted and its proposals. A fixed number of queries."""
    rows = list(proposals_of(conference))
    grown: dict[int, list[Grown]] = {}
    for row, became in zip(rows, became_of(conference, rows, Measure.get_absolute_url), strict=True):
        grown.setdefault(codes.homes[row.theme_id], []).append(Grown(became, _decides(request, became.measure)))
    return [
        Shelf(one, at, len(codes.by_theme[one.pk]), tuple(grown.get(one.pk, ())))
        for at, one in enumerate(codes.themes, start=1)
    ]


def _decides(request: Asked, measure: Measure) -> bool:
    scope = steering(measure, method_of_measure(measure), request.today)
    return measure.live and not measure.settled and may(request, scope, "measure.steer")


def list_page(request: Asked, conference: Conference, **more: Any) -> dict[str, Any]:
    codes = codes_of(conference)
    rows = shelves(request, conference, codes)
    analyses = Shown(request, conference).may_analyse
    return {
        **frame(conference, _("Themes and proposals")),
        "shelves": rows,
        "seen": ",".join(str(row.theme.pk) for row in rows),
        "may_analyse": analyses,
        "analysed": conference.analysed_at,
        "handed_on": conference.handed_on_at,
        **more,
    }


def theme_frame(theme: Theme, title: str) -> dict[str, Any]:
    """What a page below a theme needs."""
    shown, conference = frame(theme.conference, title), theme.conference
    ways = (
        Crumb(_("Themes and proposals"), reverse("conferences:themes", args=[conference.pk])),
        Crumb(theme.name, reverse("conferences:theme", args=[theme.pk])),
    )
    back = reverse("conferences:theme", args=[theme.pk])
    return {**shown, "theme": theme, "back": back, "lead": theme.name, "crumbs": (*shown["crumbs"], *ways)}


def theme_page(request: Asked, theme: Theme) -> dict[str, Any]:
    conference, codes = theme.conference, codes_of(theme.conference)
    shelf = next((row for row in shelves(request, conference, codes) if row.theme.pk == theme.pk), None)
    points = statements_of(theme, codes)
    shown = frame(conference, theme.name)
    merged = [one for one in codes.everything.values() if one.into_id == theme.pk]
    way = Crumb(_("Themes and proposals"), reverse("conferences:themes", args=[conference.pk]))
    return {
        **shown,
        "crumbs": (*shown["crumbs"], way),
        "theme": theme,
        "points": points,
        "grown": shelf.grown if shelf else (),
        "merged": merged,
        "empty": not points and not merged and not (shelf and shelf.grown),
        "may_analyse": Shown(request, conference).may_analyse,
    }


def statements_of(theme: Theme, codes: Codes) -> list[Point]:
    return list(points_of(theme.conference).filter(pk__in=codes.by_theme.get(theme.pk, ())))


def others_than(theme: Theme, *, everyone: bool) -> list[Theme]:
    """The themes one may be merged with; `everyone`: also one that was merged since the page was opened."""
    rows = Theme.objects.filter(conference=theme.conference_id).exclude(pk=theme.pk)
    return list(rows if everyone else rows.filter(into=None))


# A proposal from a theme


def propose_page(request: Asked, theme: Theme) -> tuple[ProposalForm, dict[str, Any]]:
    """The form, begun with what the theme knows, and what is alike to its title."""
    conference = theme.conference
    points = statements_of(theme, codes_of(conference))
    form = ProposalForm(
        posted(request),
        levels=levels(method_of(conference)),
        statements=[(str(one.pk), one.text) for one in points],
        initial={"title": theme.name, "level": usual_level(points), "points": [one.pk for one in points]},
    )
    found = like(request, theme, form["title"].value() or "")
    return form, theme_frame(theme, _("A proposal from this theme")) | {"alike": found}


def usual_level(points: Sequence[Point]) -> str:
    """The level most of the statements have that were given one."""
    counted = Counter(one.level for one in points if one.level)
    return counted.most_common(1)[0][0] if counted else ""


def like(request: Asked, theme: Theme, title: str) -> list[Alike]:
    """What is proposed already and says much the same."""
    return alike(request.actor, title, unit=theme.conference.unit_id)


def not_seen(request: Asked, found: Sequence[Alike]) -> list[Alike]:
    """Nobody is stopped twice by the same."""
    seen = {whole(one) for one in ",".join(request.POST.getlist("seen")).split(",")}
    return list(found) if any(one.pk not in seen for one in found) else []


# The end of the analysis


def finish_page(conference: Conference) -> dict[str, Any]:
    uncoded, silent = left(conference)
    return {**frame(conference, _("Finish the analysis")), "uncoded": uncoded, "silent": silent}


def hand_page(request: Asked, conference: Conference) -> dict[str, Any]:
    rows = proposals_of(conference).count()
    goes_to = [name_here(arena, method_at(arena)) for arena in takers(conference, request.today)]
    return {**frame(conference, _("Hand on the themes")), "goes_to": goes_to, "proposals": rows}


# Sections of the conference's page, and what comes next


def said_section(one: Shown) -> Panel | None:
    """What was said, for those who work with it."""
    if not one.may_analyse or not one.conference.meeting.begun_at:
        return None
    points, codes = points_of(one.conference).order_by().count(), codes_of(one.conference)
    if not points:
        return None
    context = {"conference": one.conference, "points": points, "coded": len(codes.by_point)}
    return Panel("conferences/_code_said_section.html", context)


def themes_section(one: Shown) -> Panel | None:
    """The themes, for those who work with them at once, for everybody when the analysis stands."""
    if not one.may_analyse and one.conference.analysed_at is None:
        return None
    rows = shelves(one.request, one.conference, codes_of(one.conference))
    context = {"conference": one.conference, "shelves": rows, "may_analyse": one.may_analyse}
    return Panel("conferences/_code_themes_section.html", context) if rows else None


def analyse_next(one: Shown) -> Next | None:
    """Sort, finish, hand on: in this order, from the moment the groups have handed in."""
    conference = one.conference
    if not one.may_analyse or conference.minutes_in_at is None or conference.handed_on_at:
        return None
    pk = conference.pk
    if conference.analysed_at:
        said = _("The analysis is finished. The teams wait for the themes and proposals.")
        return Next(said, _("Hand them on"), reverse("conferences:hand_on", args=[pk]))
    uncoded, _silent = left(conference)
    if uncoded or not conference.themes.exists():
        said = ngettext("%(count)s statement is in no theme yet.", "%(count)s statements are in no theme yet.", uncoded)
        return Next(said % {"count": uncoded}, _("Sort them"), reverse("conferences:coding", args=[pk]))
    said = _("Every statement is in a theme. Make proposals of the themes, then finish the analysis.")
    return Next(said, _("Go to the themes"), reverse("conferences:themes", args=[pk]))
