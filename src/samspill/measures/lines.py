"""Rows to core: proposals as their lineage sees them, and why a merge or a split may not be, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.core.finding import Finding
from samspill.core.redthread.lineage import MERGED, SPLIT, Line
from samspill.core.redthread.thread import Tie
from samspill.measures.models import Descent, DescentKind, Fate, Measure


def line_of(measure: Measure) -> Line:
    """A proposal as the core reads it. What is parked or waits for a clarification is not over."""
    said = measure.statements.order_by("said_on", "pk").values_list("pk", flat=True)
    return Line(
        key=str(measure.pk),
        unit=measure.unit_id,
        statements=tuple(f"s{pk}" for pk in said),
        decided=measure.settled,
        over=measure.fate in (Fate.MERGED, Fate.SPLIT) or measure.ended_on is not None,
    )


def ties_around(measures: Iterable[Measure]) -> list[Tie]:
    """What came of what at the schools of these."""
    units = {one.unit_id for one in measures}
    rows = Descent.objects.filter(Q(parent__unit__in=units) | Q(child__unit__in=units)).order_by("pk")
    kinds = {DescentKind.MERGED: MERGED, DescentKind.SPLIT: SPLIT}
    pairs = rows.values_list("parent_id", "child_id", "kind")
    return [Tie(str(parent), str(child), kinds[DescentKind(kind)]) for parent, child, kind in pairs]


def hold(findings: Iterable[Finding], named: Callable[[str], str], field: str) -> None:
    """Refuse with every reason at once, each with the title it speaks of."""
    reasons = [_sentence(one, named) for one in findings]
    if reasons:
        raise ValidationError({field: reasons})


def _sentence(finding: Finding, named: Callable[[str], str]) -> str:
    words = {
        "merge-nothing": _("Choose at least one other proposal, so that there is something to merge."),
        "merge-itself": _("“%(title)s” cannot be merged into itself. Choose another one."),
        "merge-twice": _("“%(title)s” is chosen twice. Once is enough."),
        "merge-decided": _(
            "“%(title)s” is decided already. It can take others in, but not be merged away: choose it as the one that "
            "stays."
        ),
        "merge-over": _("“%(title)s” was merged, split up, declined or ended before. Choose one that still goes on."),
        "merge-other-unit": _("“%(title)s” belongs to another school. Choose proposals of the same school."),
        "merge-circle": _("“%(title)s” grew from the one it would be merged into. Merge the other way round."),
        "split-too-few": _("Write at least two proposals, one to a line."),
        "split-decided": _("“%(title)s” is decided already. Make a new proposal for what it leaves out."),
        "split-over": _("“%(title)s” was merged, split up, declined or ended before. It cannot be split any more."),
        "split-key-taken": _("Two of the lines say the same. Give each proposal its own words."),
        "split-statement-left": _("Every statement must go with at least one of the proposals."),
        "split-statement-unknown": _("A statement was chosen that “%(title)s” never had."),
    }
    return words[finding.code] % {"title": named(str(finding.params["key"]))}
