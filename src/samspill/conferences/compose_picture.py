"""The picture of a composition: who meets whom, how each group is mixed, how much two rounds are alike.

Drawn as SVG with attributes only, and said as tables too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspill.conferences.bridge import Board, composition_of, load, problem_of
from samspill.conferences.compose_mix import known, others_of, summary
from samspill.conferences.compose_wishes import beside
from samspill.conferences.compose_words import level_name, names, schools_of
from samspill.conferences.models import Conference, Participant, Session
from samspill.conferences.queries import method_of
from samspill.conferences.words import ATTRIBUTES
from samspill.core import grouping as core

TONES = 6  # colours of the bars; what is rarer shares the last


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: its words, how many, where it begins and how wide it is (of 100), its colour."""

    name: str
    count: int
    x: float
    width: float
    tone: int


@dataclass(frozen=True, slots=True)
class Bar:
    number: int
    people: int
    parts: tuple[Part, ...]

    @property
    def said(self) -> str:
        return ", ".join(f"{part.name}: {part.count}" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Spread:
    """How one attribute is spread over the groups of a round."""

    session: Session
    attribute: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Meets:
    """One person in the table: how many others they meet, whom more than once."""

    participant: Participant
    others: int
    again: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Squares of who meets whom, one path for each number of meetings; people in the order of the first round."""

    size: int
    once: str
    more: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """How much two rounds share: of their most alike groups, in percent, against what the method allows."""

    first: int
    second: int
    percent: int
    too_much: bool


def page(conference: Conference) -> dict[str, Any]:
    board = load(conference)
    context: dict[str, Any] = {"board": board, "composed": board.composed}
    if board.composed:
        problem = problem_of(board, board.sessions)
        composition = composition_of(board, board.sessions)
        mix = core.mixing(known(problem, composition), composition)
        context |= {
            "summary": summary(board, problem),
            "mix": mix,
            "matrix": matrix(board, composition, mix),
            "spreads": spreads(board, mix),
            "meets": meets(board, mix),
            "alike": alike(board, mix, most_of(conference)),
            "most": round(100 * most_of(conference)),
        }
    return {**beside(conference, _("How well the groups mix")), **context}


def most_of(conference: Conference) -> float:
    """How much two rounds' groups may share by the method's minimum (R70)."""
    rules = method_of(conference).requirements.values()
    return next((float(rule.params["most_overlap"]) for rule in rules if "most_overlap" in rule.params), 0.5)  # type: ignore[arg-type]


def alike(board: Board, mix: core.Mix, most: float) -> list[Alike]:
    found = []
    for one in mix.overlaps:
        if board.seats[board.sessions[one.first].pk] and board.seats[board.sessions[one.second].pk]:
            percent = round(100 * one.overlap.jaccard)
            found.append(Alike(one.first + 1, one.second + 1, percent, one.overlap.jaccard > most))
    return found


def meets(board: Board, mix: core.Mix) -> list[Meets]:
    others, again = others_of(board, mix), defaultdict(list)
    for (a, b), times in mix.meetings.items():
        if times > 1:
            again[a].append(b)
            again[b].append(a)
    return [Meets(board.people[pk], others[pk], names(board, again[pk])) for pk in others]


def matrix(board: Board, composition: core.Composition, mix: core.Mix) -> Matrix:
    first = next((groups for groups in composition.rounds if groups), ())
    order = [pk for group in first for pk in group.people]
    order += [pk for pk in board.people if pk not in set(order)]
    place = {pk: at for at, pk in enumerate(order)}
    paths: dict[bool, list[str]] = {False: [], True: []}
    for (a, b), times in mix.meetings.items():
        if a in place and b in place:
            for x, y in ((place[a], place[b]), (place[b], place[a])):
                paths[times > 1].append(f"M{x} {y}h1v1h-1z")
    edges, at = [], 0
    for group in first:
        at += len(group.people)
        edges.append(at)
    return Matrix(len(order), "".join(paths[False]), "".join(paths[True]), tuple(edges[:-1]))


def spreads(board: Board, mix: core.Mix) -> list[Spread]:
    """Bars for each round and each attribute in which people differ at all."""
    schools = schools_of(board.everybody.values())
    found = []
    for at, session in enumerate(board.sessions):
        for name, label in ATTRIBUTES.items():
            totals: Counter[str] = Counter()
            for group in mix.spread[at]:
                totals.update(group[name])
            if len(totals) > 1:
                tones = {level: min(place, TONES - 1) for place, (level, _n) in enumerate(totals.most_common())}
                bars = [_bar(n, group[name], name, tones, schools) for n, group in enumerate(mix.spread[at], start=1)]
                found.append(Spread(session, str(label), tuple(bars)))
    return found


def _bar(
    number: int, levels: Mapping[str, int], attribute: str, tones: Mapping[str, int], schools: Mapping[str, str]
) -> Bar:
    people, x, parts = sum(levels.values()), 0.0, []
    for level, count in sorted(levels.items(), key=lambda one: tones[one[0]]):
        width = round(100 * count / people, 2)
        parts.append(Part(level_name(attribute, level, schools), count, round(x, 2), width, tones[level]))
        x += width
    return Bar(number, people, tuple(parts))
