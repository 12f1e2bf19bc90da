"""Rules about who sits where (L02, L05, L06, L08)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from samspill.core.fidelity.model import Seat, State, Verdict
from samspill.core.fidelity.rules.rhythms import groups_of
from samspill.core.fidelity.rules.shape import Case, Param, Rule, always, by_due_day, findings, joined
from samspill.core.finding import Hole


def composed(case: Case) -> Verdict:
    """Whether every place of an arena is filled today, its lead among them (R31, R34, R40, R58, R62).

    A place for everyone wants one seat per group of the frame: all grade-team leaders, or a leader of every school.
    Once the days to set it up are over, an arena where anybody sits stands as partly, an empty one as overdue.
    """
    seats = [one for one in case.evidence.seats if one.arena == case.text("arena")]
    live = [one for one in seats if _sits(one, case)]
    groups = case.frame.groups if case.params["per_group"] else groups_of(seats, case.frame.groups)
    filled, total, missing = 0, 0, list[str]()
    for group in groups or ("",):
        inside = [one for one in live if group in ("", one.group)]
        for role, wanted, each in _wanted(case, group):
            have = min(_covered(inside, role, each), wanted)
            filled, total = filled + have, total + wanted
            missing += [role] if have < wanted else []
    return _standing(case, live, filled, total, missing)


def deputies_named(case: Case) -> Verdict:
    """Whether each role of an arena has a person and a deputy today (R40: and whoever names one names the other)."""
    live = [one for one in case.evidence.seats if one.arena == case.text("arena") and _sits(one, case)]
    backed = {one.role for one in live if one.deputy is not None}
    roles = case.texts("roles")
    missing = [role for role in roles if role not in backed]
    in_roles = [one for one in live if one.role in roles]
    return _standing(case, in_roles, len(set(roles) & backed), len(set(roles)), missing)


def _standing(case: Case, live: Sequence[Seat], filled: int, total: int, missing: Sequence[str]) -> Verdict:
    days = case.whole("within_days")
    due = case.frame.joined + timedelta(days=days)
    state = by_due_day(filled, total, due, case.frame, days)
    if state is State.OVERDUE and live:
        state = State.PARTLY
    holes: dict[str, Hole] = {
        "arena": case.text("arena"),
        "count": filled,
        "total": total,
        "missing_roles": joined(missing),
        "due": due,
    }
    return case.answer(state, holes, refs=(one.ref for one in live), due=None if state is State.MET else due)


def _sits(one: Seat, case: Case) -> bool:
    today = case.frame.today
    return one.person is not None and one.since <= today and (one.until is None or one.until >= today)


def _wanted(case: Case, group: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """Each role that is wanted, how many of it, and the groups it must come from one by one."""
    places = case.params["places"]
    wanted: list[tuple[str, int, tuple[str, ...]]] = []
    for place in places if isinstance(places, tuple) else ():
        if not place.get("optional", False):
            each = case.frame.groups if place.get("everyone", False) and not group else ()
            wanted.append((place["role"], max(place.get("at_least", 1), len(each)), each))
    lead = case.params["lead"]
    if lead is not None and lead not in {role for role, _, _ in wanted}:
        wanted.append((str(lead), 1, ()))
    return wanted


def _covered(seats: Sequence[Seat], role: str, each: tuple[str, ...]) -> int:
    """How many of the role sit: people, or groups that have one when the seats say which group they come from."""
    inside = [one for one in seats if one.role == role]
    people = len({one.person for one in inside})
    if each and inside and all(one.group for one in inside):
        return len({one.group for one in inside} & set(each))
    return people


def _body_findings(rule: str) -> Mapping[str, frozenset[str]]:
    states = ("met", "partly", "due_soon", "overdue", "nothing_yet")
    return findings(rule, **dict.fromkeys(states, "arena count total missing_roles due"))


_WITHIN = Param("within_days", "whole", required=False, default=42)

RULES = (
    Rule(
        "composed",
        composed,
        (
            Param("arena", "text"),
            Param("places", "places"),
            Param("lead", "text", required=False),
            Param("per_group", "flag", required=False, default=False),
            _WITHIN,
        ),
        always("seats"),
        _body_findings("composed"),
        ("L02", "L06", "L08"),
    ),
    Rule(
        "deputies_named",
        deputies_named,
        (Param("arena", "text"), Param("roles", "texts"), _WITHIN),
        always("seats"),
        _body_findings("deputies_named"),
        ("L05",),
    ),
)
