"""How far the coding has come, how far two coders agree, and what can be taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.conferences.code_bridge import exchange, round_numbers
from samspill.conferences.code_queries import Codes, codes_of, pairs, silent_groups
from samspill.conferences.models import Conference
from samspill.conferences.queries import method_of, points_of
from samspill.conferences.shown import frame
from samspill.measures.words import level_name
from samspill.people.models import Person

if TYPE_CHECKING:
    from samspill.core.coding import Agreement, Figure, ThemeAgreement

#: What can be taken out: the kind, how it is named in a sentence, the media type.
KINDS: dict[str, tuple[Any, str]] = {
    "qdpx": (gettext_lazy("for a program of qualitative analysis (REFI-QDA project)"), "application/zip"),
    "qdc": (gettext_lazy("only the themes, for such a program (REFI-QDA codebook)"), "application/xml"),
    "csv": (gettext_lazy("for a spreadsheet (CSV)"), "text/csv; charset=utf-8"),
}
#: From where on agreement is more than chance (Krippendorff 2004 asks 0.8, and 0.667 for careful conclusions).
GOOD, FAIR = 0.8, 0.667


@dataclass(frozen=True, slots=True)
class Bar:
    """One round, group or level: how many of its statements are in a theme."""

    name: str
    coded: int
    total: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders, and how far they agree, in sentences."""

    names: str
    said: str
    beyond: str
    apart: tuple[str, ...]


def coverage_page(conference: Conference) -> dict[str, Any]:
    from samspill.core.coding import coverage

    points, codes, rounds = list(points_of(conference)), codes_of(conference), round_numbers(conference)
    method = method_of(conference)
    given, ids = pairs(codes.by_point), [one.pk for one in points]
    place = _("Round %(round)s, group %(group)s")
    by: dict[str, dict[int, Any]] = {
        _("By round"): {one.pk: _("Round %(round)s") % {"round": rounds[one.group.session_id]} for one in points},
        _("By group"): {
            one.pk: place % {"round": rounds[one.group.session_id], "group": one.group.number} for one in points
        },
        _("By level"): {one.pk: level_name(method, one.level) or _("no level given") for one in points},
    }
    tables = []
    for title, keys in by.items():
        parts = coverage(ids, given, by=keys).parts
        tables.append((title, [Bar(str(one.key), one.coded, one.coded + one.uncoded) for one in parts]))
    return {
        **frame(conference, _("How far we are")),
        "coded": sum(pk in codes.by_point for pk in ids),
        "total": len(ids),
        "silent": silent_groups(conference),
        "rounds": rounds,
        "tables": tables,
        "pairs": list(_pairs(codes, ids)),
    }


def _pairs(codes: Codes, ids: list[int]) -> Iterator[Pair]:
    from samspill.core.coding import agreement

    names = dict(Person.objects.filter(pk__in=codes.coders).values_list("pk", "name"))
    for a, b in combinations(codes.coders, 2):
        found = agreement(pairs(codes.of(a)), pairs(codes.of(b)), ids)
        who = {"a": names[a], "b": names[b]}
        yield Pair(_("%(a)s and %(b)s") % who, _said(found), _beyond(found.alpha), tuple(_apart(found, codes, who)))


def _said(found: Agreement) -> str:
    """How many statements both have sorted, and how many of them alike."""
    if not found.units or found.percent.value is None:
        return _("They have sorted no statement in common yet, so nothing can be compared.")
    same = round(found.percent.value * found.units)
    return ngettext(
        "Both have sorted %(count)s statement, %(same)s of it alike.",
        "Both have sorted %(count)s statements, %(same)s of them alike.",
        found.units,
    ) % {"count": found.units, "same": same}


def _beyond(alpha: Figure) -> str:
    """Whether that is more than chance would give."""
    if alpha.value is None:
        return ""
    number = {"alpha": f"{alpha.value:.2f}"}
    if alpha.value >= GOOD:
        return _("That is far more than chance: you read the themes in the same way (alpha %(alpha)s).") % number
    if alpha.value >= FAIR:
        return _("That is more than chance, but look at the themes where you differ (alpha %(alpha)s).") % number
    return _("That is little more than chance. Talk about what belongs to which theme (alpha %(alpha)s).") % number


def _apart(found: Agreement, codes: Codes, who: dict[str, str]) -> Iterator[str]:
    """The three themes in which they differ most."""
    differ = [one for one in found.themes if one.only_a + one.only_b]
    for one in sorted(differ, key=lambda theme: -(theme.only_a + theme.only_b))[:3]:
        yield _only(one, codes.everything[one.theme].name, who)


def _only(one: ThemeAgreement, name: str, who: dict[str, str]) -> str:
    words = _("“%(theme)s”: %(both)s in common, %(only_a)s only %(a)s, %(only_b)s only %(b)s.")
    return words % {"theme": name, "both": one.both, "only_a": one.only_a, "only_b": one.only_b, **who}


def export_page(conference: Conference) -> dict[str, Any]:
    kinds = [(kind, words) for kind, (words, _type) in KINDS.items()]
    return {**frame(conference, _("Take out statements and themes")), "kinds": kinds}


def made(conference: Conference, kind: str, *, at: datetime) -> bytes:
    """The file. Raises `core.coding.NoCodesError` for a codebook without themes."""
    from samspill.core.coding import Labels, codebook, csv_rows, refi_qda

    labels = Labels(_("Statement"), _("Round"), _("Group"), _("Level"), _("Themes"))
    project = exchange(conference, method_of(conference), labels, at=at)
    if kind == "csv":
        return written(csv_rows(project))
    return refi_qda(project) if kind == "qdpx" else codebook(project)


def written(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """Rows as spreadsheets of these countries open them: semicolons, and a mark that says it is UTF-8."""
    import csv
    import io

    into = io.StringIO()
    csv.writer(into, delimiter=";").writerows(rows)
    return into.getvalue().encode("utf-8-sig")
