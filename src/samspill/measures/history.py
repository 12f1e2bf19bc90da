"""What happened to a measure: its steps with what was missing, and every change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from samspill.journal.history import Line, history_of
from samspill.measures.models import Measure, Step
from samspill.measures.shown import Shown
from samspill.measures.words import NEEDS, phase_name
from samspill.people.panels import Panel


@dataclass(frozen=True, slots=True)
class Past:
    """One step as a reader sees it."""

    step: Step
    name: str
    missing: tuple[str, ...]

    @property
    def earlier(self) -> bool:
        """Whether it was done on another day than it was written down."""
        return self.step.on != timezone.localdate(self.step.at)

    @property
    def who(self) -> str:
        return self.step.by.name if self.step.by else ""


def steps_of(measure: Measure) -> Iterator[Past]:
    """The steps a measure took, the newest first."""
    for step in reversed(measure.steps.all()):
        missing = tuple(str(NEEDS[need]) for need in step.missing if need in NEEDS)
        yield Past(step, phase_name(measure.project, step.after), missing)


def history_section(one: Shown) -> Panel | None:
    changes: list[Line] = history_of(one.measure)
    return Panel("measures/_history.html", {"steps": list(steps_of(one.measure)), "lines": changes})
