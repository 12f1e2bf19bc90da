"""Suggested places hold every rule, are other places, and the mildest comes first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from samspill.core.scheduling import Budget, YearInstance, check_wheel, cost_wheel, plan_wheel, suggest_slots
from samspill.core.scheduling.tests.strategies import municipalities, small


@given(municipalities)
@settings(max_examples=15, deadline=None)
def test_every_suggestion_holds_and_says_what_it_costs(instance: YearInstance) -> None:
    made = plan_wheel(instance, budget=Budget(200))
    if made.unplaced:
        return
    meeting = made.plan.meetings[0]

    found = suggest_slots(instance, made.plan, meeting.id, k=3)

    assert len(found) <= 3
    for one in found:
        assert not check_wheel(instance, one.plan)
        assert one.points == cost_wheel(instance, one.plan).total - made.cost.total
        assert (one.meeting.on, one.meeting.start, one.meeting.room) != (meeting.on, meeting.start, meeting.room)
        assert all(move.after.id != meeting.id for move in one.moves)


def test_a_meeting_that_is_not_there_has_no_other_place() -> None:
    instance = small(7)
    made = plan_wheel(instance, budget=Budget(50))

    with pytest.raises(ValueError, match="no meeting nothing"):
        suggest_slots(instance, made.plan, "nothing")
