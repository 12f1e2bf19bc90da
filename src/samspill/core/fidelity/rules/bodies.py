"""Rules about who sits where (L02, L05, L06, L08)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from samspill.core.fidelity.model import Seat, State, Verdict
from samspill.core.fidelity.rules.shape import Case, Param, Rule, always, by_due_day, findings, joined
from samspill.core.finding import Hole


def composed(case: Case) -> Verdict:
    """Whether every place of an arena is filled today, its lead among them (R31, R34, R40, R58, R62).

    An arena per grade (`per_group`) is looked at in every group of the frame. A place for everyone wants one seat per
    group (all grade-team leaders) and none of its seats vacant.
    Once the days to set it up are over, an arena where anybody sits stands as partly, an empty one as overdue.
    """
    seats = [one for one in case.evidence.seats if one.arena == case.text("arena") and _lasts(one, case)]
    groups = case.frame.groups if case.params["per_group"] else ()
    filled, total, missing = 0, 0, list[str]()
    for group in groups or ("",):
        inside = [one for one in seats if group in ("", one.group)]
        each = () if group else case.frame.groups
        for place in _places(case):
            have, wanted = _count(inside, place, each)
            filled, total = filled + min(have, wanted), total + wanted
            missing += [str(place["role"])] if have < wanted else []
    return _standing(case, [one for one in seats if one.person is not None], filled, total, missing)


def deputies_named(case: Case) -> Verdict:
    """Whether each role of an arena has a person and a deputy today (R40: and whoever names one names the other)."""
    seats = [one for one in case.evidence.seats if one.arena == case.text("arena") and _lasts(one, case)]
    live = [one for one in seats if one.person is not None]
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


def _lasts(one: Seat, case: Case) -> bool:
    return one.since <= case.frame.today and (one.until is None or one.until >= case.frame.today)


def _places(case: Case) -> list[Mapping[str, object]]:
    """The places that must be filled, with one for the lead when no place is the lead's."""
    places = case.params["places"]
    wanted = [place for place in places if not place.get("optional")] if isinstance(places, tuple) else []
    lead = case.params["lead"]
    if lead is not None and lead not in {place["role"] for place in wanted}:
        wanted.append({"role": lead})
    return wanted


def _count(seats: Sequence[Seat], place: Mapping[str, object], each: tuple[str, ...]) -> tuple[int, int]:
    """How many of a place are filled and how many are wanted.

    One person may sit for two groups, as in a small school where one leads two grade teams.
    """
    at_least = place.get("at_least", 1)
    least = at_least if isinstance(at_least, int) else 1
    laid = [one for one in seats if one.role == place["role"]]
    filled = [one for one in laid if one.person is not None]
    if not place.get("everyone"):
        return len({one.person for one in filled}), least
    if each and laid and all(one.group for one in laid):
        return len({one.group for one in filled} & set(each)), len(each)
    return len(filled), max(least, len(each), len(laid))


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
