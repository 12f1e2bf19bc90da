"""What the machine found, as far as nobody has said yes or no to it yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspill.conferences.actions.suggesting import twins
from samspill.conferences.code_queries import Codes, codes_of
from samspill.conferences.models import Conference, Point, Refusal, Suggestions, Theme
from samspill.conferences.queries import points_of
from samspill.conferences.shown import frame

AT_ONCE = 400  # statements; for more the queue looks, and the page is not kept waiting
NAMING = 3  # words of which a name is made to begin with
Refused = Collection[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Offer:
    """One suggestion: `kind` “new”, “into” or “same”, its statements each with why, and what it is known by."""

    kind: str
    key: str
    title: str
    words: str
    lines: tuple[tuple[Point, str], ...]
    theme: Theme | None = None

    @property
    def shown(self) -> str:
        return ",".join(str(point.pk) for point, _why in self.lines)

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.lines[0][0].pk}"


def page(conference: Conference, **more: Any) -> dict[str, Any]:
    """What stands open, in three lists; a fixed number of queries."""
    asked = Suggestions.objects.filter(conference=conference).first()
    rows = {one.pk: one for one in points_of(conference).select_related(None)}
    codes = codes_of(conference)
    offers = list(_offers(asked.found, rows, codes, conference)) if asked and asked.made_at else []
    return {
        **frame(conference, _("Suggestions")),
        "asked": asked,
        "working": asked is not None and asked.made_at is None,
        "lists": [(kind, [one for one in offers if one.kind == kind]) for kind in ("new", "into", "same")],
        "offers": offers,
        "uncoded": sum(pk not in codes.by_point for pk in rows),
        "coding_url": reverse("conferences:coding", args=[conference.pk]),
        **more,
    }


def _offers(
    found: Mapping[str, list[dict[str, Any]]], rows: Mapping[int, Point], codes: Codes, conference: Conference
) -> Iterator[Offer]:
    no = set(Refusal.objects.filter(conference=conference).values_list("point", "key"))
    yield from _new(found.get("new", ()), rows, codes, no)
    yield from _into(found.get("into", ()), rows, codes, no)
    yield from _same(found.get("same", ()), rows, no)


def _new(found: Any, rows: Mapping[int, Point], codes: Codes, no: Refused) -> Iterator[Offer]:
    for one in found:
        left = [pk for pk in one["points"] if pk in rows and pk not in codes.by_point and (pk, one["key"]) not in no]
        if left:
            words = ", ".join(one["words"])
            name = capfirst(", ".join(one["words"][:NAMING]))
            yield Offer("new", one["key"], name, words, tuple((rows[pk], "") for pk in left))


def _into(found: Any, rows: Mapping[int, Point], codes: Codes, no: Refused) -> Iterator[Offer]:
    gathered: dict[int, list[tuple[Point, str]]] = {}
    for one in found:
        theme, pk = codes.homes.get(one["theme"]), one["point"]
        if theme and pk in rows and pk not in codes.by_point and (pk, f"theme:{one['theme']}") not in no:
            gathered.setdefault(theme, []).append((rows[pk], ", ".join(one["because"])))
    for theme, lines in gathered.items():
        name = codes.everything[theme].name
        yield Offer("into", f"theme:{theme}", name, "", tuple(lines), codes.everything[theme])


def _same(found: Any, rows: Mapping[int, Point], no: Refused) -> Iterator[Offer]:
    for one in found:
        kept: list[Point] = []
        for pk in one["points"]:
            row = rows.get(pk)
            if row and not row.same_as_id and not any(twins(row, other) in no for other in kept):
                kept.append(row)
        if len(kept) > 1:
            yield Offer("same", "", kept[0].text, ", ".join(one["shared"]), tuple((row, "") for row in kept))
