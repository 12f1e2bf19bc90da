"""A worker in a process of its own is killed in the middle of its work; the next one does it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from samspill.queue import running
from samspill.queue.models import Job, State
from samspill.queue.tests import work
from samspill.queue.worker import working


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not found():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_threads_work_through_the_queue_and_stop_cleanly() -> None:
    work.DONE.clear()
    before = threading.active_count()
    dead = work.good.enqueue(name="left by one that was killed", at=timezone.now() - timedelta(hours=1))
    running.claim(timezone.now() - timedelta(minutes=30))

    with working():
        work.good.enqueue(name="fresh", at=timezone.now())
        until(lambda: Job.objects.filter(state=State.DONE, task=work.good.name).count() == 2)

    assert {name for name, _at in work.DONE} == {"fresh", "left by one that was killed"}
    assert Job.objects.get(pk=dead.pk).attempts == 2
    assert threading.active_count() == before
