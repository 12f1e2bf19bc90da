"""Whatever can go wrong has words."""

from __future__ import annotations

from samspill.delivery.incoming import Problem
from samspill.delivery.models import Reason, State
from samspill.delivery.reading import Fault
from samspill.delivery.words import FAULTS, PROBLEMS, REASONS, STATES


def test_every_state_reason_problem_and_fault_has_words() -> None:
    assert set(STATES) == set(State)
    assert set(REASONS) == set(Reason) - {Reason.NONE}
    assert set(PROBLEMS) == set(Problem)
    assert set(FAULTS) == set(Fault)
