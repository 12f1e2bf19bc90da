"""Work is done once, in the same transaction as what it is about, and again when somebody fell over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from samspill.queue import running, upkeep
from samspill.queue.jobs import UnknownTaskError, task_named
from samspill.queue.models import Job, State
from samspill.queue.tests import work

AT = datetime(2026, 8, 17, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_done() -> Iterator[None]:
    work.DONE.clear()
    yield
    work.DONE.clear()


def test_what_is_enqueued_is_done_at_its_time() -> None:
    work.good.enqueue(name="now", at=AT)
    work.good.enqueue(name="later", at=AT + MINUTE)

    ran = running.run_due(AT)

    assert work.DONE == [("now", AT)]
    assert [(job.state, job.finished) for job in ran] == [(State.DONE, AT)]


def test_a_verb_that_is_taken_back_leaves_no_work() -> None:
    with transaction.atomic():
        work.good.enqueue(name="never", at=AT)
        transaction.set_rollback(True)

    assert running.run_due(AT) == []


def test_the_same_key_is_done_once() -> None:
    first = work.good.enqueue(name="a", key="the same", at=AT)
    second = work.good.enqueue(name="b", key="the same", at=AT)

    running.run_due(AT)

    assert first.pk == second.pk
    assert work.DONE == [("a", AT)]


def test_what_fails_is_tried_again_later_and_later_and_then_shown() -> None:
    made = work.bad.enqueue(at=AT)

    running.run_due(AT)
    made.refresh_from_db()
    first = made.run_at
    running.run_due(AT + MINUTE)
    made.refresh_from_db()
    second = made.run_at
    running.run_due(AT + timedelta(hours=1))
    made.refresh_from_db()

    assert (first, second) == (AT + MINUTE, AT + 5 * MINUTE)
    assert (made.state, made.attempts, made.error) == (State.FAILED, 3, "ConnectionError: the server is away")


def test_what_is_hopeless_is_not_tried_again() -> None:
    made = work.hopeless.enqueue(at=AT)

    running.run_due(AT)

    made.refresh_from_db()
    assert (made.state, made.attempts, made.error) == (State.FAILED, 1, "No such address.")


def test_a_failed_job_begins_anew_when_asked() -> None:
    made = work.hopeless.enqueue(at=AT)
    running.run_due(AT)
    made.refresh_from_db()

    running.retry(made, at=AT + MINUTE)

    made.refresh_from_db()
    assert (made.state, made.attempts, made.finished) == (State.WAITING, 0, None)


def test_only_what_failed_can_be_discarded() -> None:
    waiting, failed = work.good.enqueue(name="a", at=AT + MINUTE), work.hopeless.enqueue(at=AT)
    running.run_due(AT)

    running.discard(waiting)
    running.discard(failed)

    assert list(Job.objects.all()) == [waiting]


def test_a_job_whose_worker_died_is_taken_up_when_its_lease_is_over() -> None:
    work.good.enqueue(name="a", at=AT)
    running.claim(AT)

    too_early = running.claim(AT + running.LEASE)
    again = running.claim(AT + running.LEASE + MINUTE)

    assert too_early is None
    assert again is not None
    assert again.attempts == 2


def test_a_worker_that_lives_keeps_its_job() -> None:
    work.good.enqueue(name="a", at=AT)
    held = running.claim(AT)
    assert held

    running.renew(held.pk, AT + MINUTE)

    assert running.claim(AT + MINUTE + running.LEASE) is None


def test_a_job_that_kills_its_worker_each_time_ends() -> None:
    made = work.good.enqueue(name="a", at=AT)
    for n in range(3):
        running.claim(AT + n * 2 * MINUTE)

    running.run_due(AT + 10 * MINUTE)

    made.refresh_from_db()
    assert (made.state, work.DONE) == (State.FAILED, [])
    assert made.error == "The program was stopped each time this was tried."


def test_one_at_a_time_with_the_same_lock() -> None:
    for name in "ab":
        work.good.enqueue(name=name, lock="mailbox", at=AT)
    work.good.enqueue(name="free", at=AT)

    claimed = [running.claim(AT) for _n in range(3)]

    assert [job and job.arguments["name"] for job in claimed] == ["a", "free", None]


def test_a_task_of_an_older_release_is_shown_as_failed() -> None:
    made = Job.objects.create(task="samspill.gone.jobs.away", run_at=AT, created=AT)

    running.run_due(AT)

    made.refresh_from_db()
    assert (made.state, made.error) == (State.FAILED, "samspill.gone.jobs.away")


def test_a_function_that_is_no_task_is_refused() -> None:
    with pytest.raises(UnknownTaskError):
        task_named("samspill.queue.running.claim")


def test_recurring_work_is_enqueued_once_for_each_moment(settings: Settings) -> None:
    settings.SCHEDULES = [work.often.name]

    for minute in (0, 1, 4, 5, 6):
        running.tick(AT + minute * MINUTE)
        running.run_due(AT + minute * MINUTE)

    assert [at - AT for _name, at in work.DONE] == [timedelta(0), 5 * MINUTE]


def test_a_new_house_waits_for_the_first_morning_and_then_catches_up_once(settings: Settings) -> None:
    settings.SCHEDULES = [work.daily.name]

    running.tick(AT)
    running.run_due(AT)
    begun = list(work.DONE)
    running.tick(AT + timedelta(days=9))
    running.run_due(AT + timedelta(days=9))

    assert begun == []
    assert [("daily", AT + timedelta(days=9))] == work.DONE


def test_old_work_is_forgotten_and_failures_are_not() -> None:
    work.good.enqueue(name="a", at=AT)
    work.hopeless.enqueue(at=AT)
    running.run_due(AT)

    upkeep.forget.run(at=AT + running.KEPT + MINUTE)

    assert [job.state for job in Job.objects.all()] == [State.FAILED]


def test_every_recurring_task_of_the_house_has_a_schedule() -> None:
    assert all(task.schedule for task in running.scheduled())
