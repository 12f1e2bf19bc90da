"""What a conference answers its participants: what was said, what became of it, how it was. Nobody's name, no group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from samspill.conferences.code_queries import home_of
from samspill.conferences.fates import Became, became_of, proposals_of
from samspill.conferences.models import Coding, Conference, Point, Pulse, Theme
from samspill.conferences.queries import method_of, points_of
from samspill.measures.models import Measure
from samspill.methods.schema import Method
from samspill.projects.words import say

#: Fewer answers than this would let somebody guess whose they are.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement, and how many times it was said in other words that somebody found to say the same."""

    text: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Heard:
    """One theme with what was said about it and the proposals that grew from it."""

    theme: Theme
    sayings: tuple[Saying, ...]
    proposals: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class Felt:
    """One question of the pulse: how many answered, and what they gave on average, of 5."""

    question: str
    answers: int
    mean: float


@dataclass(frozen=True, slots=True)
class Report:
    conference: Conference
    themes: tuple[Heard, ...]
    also: tuple[Saying, ...]
    felt: tuple[Felt, ...]
    statements: int
    people: int

    @property
    def proposals(self) -> int:
        return sum(len(one.proposals) for one in self.themes)


def report_of(conference: Conference, url: Callable[[Measure], str] = lambda _measure: "") -> Report:
    """Read it all in a constant number of queries."""
    points = list(points_of(conference).select_related(None).only("text", "same_as_id"))
    themes = {one.pk: one for one in Theme.objects.filter(conference=conference)}
    coded = Coding.objects.filter(theme__conference=conference, point__removed_at=None)
    under: dict[int, set[int]] = {}
    for theme, point in coded.values_list("theme", "point"):
        under.setdefault(home_of(themes, theme).pk, set()).add(point)
    rows = list(proposals_of(conference))
    grown: dict[int, list[Became]] = {}
    for row, became in zip(rows, became_of(conference, rows, url), strict=True):
        grown.setdefault(home_of(themes, row.theme_id).pk, []).append(became)
    living = [one for one in themes.values() if one.into_id is None]
    spoken = set().union(*under.values()) if under else set()
    heard = (
        Heard(one, sayings(points, under.get(one.pk, set())), tuple(grown.get(one.pk, ())))
        for one in living
        if one.pk in under or one.pk in grown
    )
    return Report(
        conference=conference,
        themes=tuple(heard),
        also=sayings(points, {one.pk for one in points} - spoken),
        felt=tuple(felt(conference, method_of(conference))),
        statements=len(points),
        people=conference.participants.filter(absent=False).count(),
    )


def sayings(points: Iterable[Point], wanted: set[int]) -> tuple[Saying, ...]:
    """By the alphabet, so that no order tells which group said what. What says the same is said once, and counted."""
    known = {one.pk: one for one in points}
    first = {pk: _first(known, pk) for pk in known}
    times = Counter(_folded(known[first[pk]].text) for pk in known)
    shown = {_folded(text): text for pk in wanted if pk in first for text in [known[first[pk]].text]}
    return tuple(Saying(text, times[words]) for words, text in sorted(shown.items()))


def _folded(text: str) -> str:
    """The same words are the same statement, however they were typed."""
    return " ".join(text.casefold().split()).rstrip(".!")


def _first(known: Mapping[int, Point], pk: int) -> int:
    seen = {pk}
    while (same := known[pk].same_as_id) in known and same not in seen:
        assert same is not None, "it is among the statements"
        seen.add(same)
        pk = same
    return pk


def felt(conference: Conference, method: Method) -> Iterable[Felt]:
    """The exit pulse, where enough people answered a question."""
    counts: dict[str, Counter[int]] = {}
    for one in Pulse.objects.filter(conference=conference).order_by("pk"):
        counts.setdefault(one.question, Counter())[one.value] += one.count
    for question, found in counts.items():
        if (answers := found.total()) >= FEWEST:
            mean = sum(value * count for value, count in found.items()) / answers
            yield Felt(question_name(method, question), answers, round(mean, 1))


def question_name(method: Method, question: str) -> str:
    """What the method's form asks; the name of a field that no form has any more says it as well as it can."""
    form = next((one.id for one in method.forms.values() if any(field.id == question for field in one.fields)), "")
    return say(method, f"forms.{form}.{question}.label") if form else question
