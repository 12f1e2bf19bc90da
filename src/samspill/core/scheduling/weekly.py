"""Weekly patterns that no strand carries: each gets the choice that costs least beside the finished plan."""

from __future__ import annotations

from samspill.core.scheduling.cost import engaged_by, lost_weeks
from samspill.core.scheduling.model import Choice, Pattern, Weekly, Wheel
from samspill.core.scheduling.tables import Tables


def settle(tables: Tables, plan: Wheel) -> Wheel:
    """Give the plan with every pattern; where nobody's weekly meetings can be kept apart, one is left out."""
    if not tables.free_patterns:
        return plan
    people = {person.id: person for person in tables.instance.people}
    engaged = engaged_by(tables.instance, {meeting.id: meeting for meeting in plan.meetings})
    chosen = list(plan.patterns)
    for key in tables.free_patterns:
        pattern = tables.patterns[key]
        free = [one for one in pattern.choices if not _meets(tables, pattern, one, chosen)]
        if free:
            best = min(
                free,
                key=lambda one: (
                    one.points
                    + pattern.lost * len(lost_weeks(tables.instance, pattern, one.weekday, one.start, people, engaged))
                ),
            )
            chosen.append(Weekly(key, best.weekday, best.start))
    return Wheel(plan.meetings, tuple(sorted(chosen, key=lambda one: one.id)))


def _meets(tables: Tables, pattern: Pattern, choice: Choice, chosen: list[Weekly]) -> bool:
    for weekly in chosen:
        other = tables.patterns[weekly.id]
        same = weekly.weekday == choice.weekday and set(other.members) & set(pattern.members)
        if same and choice.start < weekly.start + other.slots and weekly.start < choice.start + pattern.slots:
            return True
    return False
