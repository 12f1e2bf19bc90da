"""What an import would do, before it is done: the same shape for schools, calendars and people."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from samspill.core.finding import Hole
from samspill.core.registers.codes import Level
from samspill.core.registers.diff import Changed, Diff, Stop
from samspill.core.registers.model import Problem, Reading
from samspill.people.models import Person

CarryOut = Callable[[Person | None, datetime], None]


@dataclass(frozen=True, slots=True)
class Remark:
    """What only the comparison with the database shows; beside the reader's problems it looks like one of them."""

    code: str
    level: Level = Level.ROW
    row: int = 0
    params: Mapping[str, Hole] = field(default_factory=dict)

    def holes(self) -> dict[str, Hole]:
        return {"row": self.row, **self.params}


@dataclass(frozen=True)
class Preview:
    """`title` names the thing behind a key; `carry_out` does what `diff` says, in the transaction of its caller."""

    reading: Reading[Any]
    diff: Diff[Any]
    title: Callable[[Any], str]
    carry_out: CarryOut = field(compare=False)
    stop: Stop | None = None
    replaces: bool = False  # the file speaks for a whole span of days: what it leaves out is no longer so
    remarks: tuple[Remark, ...] = ()

    @property
    def problems(self) -> tuple[Problem | Remark, ...]:
        return (*self.remarks, *self.reading.problems)

    @property
    def unreadable(self) -> bool:
        return any(problem.level is Level.FILE for problem in self.problems)

    @property
    def refused(self) -> bool:
        """Nothing may be carried out: the file cannot be read, a question is open, or too much would end."""
        return self.unreadable or self.reading.waiting or self.stop is not None

    @property
    def ready(self) -> bool:
        something = self.diff.new or self.diff.changed or (self.replaces and self.diff.gone)
        return not self.refused and bool(something)

    @property
    def seal(self) -> str:
        """A short mark of what the reader saw; when it no longer fits, something changed meanwhile."""
        parts = (self.diff.new.items(), self.diff.changed, self.diff.gone)
        shown = repr([sorted(map(repr, part)) for part in parts])
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


def nothing(reading: Reading[Any], *remarks: Remark) -> Preview:
    """A file of which nothing could be read yet."""
    empty: Diff[Hashable] = Diff(new={}, changed=(), same=(), gone=())
    return Preview(reading, empty, str, carry_out=lambda _acting, _at: None, remarks=remarks)


def as_fields(change: Changed[Any]) -> Mapping[str, object]:
    """The new values of a changed record, by field."""
    return {one.field: one.after for one in change.fields}
