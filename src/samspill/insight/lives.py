"""Pure: when a measure was tried out, what was left out on purpose, and where it was discussed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspill.core.redthread.phases import STAGES, Phase
from samspill.insight.meetings import Told, treated
from samspill.measures.bridge import LEADS_TO, phases_of
from samspill.measures.models import Measure, Step
from samspill.meetings.models import Item, Meeting
from samspill.methods.schema import Method

#: What a step that lacked something left out, as parts of a measure the requirements ask for.
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "plan": ("goal", "content", "coordinator", "main-arena", "participants", "time-frame"),
    "coordinator": ("coordinator",),
    "participants": ("participants",),
    "evaluation": ("evaluation", "elected-representative"),
    "representative": ("elected-representative",),
}
FINAL = ("practice", "stopped")


@dataclass(frozen=True, slots=True)
class TryOut:
    """One stretch in which a measure was tried out; the last day is that of the step that ended it."""

    since: date
    until: date | None = None

    def meets(self, first: date, last: date) -> bool:
        return self.since <= last and (self.until is None or self.until >= first)


@dataclass(frozen=True, slots=True)
class Life:
    """A measure with what its steps and the meetings say. `reasons` are why parts were left out, by part."""

    measure: Measure
    stage: str
    tryouts: tuple[TryOut, ...]
    reasons: Mapping[str, str]
    treated: tuple[tuple[Meeting, date], ...]

    @property
    def begun(self) -> date | None:
        """The day it became more than a proposal: it was planned, or decided, or simply begun.

        Before that nothing is asked of it, so that a fresh proposal is never an overdue measure.
        """
        one = self.measure
        if one.tried_on is None and not one.live:
            return None  # turned down or laid aside before anybody tried it
        days = (one.planned_on, one.decided_on, one.tried_on, one.practice_on)
        return min(filter(None, days), default=None)

    @property
    def ended(self) -> date | None:
        """The day it became daily practice, was stopped or laid aside; None while it goes its way."""
        if self.measure.fate:
            return self.measure.fate_on
        return self.measure.phase_on if self.stage in (*FINAL, "declined") else None

    @property
    def decided(self) -> date | None:
        """The day it was decided to try it; what was begun without was decided by beginning."""
        one = self.measure
        days = [row.on for row in one.decisions.all() if LEADS_TO[row.verdict] == "decided"]
        return min(days, default=None) or one.decided_on or one.tried_on or one.practice_on

    def first_in(self, arena: int) -> date | None:
        """The first day an arena answered it or treated it at a meeting."""
        answers = [one.answered_on for one in self.measure.answers.all() if one.arena_id == arena and one.stance]
        met = [day for meeting, day in self.treated if meeting.arena_id == arena]
        return min(filter(None, (*answers, *met)), default=None)


def lives_of(measures: Sequence[Measure], method: Method, told: Told) -> tuple[Life, ...]:
    """Every measure with its life. No queries: steps, answers, evaluations and decisions are prefetched."""
    phases = phases_of(method)
    kinds = hearing_kinds(method)
    touched = _touched(measures, told)
    return tuple(
        Life(
            one,
            phases[one.phase].stage if one.phase in phases else "",
            tuple(_tryouts(one, phases)),
            _reasons(one.steps.all(), phases, kinds),
            tuple(touched.get(one.pk, ())),
        )
        for one in measures
    )


def hearing_kinds(method: Method) -> tuple[str, ...]:
    """The kinds of arenas that answer a proposal before it is decided (R21, R25)."""
    of_measures = (phase.heard_by for phase in method.phases.values() if phase.of == "measure")
    return tuple(dict.fromkeys(kind for kinds in of_measures for kind in kinds))


def _tryouts(measure: Measure, phases: Mapping[str, Phase]) -> Iterator[TryOut]:
    since: date | None = None
    for step in measure.steps.all():
        trying = step.after in phases and phases[step.after].stage == "trying"
        if trying and since is None:
            since = step.on
        elif since is not None and not trying:
            yield TryOut(since, step.on)
            since = None
    if since is not None:
        yield TryOut(since, measure.fate_on if measure.fate else None)


def _reasons(steps: Iterable[Step], phases: Mapping[str, Phase], kinds: Collection[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for step in steps:
        if step.deviates:
            for need in _lacked(step, phases):
                for part in _parts(need, phases[step.after].stage if step.after in phases else "", kinds):
                    found[part] = step.reason
    return found


def _lacked(step: Step, phases: Mapping[str, Phase]) -> set[str]:
    """What a step lacked, and what the phases it went past would have asked for."""
    places = [STAGES.index(phases[one].stage) if one in phases else 0 for one in (step.before, step.after)]
    past = [one for one in phases.values() if places[0] < STAGES.index(one.stage) < places[1]]
    return {*step.missing, *(need for one in past for need in one.needs)}


def _parts(need: str, stage: str, kinds: Collection[str]) -> Iterable[str]:
    if need == "answers":
        return (f"discussed-in-{kind}" for kind in kinds)
    if need == "decision":
        return ("final-decision",) if stage in FINAL else ()
    return LEFT_OUT.get(need, ())


def _touched(measures: Sequence[Measure], told: Told) -> Mapping[int, list[tuple[Meeting, date]]]:
    """The meetings that came to each measure: a matter was about it, or something about it was written down there."""
    about: dict[int, set[int]] = {}
    for one in measures:
        for item in _items(one):
            about.setdefault(item, set()).add(one.pk)
    found: dict[int, list[tuple[Meeting, date]]] = {}
    for meeting in told.meetings.values():
        for measure in _about(treated(told.items.get(meeting.pk, ())), about):
            found.setdefault(measure, []).append((meeting, meeting.on))
    return found


def _items(measure: Measure) -> Iterator[int]:
    for rows in (measure.steps, measure.answers, measure.evaluations, measure.decisions):
        for row in rows.all():
            if row.item_id:
                yield row.item_id


def _about(items: Iterable[Item], about: Mapping[int, set[int]]) -> set[int]:
    """A matter is about one measure, or about all that something was written down of there."""
    alone = {item.source_id for item in items if item.source == "measure" and item.source_id}
    return alone.union(*(about.get(item.pk, ()) for item in items if item.source != "measure"))
