"""The preview as a page or a terminal shows it: words instead of codes, long lists cut with the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samspill.core.registers.codes import Level
from samspill.core.registers.diff import FieldChange
from samspill.core.registers.model import Choice, Problem
from samspill.imports.names import choice_names, field_name, value_name
from samspill.imports.preview import Preview, Remark
from samspill.imports.words import because, sentence

ROWS = 200
OF_A_KIND = 10


@dataclass(frozen=True)
class ShownChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownRow:
    kind: str
    title: str
    changes: tuple[ShownChange, ...] = ()


@dataclass(frozen=True)
class ShownChoice:
    what: str
    chosen: str
    because: str
    sure: bool


@dataclass(frozen=True)
class Group:
    """The first problems of one kind, and how many more there are."""

    count: int
    sentences: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.sentences)


@dataclass(frozen=True)
class Shown:
    rows: tuple[ShownRow, ...]
    more: int
    stops: tuple[Group, ...]
    left_out: tuple[Group, ...]
    to_look_at: tuple[Group, ...]
    choices: tuple[ShownChoice, ...]

    @property
    def unsure(self) -> bool:
        return any(not choice.sure for choice in self.choices)


def shown(preview: Preview) -> Shown:
    rows = list(_rows(preview))
    return Shown(
        rows=tuple(rows[:ROWS]),
        more=max(0, len(rows) - ROWS),
        stops=_grouped(preview, Level.FILE),
        left_out=_grouped(preview, Level.ROW),
        to_look_at=_grouped(preview, Level.CELL, Level.LOOK),
        choices=tuple(map(_choice, preview.reading.choices)),
    )


def _grouped(preview: Preview, *levels: Level) -> tuple[Group, ...]:
    by_code: dict[str, list[Problem | Remark]] = {}
    for problem in preview.problems:
        if problem.level in levels:
            by_code.setdefault(problem.code, []).append(problem)
    return tuple(_group(problems) for problems in by_code.values())


def _group(problems: list[Problem | Remark]) -> Group:
    return Group(len(problems), tuple(map(sentence, problems[:OF_A_KIND])))


def _rows(preview: Preview) -> Iterator[ShownRow]:
    for change in preview.diff.changed:
        yield ShownRow("changed", preview.title(change.key), tuple(_changes(change.fields)))
    for key in preview.diff.new:
        yield ShownRow("new", preview.title(key))
    for key in preview.diff.gone:
        yield ShownRow("gone", preview.title(key))


def _changes(fields: Iterable[FieldChange]) -> Iterator[ShownChange]:
    for one in fields:
        yield ShownChange(field_name(one.field), value_name(one.field, one.before), value_name(one.field, one.after))


def _choice(choice: Choice) -> ShownChoice:
    what, chosen = choice_names(choice)
    return ShownChoice(what, chosen, because(choice), choice.sure)
