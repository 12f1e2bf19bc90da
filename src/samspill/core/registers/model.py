"""The shapes all readers share: problem, choice, question, and the notebook that collects them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from samspill.core.finding import Hole
from samspill.core.registers.codes import CODES, Level

Row = TypeVar("Row")
NONE = "-"
"""The answer "none of these": the file does not hold it, or the name belongs to nobody we know."""


def _check(code: str, holes: Iterable[str], *levels: Level) -> None:
    """A code nobody has a sentence for, or one whose sentence would keep a hole, is a programmer's error."""
    known = CODES.get(code)
    if known is None or known.level not in levels or not known.holes <= {*holes}:
        raise ValueError(f"{code!r} with {sorted(holes)} does not fit samspill.core.registers.codes")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the file. `row` is the line as an editor or spreadsheet counts it; 0 means the whole file."""

    code: str
    row: int = 0
    column: str = ""
    value: str = ""
    accepted: tuple[str, ...] = ()
    params: Mapping[str, Hole] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        _check(self.code, self.holes(), Level.FILE, Level.ROW, Level.CELL, Level.LOOK)

    @property
    def level(self) -> Level:
        return CODES[self.code].level

    def holes(self) -> dict[str, Hole]:
        own: dict[str, Hole] = {"row": self.row, "column": self.column, "value": self.value}
        return {**own, "accepted": ", ".join(self.accepted), **self.params}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader inferred. Not `sure`: show it to the person before anything is stored."""

    what: str
    chosen: str
    candidates: tuple[str, ...]
    sure: bool
    because: str

    def __post_init__(self) -> None:
        _check(self.because, (), Level.WHY)


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say. Not `required`: unanswered, its rows are left out or its column stays unread."""

    id: str
    code: str
    candidates: tuple[str, ...]
    required: bool = True
    params: Mapping[str, Hole] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        _check(self.code, self.holes(), Level.ASK)

    def holes(self) -> dict[str, Hole]:
        return {"accepted": ", ".join(self.candidates), **self.params}


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    """What came of one file. `rows` is empty while a required question is open."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    choices: tuple[Choice, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def waiting(self) -> bool:
        return any(question.required for question in self.questions)

    @property
    def refused(self) -> bool:
        return any(problem.level is Level.FILE for problem in self.problems)


class Notes:
    """The notebook of one reading: answers go in, everything noticed comes out."""

    def __init__(self, answers: Mapping[str, str] | None = None) -> None:
        self.answers: Mapping[str, str] = answers or {}
        self.problems: list[Problem] = []
        self.choices: list[Choice] = []
        self.questions: list[Question] = []
        self.searched: set[str] = set()

    def problem(
        self, code: str, row: int = 0, column: str = "", value: str = "", accepted: Iterable[str] = (), **params: Hole
    ) -> None:
        self.problems.append(Problem(code, row, column, value, tuple(accepted), params))

    def choose(self, what: str, chosen: str, because: str, *, candidates: Iterable[str] = (), sure: bool = True) -> str:
        self.choices.append(Choice(what, chosen, tuple(candidates), sure, because))
        return chosen

    def ask(
        self, id: str, code: str, candidates: Iterable[str], *, required: bool = True, **params: Hole
    ) -> str | None:
        """The answer already given, or None and an open question. An answer outside the candidates is reported."""
        offered = tuple(candidates)
        answer = self.answers.get(id)
        if answer in offered:
            return self.choose(id, answer, "why.answered", candidates=offered)
        if answer is not None:
            self.problem("answer.unknown", column=id, value=answer, accepted=offered)
        self.questions.append(Question(id, code, offered, required, params))
        return None

    @property
    def stopped(self) -> bool:
        return any(q.required for q in self.questions) or any(p.level is Level.FILE for p in self.problems)

    def reading(self, rows: Iterable[Row]) -> Reading[Row]:
        kept = () if self.stopped else tuple(rows)
        return Reading(kept, tuple(self.problems), tuple(self.choices), tuple(self.questions))
