"""Rows to the pure core of coding and back: what is suggested, what is found, what is taken out.

The core is loaded where it is used: its numbers weigh more than every page that does not ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from samspill.conferences.code_queries import codes_of
from samspill.conferences.models import Conference, Point, Refusal
from samspill.conferences.queries import points_of, rounds_of
from samspill.measures.words import level_name

if TYPE_CHECKING:
    from samspill.core.coding import Exchange, Labels, Said
    from samspill.methods.schema import Method


def language_of(conference: Conference) -> str:
    return conference.unit.language or conference.unit.municipality.language


def said_of(points: Iterable[Point], language: str) -> list[Said]:
    from samspill.core.coding import Said

    return [Said(one.pk, one.text, language) for one in points]


def found_by(points: Sequence[Point], asked: str, language: str) -> frozenset[int]:
    """The statements that hold what was typed, as the house's search reads words."""
    from samspill.core.coding import find

    return frozenset(find(said_of(points, language), asked))


def suggested(conference: Conference) -> dict[str, list[dict[str, Any]]]:
    """Everything worth asking a person about, as plain data; 2,000 statements in some two seconds of one core."""
    from samspill.core.coding import Theme, duplicates_among, suggest_from, table_of

    language, codes = language_of(conference), codes_of(conference)
    said = said_of(points_of(conference).select_related(None).only("text"), language)
    themes = [Theme(one.pk, one.name, frozenset(codes.by_theme[one.pk]), language) for one in codes.themes]
    no = frozenset(Refusal.objects.filter(conference=conference).values_list("point", "key"))
    table = table_of(said, themes, no)
    found = suggest_from(table)
    return {
        "new": [{"key": one.key, "words": list(one.words), "points": list(one.statements)} for one in found.new],
        "into": [{"point": one.statement, "theme": one.theme, "because": list(one.because)} for one in found.into],
        "same": [
            {"points": list(one.ids), "shared": list(one.shared)} for one in duplicates_among(said, table.compared)
        ],
    }


def exchange(conference: Conference, method: Method, labels: Labels, *, at: datetime) -> Exchange:
    """The statements and their themes for programs of qualitative analysis. Nobody's name goes along."""
    from samspill.core.coding import Code, Exchange, Line

    codes, points = codes_of(conference), points_of(conference)
    rounds = round_numbers(conference)
    lines = tuple(
        Line(
            one.pk,
            one.text,
            rounds[one.group.session_id],
            one.group.number,
            level_name(method, one.level),
            tuple(codes.by_point.get(one.pk, ())),
        )
        for one in points
    )
    book = tuple(Code(one.pk, one.name, one.remark) for one in codes.themes)
    return Exchange(conference.get_absolute_url(), conference.title, lines, book, labels, at)


def round_numbers(conference: Conference) -> dict[int, int]:
    """Session → the how manieth round of groups it is."""
    return {pk: at for at, pk in enumerate(rounds_of(conference).values_list("pk", flat=True), start=1)}
