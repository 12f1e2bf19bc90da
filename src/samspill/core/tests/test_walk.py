from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from samspill.core.redthread.phases import NEEDS, STAGES, Phase
from samspill.core.redthread.tests.walker import SEEN, Walk
from samspill.methods.load import methods

walks = settings(
    max_examples=300,
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
REFUSED = {"skips", "lacks", "before_last", "in_future", "stands_still", "merge-decided", "merge-over", "merge-circle"}
REFUSED |= {"merge-itself", "merge-twice", "merge-other-unit", "split-decided", "split-over", "split-statement-left"}


def test_the_walk_knows_every_need() -> None:
    assert set(SEEN) == set(NEEDS)


def test_ten_thousand_steps_leave_no_phase_without_evidence_and_no_statement_lost() -> None:
    (method, *_) = methods().values()
    measures = [one for one in method.phases.values() if one.of == "measure"]
    Walk.phases = {one.id: Phase(one.id, one.stage, one.next, one.needs, one.needs_after) for one in measures}
    Walk.done = Counter()

    run_state_machine_as_test(Walk, settings=walks)

    assert Walk.done["steps"] >= 10_000
    assert set(STAGES) - {"proposed"} | REFUSED | {"merged", "split", "deviated"} <= set(Walk.done)
