"""Ten thousand random steps over several measures: people leave, clocks move, proposals are merged and split.

The walk tries whatever comes to its mind. The core says what may be; the invariants look at what is, in their own way.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from samspill.core.redthread.evidence import Facts, Judged, evidence
from samspill.core.redthread.lineage import GREW, Line, RefusedError, lost, merge, split
from samspill.core.redthread.phases import Phase, Taken, take
from samspill.core.redthread.thread import Station, Tie, back, disconnected, forward, thread

BEGAN = date(2026, 8, 17)
HEARERS = frozenset({"team-5", "team-6", "resources"})
MOST = 8  # measures in one walk
ANY = st.integers(0, 10**6)
YES = st.booleans()
REASONS = st.sampled_from(["", " ", "The team was ill."])

#: What each need asks for, said once more and otherwise than in the core.
SEEN = {
    "reason": lambda facts, stage, reason: bool(reason.strip()),
    "answers": lambda facts, *_: not HEARERS - facts.answered,
    "plan": lambda facts, *_: facts.plan_filled and facts.coordinator and facts.participants,
    "decision": lambda facts, stage, _: any(what == stage and on >= facts.since for on, what in facts.decisions),
    "coordinator": lambda facts, *_: facts.coordinator,
    "participants": lambda facts, *_: facts.participants,
    "log": lambda facts, *_: _since_try_out(facts, [facts.logged_last] if facts.logged_last else []),
    "evaluation": lambda facts, *_: _since_try_out(facts, [e.on for e in facts.evaluations if not e.by_leader]),
    "representative": lambda facts, *_: _since_try_out(
        facts, [e.on for e in facts.evaluations if e.elected and not e.by_leader]
    ),
    "leader-evaluation": lambda facts, *_: _since_try_out(facts, [e.on for e in facts.evaluations if e.by_leader]),
    "owner": lambda facts, *_: facts.owner,
    "description": lambda facts, *_: facts.description,
}


def _since_try_out(facts: Facts, days: list[date]) -> bool:
    return facts.trying_since is not None and any(day >= facts.trying_since for day in days)


@dataclass(frozen=True)
class Step:
    before: str
    on: date
    reason: str
    facts: Facts
    taken: Taken


@dataclass
class Measure:
    line: Line
    phase: str
    facts: Facts
    parked: str = ""
    steps: list[Step] = field(default_factory=list)


class Walk(RuleBasedStateMachine):
    """One school after another through the phases of a pack. `done` counts what was done in all walks together."""

    phases: dict[str, Phase]
    done: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.today = BEGAN
        self.measures: dict[str, Measure] = {}
        self.statements: list[str] = []
        self.linked: list[tuple[str, str]] = []  # every statement and the measure it was ever linked to
        self.ties: list[Tie] = []
        self.became: dict[str, list[str]] = {}  # what was merged or split, and into what
        self.looked_at: tuple[int, int] = (0, 0)

    def at(self, which: int) -> Measure:
        return list(self.measures.values())[which % len(self.measures)]

    def living(self, which: int) -> Measure:
        """One that is not over, if there is any."""
        living = [measure for measure in self.measures.values() if not measure.line.over]
        return living[which % len(living)] if living else self.at(which)

    def write(self, measure: Measure, **facts: object) -> None:
        measure.facts = replace(measure.facts, **facts)

    def begin(self, line: Line) -> None:
        first = next(phase.id for phase in self.phases.values() if phase.stage == "proposed")
        self.measures[line.key] = Measure(line, first, Facts(since=self.today, hearers=HEARERS))

    @initialize()
    def two_proposals(self) -> None:
        self.done["steps"] -= 1  # the first look is before the first step
        self.say()
        self.propose(0, 1, 1)
        self.propose(0, 2, 1)

    @rule()
    def say(self) -> None:
        self.statements.append(f"said-{len(self.statements)}")

    @precondition(lambda self: len(self.measures) < MOST)
    @rule(first=ANY, number=st.integers(0, 3), unit=st.sampled_from([1, 1, 1, 2]))
    def propose(self, first: int, number: int, unit: int) -> None:
        start = first % len(self.statements)
        line = Line(f"m{len(self.measures)}", unit, tuple(self.statements[start : start + number]))
        self.begin(line)
        self.ties += [Tie(statement, line.key, GREW) for statement in line.statements]
        self.linked += [(statement, line.key) for statement in line.statements]

    @rule(into=ANY, source=ANY, other=st.none() | ANY, any_of_them=YES)
    def merge(self, into: int, source: int, other: int | None, any_of_them: bool) -> None:
        pick = self.at if any_of_them else self.living
        target = pick(into).line
        lines = [pick(each).line for each in (source, other) if each is not None]
        try:
            change = merge(target, lines, self.ties)
        except RefusedError as refused:
            self.done.update(finding.code for finding in refused.findings)
            return
        self.done["merged"] += 1
        self.became |= {line.key: [target.key] for line in lines}
        assert not any(line.decided or line.over or line.unit != target.unit for line in lines)
        self.apply(change.lines, change.ties)

    @precondition(lambda self: len(self.measures) < MOST - 1)
    @rule(which=ANY, cut=st.integers(0, 3), forgotten=YES)
    def split(self, which: int, cut: int, forgotten: bool) -> None:
        whole = self.at(which).line
        last = whole.statements[cut:-1] if forgotten else whole.statements[cut:]
        number = len(self.measures)
        parts = [Line(f"m{number}", whole.unit, whole.statements[:cut]), Line(f"m{number + 1}", whole.unit, last)]
        try:
            change = split(whole, parts)
        except RefusedError as refused:
            self.done.update(finding.code for finding in refused.findings)
            return
        self.done["split"] += 1
        self.became[whole.key] = [part.key for part in parts]
        self.apply(change.lines, change.ties)

    def apply(self, lines: tuple[Line, ...], ties: tuple[Tie, ...]) -> None:
        for line in lines:
            if line.key in self.measures:
                self.measures[line.key].line = line
            else:
                self.begin(line)
        self.ties += ties

    @rule(which=ANY, arena=st.sampled_from(sorted(HEARERS)))
    def hear(self, which: int, arena: str) -> None:
        measure = self.living(which)
        self.write(measure, answered=measure.facts.answered | {arena})

    @rule(which=ANY, filled=YES, participants=YES)
    def plan(self, which: int, filled: bool, participants: bool) -> None:
        self.write(self.living(which), plan_filled=filled, participants=participants)

    @rule(which=ANY, there=YES)
    def coordinator_comes_or_leaves(self, which: int, there: bool) -> None:
        self.write(self.living(which), coordinator=there)

    @rule(which=ANY, stage=st.sampled_from(["decided", "declined", "trying", "practice", "stopped"]))
    def decide(self, which: int, stage: str) -> None:
        measure = self.living(which)
        self.write(measure, decisions=(*measure.facts.decisions, (self.today, stage)))

    @rule(which=ANY)
    def log(self, which: int) -> None:
        self.write(self.living(which), logged_last=self.today)

    @rule(which=ANY, by_leader=YES, elected=YES)
    def evaluate(self, which: int, by_leader: bool, elected: bool) -> None:
        measure = self.living(which)
        self.write(measure, evaluations=(*measure.facts.evaluations, Judged(self.today, by_leader, elected)))

    @rule(which=ANY, owner=YES, description=YES)
    def describe(self, which: int, owner: bool, description: bool) -> None:
        self.write(self.living(which), owner=owner, description=description)

    @rule(days=st.sampled_from([0, 1, 7, 30, 200]))
    def clock_moves(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(which=ANY, reason=st.sampled_from(["", "Wait for the spring."]))
    def park_or_take_up_again(self, which: int, reason: str) -> None:
        self.living(which).parked = reason

    @rule(which=ANY, phases=st.integers(1, 6), but=st.sampled_from(["", *SEEN]), reason=REASONS)
    def all_goes_well(self, which: int, phases: int, but: str, reason: str) -> None:
        """All is brought in time but for one thing: without it a random walk rarely gets beyond the decision."""
        measure = self.living(which)
        for _ in range(phases):
            onward = [each for each in self.phases[measure.phase].next if each != measure.phase]
            if onward:
                self.bring_everything(measure, self.phases[onward[0]].stage, but)
                self.go(measure, onward[0], reason, 0)
                self.today += timedelta(days=7)

    def bring_everything(self, measure: Measure, stage: str, but: str) -> None:
        facts, today = measure.facts, self.today
        judged = {
            "evaluation": Judged(today, elected=but != "representative"),
            "leader-evaluation": Judged(today, True),
        }
        brought = {
            "answers": {"answered": HEARERS},
            "plan": {"plan_filled": True},
            "coordinator": {"coordinator": True},
            "participants": {"participants": True},
            "log": {"logged_last": today},
            "owner": {"owner": True},
            "description": {"description": True},
            "decision": {"decisions": (*facts.decisions, (today, stage))},
        }
        for need, fields in brought.items():
            if need != but:
                self.write(measure, **fields)
        fresh = (one for need, one in judged.items() if need != but)
        self.write(measure, evaluations=(*facts.evaluations, *fresh))

    @rule(which=ANY, to=ANY, reason=REASONS, late=st.sampled_from([0, 0, 0, 3, -1]))
    def go_anywhere(self, which: int, to: int, reason: str, late: int) -> None:
        self.go(self.living(which), list(self.phases)[to % len(self.phases)], reason, late)

    @rule(which=ANY, way=ANY, reason=REASONS)
    def go_on(self, which: int, way: int, reason: str) -> None:
        measure = self.living(which)
        onward = self.phases[measure.phase].next
        if onward:
            self.go(measure, onward[way % len(onward)], reason, 0)

    def go(self, measure: Measure, to: str, reason: str, late: int) -> None:
        if measure.line.over or measure.parked:
            return
        facts, on = measure.facts, self.today - timedelta(days=late)
        given = {"evidence": evidence(facts), "reason": reason, "on": on, "since": facts.since, "today": self.today}
        taken = take(self.phases, measure.phase, to, **given)
        if not isinstance(taken, Taken):
            self.done[taken.code] += 1
            return
        stage = self.phases[to].stage
        self.done.update([stage, "deviated"] if taken.deviates else [stage])
        measure.steps.append(Step(measure.phase, on, reason, facts, taken))
        measure.phase = to
        self.write(measure, since=on, trying_since=on if stage == "trying" else facts.trying_since)
        ahead = stage in ("decided", "trying", "evaluated", "practice")
        over = stage in ("stopped", "declined")
        measure.line = replace(measure.line, decided=measure.line.decided or ahead, over=over)

    @invariant()
    def every_phase_has_its_evidence_or_a_deviation_with_its_reason(self) -> None:
        self.done["steps"] += 1
        for measure in self.measures.values():
            if not measure.steps:
                continue
            step = measure.steps[-1]
            phase = self.phases[measure.phase]
            asked = {*phase.needs, *(phase.needs_after or {}).get(step.before, ())}
            lacking = {need for need in asked if not SEEN[need](step.facts, phase.stage, step.reason)}
            beside = phase.id not in self.phases[step.before].next
            assert (step.taken.to, set(step.taken.missing)) == (measure.phase, lacking)
            assert step.taken.deviates == (bool(lacking) or beside)
            assert step.reason.strip() or not step.taken.deviates
            assert step.facts.since <= step.on <= self.today

    @invariant()
    def no_statement_is_lost(self) -> None:
        if (len(self.ties), len(self.measures)) == self.looked_at:
            return
        lines = {key: measure.line for key, measure in self.measures.items()}
        assert lost(lines.values(), self.ties) == ()
        assert all(set(heirs) <= forward(self.ties, key) for key, heirs in self.became.items())
        for statement, key in self.linked:
            heirs = self.heirs(key)
            assert {key, *heirs} <= forward(self.ties, statement)
            assert any(statement in lines[heir].statements for heir in heirs)

    def heirs(self, key: str) -> list[str]:
        """What a measure has finally become: itself, or what the ones it went into have become."""
        if key not in self.became:
            return [key]
        return [heir for each in self.became[key] for heir in self.heirs(each)]

    @invariant()
    def the_thread_is_connected_both_ways(self) -> None:
        if (len(self.ties), len(self.measures)) == self.looked_at:
            return
        self.looked_at = len(self.ties), len(self.measures)
        keys = [*self.statements, *self.measures]
        later = {key: forward(self.ties, key) for key in keys}
        earlier = {key: back(self.ties, key) for key in keys}
        assert all((b in later[a]) == (a in earlier[b]) for a in keys for b in keys)
        assert all(key not in later[key] for key in keys)
        stations = [Station(key, "", None, 0) for key in keys]
        way = thread(stations, self.ties, "m0")
        assert not disconnected(way.stations, way.ties)
        assert (way.circles, way.before, way.after) == ((), earlier["m0"], later["m0"])
