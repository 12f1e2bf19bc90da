"""What happened to a measure: its steps with what was missing, and every change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from samspill.journal.history import Line, history_of
from samspill.measures.models import Measure, Step
from samspill.measures.reader import Reader
from samspill.measures.shown import Shown
from samspill.measures.words import NEEDS, phase_name
from samspill.people.panels import Panel


@dataclass(frozen=True, slots=True)
class Past:
    """One step as a reader sees it."""

    step: Step
    name: str
    missing: tuple[str, ...]
    who: str

    @property
    def earlier(self) -> bool:
        """Whether it was done on another day than it was written down."""
        return self.step.on != timezone.localdate(self.step.at)


def steps_of(measure: Measure, reader: Reader) -> Iterator[Past]:
    """The steps a measure took, the newest first."""
    for step in reversed(measure.steps.all()):
        missing = tuple(str(NEEDS[need]) for need in step.missing if need in NEEDS)
        yield Past(step, phase_name(measure.project, step.after), missing, reader.name(step.by, measure))


def history_section(one: Shown) -> Panel | None:
    """The changes name who takes part, so they are for those who work there; the owner has the steps."""
    reader = Reader(one.request)
    changes: list[Line] = history_of(one.measure) if reader.names(one.measure) else []
    return Panel("measures/_history.html", {"steps": list(steps_of(one.measure, reader)), "lines": changes})
