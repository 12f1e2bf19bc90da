"""A board as a page shows it: verdicts grouped by arena or theme, counted, the heaviest first, and the trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Model

from samspill.core.fidelity import check_plan, evaluate, history
from samspill.core.fidelity.evaluate import PlanGap
from samspill.core.fidelity.model import Period, State, Verdict, Wish
from samspill.insight.bridge import Reading, read
from samspill.insight.judging import Own, Topic, own_judgement, topics
from samspill.insight.models import Departure, Judgement, SupportNeed
from samspill.insight.queries import judgements_of, needs_of
from samspill.methods.schema import Method
from samspill.projects.models import Participation

# The order a reader goes through them: what waits first, what needs nothing last.
STATES = (
    State.OVERDUE,
    State.DUE_SOON,
    State.PARTLY,
    State.DEVIATES,
    State.MET,
    State.NOTHING_YET,
    State.NOT_APPLICABLE,
)
WAITING = frozenset({State.OVERDUE, State.DUE_SOON, State.PARTLY})
JUDGED = frozenset(STATES) - {State.NOTHING_YET, State.NOT_APPLICABLE}
SHOWN_TRACES = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement on the board."""

    wish: Wish
    verdict: Verdict
    traces: tuple[Model, ...]
    more: int  # traces that are not shown
    departure: Departure | None
    needs: tuple[SupportNeed, ...]
    own: Own | None = None  # how the team itself judges it


@dataclass(frozen=True, slots=True)
class Group:
    """Requirements about one arena or one kind of thing; `kind` is "arena", "term" or "" for the project itself."""

    kind: str
    id: str
    rows: tuple[Row, ...]

    @property
    def told(self) -> tuple[Row, ...]:
        """What there is something to say about."""
        return tuple(row for row in self.rows if row.verdict.state is not State.NOTHING_YET)

    @property
    def silent(self) -> tuple[Row, ...]:
        """Where nothing is recorded yet: named, but out of the way."""
        return tuple(row for row in self.rows if row.verdict.state is State.NOTHING_YET)


@dataclass(frozen=True, slots=True)
class Point:
    """How one half-year stood: how many of the requirements that could be judged were met."""

    period: Period
    met: int
    overdue: int
    deviates: int
    judged: int


@dataclass(frozen=True, slots=True)
class Board:
    reading: Reading
    rows: tuple[Row, ...]
    counts: tuple[tuple[State, int], ...]
    first: tuple[Row, ...]
    trend: tuple[Point, ...]
    gaps: tuple[PlanGap, ...]
    topics: tuple[Topic, ...]  # what only the team can judge

    @property
    def method(self) -> Method:
        return self.reading.method

    @property
    def day(self) -> date:
        return self.reading.frame.today

    def groups(self, state: State | None = None) -> tuple[Group, ...]:
        """The rows in this state, or all, by arena or theme in the order of the pack."""
        shown = [row for row in self.rows if state is None or row.verdict.state is state]
        return _grouped(shown, self.method)


def board_of(participation: Participation, today: date) -> Board:
    """The board as of today; of a project that is over, as it stood on its last day."""
    judgements = tuple(judgements_of(participation))
    return assemble(read(participation, today), tuple(needs_of(participation)), judgements)


def assemble(reading: Reading, needs: Sequence[SupportNeed], judgements: Sequence[Judgement] = ()) -> Board:
    """Judge the evidence and lay it out. No queries."""
    verdicts = evaluate(reading.wishes, reading.evidence, reading.frame)
    today = reading.frame.today
    rows = tuple(
        replace(_row(wish, verdict, reading, needs), own=own_judgement(judgements, wish.id, verdict.state, today))
        for wish, verdict in zip(reading.wishes, verdicts, strict=True)
    )
    count = Counter(row.verdict.state for row in rows)
    waiting = [row for row in rows if row.verdict.state in WAITING]
    heaviest = sorted(waiting, key=lambda row: (-row.verdict.finding.weight, row.verdict.due or date.max))
    trend = history(reading.wishes, reading.evidence, reading.frame)
    return Board(
        reading=reading,
        rows=rows,
        counts=tuple((state, count[state]) for state in STATES if count[state]),
        first=tuple(heaviest[:3]),
        trend=tuple(_point(period, found) for period, found in trend.items()),
        gaps=check_plan(reading.wishes, reading.evidence.planned, reading.frame),
        topics=topics(judgements, today),
    )


def _row(wish: Wish, verdict: Verdict, reading: Reading, needs: Iterable[SupportNeed]) -> Row:
    found = [reading.things[ref] for ref in verdict.evidence if ref in reading.things]
    found += [one for ref in verdict.evidence for one in reading.beside.get(ref, ()) if one not in found]
    departure = next((thing for thing in found if isinstance(thing, Departure)), None)
    traces = [thing for thing in found if not isinstance(thing, Departure)]
    return Row(
        wish,
        verdict,
        tuple(traces[-SHOWN_TRACES:]),
        max(0, len(traces) - SHOWN_TRACES),
        departure,
        tuple(need for need in needs if need.requirement == wish.id),
    )


def _point(period: Period, verdicts: Iterable[Verdict]) -> Point:
    counts = Counter(verdict.state for verdict in verdicts)
    judged = sum(counts[state] for state in JUDGED)
    return Point(period, counts[State.MET], counts[State.OVERDUE], counts[State.DEVIATES], judged)


def _grouped(rows: Iterable[Row], method: Method) -> tuple[Group, ...]:
    """By arena where the requirement names one, else by what it is about, where that is about more than one."""
    shared = Counter(_theme(wish, method) for wish in method.requirements.values())
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        theme = _theme(row.wish, method)
        groups.setdefault(theme if theme[0] == "arena" or shared[theme] > 1 else ("", ""), []).append(row)
    alone = groups.pop(("", ""), None)
    ordered = [*groups.items(), *([(("", ""), alone)] if alone else [])]
    return tuple(Group(*theme, tuple(own)) for theme, own in ordered)


def _theme(wish: Wish, method: Method) -> tuple[str, str]:
    for name in ("arena", "arenas", "arena_a"):
        value = wish.params.get(name)
        arena = value[0] if isinstance(value, tuple) else value
        if arena in method.arenas:
            return "arena", str(arena)
    about = wish.params.get("while_subject") or wish.params.get("subject") or wish.params.get("kind") or ""
    return "term", str(about)
