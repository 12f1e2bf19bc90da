"""What a rule is, and what it is handed to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from samspill.core.fidelity.model import Evidence, Force, Frame, Held, Period, Ref, State, Subject, Verdict, Wish
from samspill.core.finding import Finding, Hole

PARAM_KINDS: Mapping[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str) and bool(value),
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "share": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1,
    "flag": lambda value: isinstance(value, bool),
    "texts": lambda value: isinstance(value, tuple) and bool(value) and all(isinstance(one, str) for one in value),
    "months": lambda value: isinstance(value, tuple) and all(one in range(1, 13) for one in value),
    "places": lambda value: isinstance(value, tuple) and bool(value) and all(_is_place(one) for one in value),
}
#: What each hole of a finding holds, so that whoever words it knows which names to look up. Lists are joined by ", ".
HOLES: Mapping[str, str] = {
    "arena": "arena",
    "arena_a": "arena",
    "arena_b": "arena",
    "item": "item",
    "from_item": "item",
    "kind": "deed",
    "subject": "subject",
    "group": "group",  # "" when the arena is one for the whole school
    "period": "period",  # a key of core.schoolyear, or "P6W" for the last six weeks
    "lead": "role",
    "tag": "tag",
    "missing_roles": "roles",
    "missing_subjects": "subjects",
    "missing_parts": "parts",
    "reason": "words",
    "due": "date",
    "date": "date",
    "count": "number",
    "at_least": "number",
    "total": "number",
    "minutes": "number",
    "days": "number",
    "levels": "number",
    "preferred": "number",
    "percent": "number",
    "at_least_percent": "number",
}
BASE_WEIGHT = {Force.MUST: 100, Force.SHOULD: 60, Force.TEMPLATE: 40, Force.AIM: 20}
PLACE_KEYS = frozenset({"role", "at_least", "everyone", "optional", "deputy", "named_by"})
PART_OF_WEIGHT = {State.OVERDUE: 100, State.DUE_SOON: 60, State.PARTLY: 50, State.NOTHING_YET: 5}


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter a rule takes from the pack; `kind` is a key of PARAM_KINDS."""

    name: str
    kind: str
    required: bool = True
    default: object = None
    choices: tuple[str, ...] = ()

    def accepts(self, value: object) -> bool:
        """Whether a pack may give this value; None takes back an optional parameter that has no default."""
        if value is None:
            return not self.required and self.default is None
        chosen = value if isinstance(value, tuple) else (value,)
        return PARAM_KINDS[self.kind](value) and (not self.choices or set(chosen) <= set(self.choices))


@dataclass(frozen=True, slots=True)
class Case:
    """One wish with all that is known by today, meetings oldest first (`evaluate.known_by`).

    `span` is set when a whole past period is read instead of today.
    """

    wish: Wish
    evidence: Evidence
    frame: Frame
    params: Mapping[str, object]
    span: Period | None = None

    def text(self, name: str) -> str:
        return str(self.params[name])

    def whole(self, name: str) -> int:
        value = self.params[name]
        return value if isinstance(value, int) else 0

    def number(self, name: str) -> float:
        value = self.params[name]
        return float(value) if isinstance(value, int | float) else 0.0

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.params[name]
        return tuple(str(one) for one in value) if isinstance(value, tuple) else ()

    def months(self, name: str = "exempt_months") -> tuple[int, ...]:
        value = self.params[name]
        return tuple(int(one) for one in value) if isinstance(value, tuple) else ()

    def held(self, *arenas: str) -> tuple[Held, ...]:
        """Meetings of the arenas up to today, oldest first."""
        return tuple(one for one in self.evidence.held if one.arena in arenas)

    def subjects(self, kind: str) -> tuple[Subject, ...]:
        return tuple(one for one in self.evidence.subjects if one.kind == kind)

    def running(self, kind: str) -> tuple[Subject, ...]:
        return tuple(one for one in self.subjects(kind) if runs(one, self.frame.today))

    def answer(
        self,
        state: State,
        holes: Mapping[str, Hole] | None = None,
        *,
        outcome: str | None = None,
        refs: Iterable[Ref | None] = (),
        due: date | None = None,
        period: Period | None = None,
    ) -> Verdict:
        """A verdict whose finding is `<rule>.<outcome>`; the outcome is the state's own name unless told otherwise."""
        weight = BASE_WEIGHT[self.wish.force] * PART_OF_WEIGHT.get(state, 0) // 100
        finding = Finding(f"{self.wish.rule}.{outcome or state.value}", weight, dict(holes or {}))
        seen = tuple(sorted({ref for ref in refs if ref is not None}, key=lambda ref: (ref.kind, str(ref.id))))
        return Verdict(self.wish.id, state, finding, seen, due, period)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of reading a requirement. `states` are what it can answer; `findings` its codes with their holes."""

    name: str
    judge: Callable[[Case], Verdict]
    params: tuple[Param, ...]
    needs: Callable[[Mapping[str, object]], frozenset[str]]
    findings: Mapping[str, frozenset[str]]
    sources: tuple[str, ...] = field(default=())

    @property
    def states(self) -> frozenset[State]:
        """The states with a code of their own name, plus not applicable and nothing yet behind other codes."""
        outcomes = {code.rpartition(".")[2] for code in self.findings}
        return frozenset(OUTCOME_STATES.get(one) or State(one) for one in outcomes)

    def settle(self, params: Mapping[str, object]) -> dict[str, object]:
        """The params with defaults filled in. Raises ValueError with every problem when they do not fit."""
        if found := self.problems(params):
            raise ValueError(" ".join(found))
        return {one.name: params.get(one.name, one.default) for one in self.params}

    def problems(self, params: Mapping[str, object]) -> tuple[str, ...]:
        """All that is wrong with a pack's params, one English sentence each, for the packs' checker."""
        known = {one.name: one for one in self.params}
        accepted = ", ".join(sorted(known))
        found = [
            f"Rule {self.name} takes no parameter {name!r}. It takes {accepted}."
            for name in params
            if name not in known
        ]
        for one in self.params:
            if one.name not in params:
                found += [f"Rule {self.name} needs the parameter {one.name!r} ({one.kind})."] if one.required else []
            elif not one.accepts(params[one.name]):
                choices = f", one of {', '.join(one.choices)}" if one.choices else ""
                found.append(
                    f"Rule {self.name}: {one.name} = {params[one.name]!r} is not accepted. It is a {one.kind}{choices}."
                )
        return tuple(found)


#: Outcomes that are not named after their state.
OUTCOME_STATES: Mapping[str, State] = {
    "resting": State.NOT_APPLICABLE,
    "not_asked": State.NOT_APPLICABLE,
    "no_subject": State.NOT_APPLICABLE,
    "no_calendar": State.NOTHING_YET,
    "untold": State.NOTHING_YET,
    "unreported": State.PARTLY,
    "aim_reached": State.MET,
    "aim_ahead": State.PARTLY,
}


def findings(rule: str, **holes: str) -> Mapping[str, frozenset[str]]:
    """Codes of a rule, each with its holes as one string of names: `met="count at_least"`."""
    return {f"{rule}.{outcome}": frozenset(names.split()) for outcome, names in holes.items()}


def always(*traces: str) -> Callable[[Mapping[str, object]], frozenset[str]]:
    """These traces, and the subject a rule waits for: that none is running can only be said of what is tracked."""
    return lambda params: frozenset(traces) | _waits_for(params)


def named_by(param: str) -> Callable[[Mapping[str, object]], frozenset[str]]:
    """The trace is the value of a parameter, such as the kind of deed or subject."""
    return lambda params: frozenset({str(params[param])}) | _waits_for(params)


def _waits_for(params: Mapping[str, object]) -> frozenset[str]:
    subject = params.get("while_subject")
    return frozenset() if subject is None else frozenset({str(subject)})


def runs(one: Subject, day: date) -> bool:
    return one.since <= day and (one.until is None or one.until >= day)


def by_due_day(done: int, total: int, due: date | None, frame: Frame, length: int = 90) -> State:
    """The state of something that has `done` of `total` pieces and is wanted by a day (None: no day is set)."""
    if done >= total:
        return State.MET
    if due is not None and frame.today > due:
        return State.OVERDUE
    if due is not None and (due - frame.today).days <= min(frame.soon_days, max(length // 3, 1)):
        return State.DUE_SOON
    return State.PARTLY if done else State.NOTHING_YET


def by_share(good: int, total: int) -> State:
    """The state of what is over and cannot be done again: met when all are good, overdue when none is."""
    if not total:
        return State.NOTHING_YET
    if good == total:
        return State.MET
    return State.PARTLY if good else State.OVERDUE


def joined(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))


def _is_place(value: object) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("role"), str) and set(value) <= PLACE_KEYS
