"""What an import would do, before it is done: the same shape for schools, calendars and people."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from samspill.core.registers.codes import Level
from samspill.core.registers.diff import Changed, Diff, Stop
from samspill.core.registers.model import Problem, Reading
from samspill.people.models import Person

CarryOut = Callable[[Person | None, datetime], None]


@dataclass(frozen=True)
class Preview:
    """`title` names the thing behind a key; `carry_out` does what `diff` says, in the transaction of its caller."""

    reading: Reading[Any]
    diff: Diff[Any]
    title: Callable[[Hashable], str]
    carry_out: CarryOut = field(compare=False)
    stop: Stop | None = None
    replaces: bool = False  # the file speaks for a whole span of days: what it leaves out is no longer so
    extra: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.reading.problems, *self.extra)

    @property
    def refused(self) -> bool:
        """Nothing may be carried out: the file cannot be read, a question is open, or too much would end."""
        blocked = any(problem.level is Level.FILE for problem in self.problems)
        return blocked or self.reading.waiting or self.stop is not None

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


def nothing(reading: Reading[Any]) -> Preview:
    """A file of which nothing could be read yet."""
    empty: Diff[Hashable] = Diff(new={}, changed=(), same=(), gone=())
    return Preview(reading, empty, str, carry_out=lambda _acting, _at: None)


def as_fields(change: Changed[Any]) -> Mapping[str, object]:
    """The new values of a changed record, by field."""
    return {one.field: one.after for one in change.fields}
