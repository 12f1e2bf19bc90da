"""Pure: the wording of a plan as an edition keeps it, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samspill.overall.models import SECTIONS, Line, OverallPlan

Content = Mapping[str, Any]


def content_of(plan: OverallPlan, lines: Iterable[Line]) -> dict[str, Any]:
    """Everything that the plan says itself, and what it takes in by the names of that day."""
    return {
        "texts": {name: getattr(plan, name) for name in SECTIONS},
        "review_on": plan.review_on.isoformat() if plan.review_on else "",
        "lines": [{"kind": one.kind, "id": one.thing, "title": str(one), "note": one.note} for one in lines],
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two wordings differ: a section, the day, or (with its name as `title`) a line."""

    section: str
    before: str
    after: str
    title: str = ""


def differences(before: Content, after: Content) -> Iterator[Difference]:
    for name in SECTIONS:
        one, other = before["texts"].get(name, ""), after["texts"].get(name, "")
        if one != other:
            yield Difference(name, one, other)
    if before["review_on"] != after["review_on"]:
        yield Difference("review_on", before["review_on"], after["review_on"])
    old, new = _by_thing(before), _by_thing(after)
    for key in [*old, *(each for each in new if each not in old)]:
        one, other = _said(old.get(key)), _said(new.get(key))
        if key not in old or key not in new or old[key]["note"] != new[key]["note"]:
            yield Difference("line", one, other, (new.get(key) or old[key])["title"])


def same(one: Content, other: Content) -> bool:
    """Whether two wordings say the same; a thing's name may be in another language."""
    return not any(differences(one, other))


def _by_thing(content: Content) -> dict[tuple[str, int], Mapping[str, str]]:
    return {(one["kind"], one["id"]): one for one in content["lines"]}


def _said(line: Mapping[str, str] | None) -> str:
    """What a wording says of a thing: its note, else only that it is there."""
    return "" if line is None else line["note"] or line["title"]
