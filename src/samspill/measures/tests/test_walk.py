"""Anything may be done to measures in any order: through the verbs, on the database, while people leave.

The suite walks a few hundred steps, the same each time; `WALK=10000` walks as many, another way each time.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from samspill.measures.tests.walker import Walk
from tests.cast import Cast
from tests.laid import cast
from tests.staged import staged

WANTED = int(os.environ.get("WALK", "300"))
LONG = 50  # steps of one walk
walks = settings(
    max_examples=-(-WANTED // LONG),
    stateful_step_count=LONG,
    deadline=None,
    derandomize="WALK" not in os.environ,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
standing = pytest.fixture(scope="module")(staged())
__all__ = ["cast", "standing"]


def test_no_phase_without_evidence_no_statement_lost_and_the_thread_whole(cast: Cast) -> None:
    Walk.cast, Walk.begins, Walk.done = cast, datetime(2026, 11, 2, 9, 0, tzinfo=UTC), Counter()

    run_state_machine_as_test(Walk, settings=walks)

    assert Walk.done["steps"] >= WANTED
