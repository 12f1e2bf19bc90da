"""The wheel on A3: the same picture in the colours of paper, its legend, and everything in it as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.core.yearwheel import SIGNS
from samspill.documents.posters import Poster, Rows, Sign, poster_pdf
from samspill.wheel.year import Happening
from samspill.wheel.year_pages import Legend, Month, span_words


def paper_of(context: Mapping[str, Any], *, at: datetime) -> bytes:
    """The page of a year, as `year_pages.page` gives it, on paper."""
    whose, span = context["whose"], context["span"]
    unit = whose.arena.unit if whose.arena else whose.unit
    municipality = whose.municipality or (unit.municipality if unit else None)
    shown = context["year_words"] if not context["part"] else f"{span_words(span)} {context['year_words']}"
    poster = Poster(
        title=_("Year wheel %(year)s") % {"year": shown},
        kicker=context["title"],
        picture=render_to_string("wheel/paper.svg", {**context, "colours": colours()}).encode(),
        alt=said(context["count"]),
        signs=tuple(_signs(context["legend"])),
        notes=tuple(_notes(context)),
        list_title=_("What the wheel shows"),
        head=(_("When"), _("What"), _("Where")),
        parts=tuple(_rows(one) for one in context["months"]),
        language=get_language() or "nb",
        author=municipality.name if municipality else "",
    )
    return poster_pdf(poster, at=at)


def said(count: int) -> str:
    """What is read aloud in place of the picture."""
    return ngettext(
        "A wheel of the year with %(count)s activity, which the list below tells in words.",
        "A wheel of the year with %(count)s activities, which the list below tells in words.",
        count,
    ) % {"count": count}


def colours() -> list[tuple[str, str]]:
    return [(key, sign.light) for key, sign in SIGNS.items()]


def _signs(legend: Sequence[Legend]) -> Iterator[Sign]:
    for one in legend:
        drawing = render_to_string("wheel/sign.svg", {"path": one.path, "colour": SIGNS[one.sign].light})
        yield Sign(drawing.encode(), one.words)


def _notes(context: Mapping[str, Any]) -> Iterator[str]:
    if context["has_days"]:
        yield _("Hatched: no school. Dotted: planning days.")
    if any(one.mark.count > 1 for one in context["marks"]):
        yield _("A number: so many things lie close together; the list has them all.")
    if context["cut"]:
        yield _("The list has three months only: the whole year is too long for paper.")


def _rows(month: Month) -> Rows:
    return Rows(month.title, tuple((_when(one), f"{one.title} ({one.kind})", one.spot) for one in month.rows))


def _when(one: Happening) -> str:
    first = date_format(one.first, "SHORT_DATE_FORMAT")
    if one.lasts:
        return f"{first} – {date_format(one.last, 'SHORT_DATE_FORMAT')}"
    day = f"{date_format(one.first, 'D')} {first}"
    return f"{day}, {time_format(one.begins, 'H:i')}" if one.begins else day
