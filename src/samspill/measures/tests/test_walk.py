"""Anything may be done to measures in any order: through the verbs, on the database, while people leave.

The suite walks a few hundred steps, the same each time; `WALK=10000` walks as many, another way each time, and
says (with `-s`) how often each verb was done and how often it was refused.
"""

from __future__ import annotations

import os
import sys
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
REACHES_ALL = 3000  # so many steps do each verb at least once
VERBS = {
    *("quote", "propose", "reword", "put_forward", "decline", "park", "to_forum", "resume", "merge", "gather"),
    *("unmerge", "split", "ask_teams", "give_answer", "keep_plan", "appoint", "step_down", "take_part", "write"),
    *("evaluate", "decide", "step", "check", "end_position", "end_seat", "add_person", "take_position", "seat"),
}
standing = pytest.fixture(scope="module")(staged())
__all__ = ["cast", "standing"]


def test_no_phase_without_evidence_no_statement_lost_and_the_thread_whole(cast: Cast) -> None:
    Walk.cast, Walk.begins, Walk.done = cast, datetime(2026, 11, 2, 9, 0, tzinfo=UTC), Counter()

    while (left := WANTED - Walk.done["steps"]) > 0:  # a walk may end early
        run_state_machine_as_test(Walk, settings=walks(left))

    sys.stdout.write(f"{sorted(Walk.done.items())}\n")
    assert WANTED < REACHES_ALL or not VERBS - Walk.done.keys()


def walks(steps: int) -> settings:
    return settings(
        max_examples=-(-steps // LONG),
        stateful_step_count=LONG,
        deadline=None,
        derandomize="WALK" not in os.environ,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
