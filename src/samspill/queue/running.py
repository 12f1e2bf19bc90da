"""Taking jobs and running them. The worker does it with the real clock, tests with theirs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from samspill.queue.jobs import GiveUp, Task, UnknownTaskError, task_named
from samspill.queue.models import Job, State

# A worker that has not renewed its lease for so long is dead; its job is taken up again.
LEASE = timedelta(seconds=60)
# Any number will do, as long as every worker takes turns at the same one.
CLAIM_LOCK = 7_262_027
KEPT = timedelta(days=30)
logger = logging.getLogger(__name__)


@transaction.atomic
def claim(at: datetime) -> Job | None:
    """Take the job that has waited longest, or one whose worker died."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CLAIM_LOCK])
    due = Q(state=State.WAITING, run_at__lte=at) | Q(state=State.RUNNING, lease_until__lt=at)
    held = Job.objects.filter(state=State.RUNNING, lease_until__gte=at).exclude(lock="").values("lock")
    found = Job.objects.filter(due).exclude(lock__in=held).first()
    if found is None:
        return None
    found.state, found.lease_until, found.attempts = State.RUNNING, at + LEASE, found.attempts + 1
    found.save(update_fields=["state", "lease_until", "attempts"])
    return found


def renew(pk: int, at: datetime) -> None:
    Job.objects.filter(pk=pk, state=State.RUNNING).update(lease_until=Greatest(F("lease_until"), at + LEASE))


def run(job: Job, at: datetime, clock: Callable[[], datetime] | None = None) -> None:
    """Run one claimed job and write down how it went; `clock` tells when it ended."""
    now = clock or (lambda: at)
    try:
        task = task_named(job.task)
        if job.attempts > task.retries + 1:
            raise GiveUp(job.error or "The program was stopped each time this was tried.")
        task.run(**job.arguments, at=at)
    except (GiveUp, UnknownTaskError) as reason:
        _end(job, State.FAILED, now(), str(reason) or type(reason).__name__)
    except Exception as error:  # whatever a job raises must not stop the others
        logger.warning("%s: %s", job, error, exc_info=True)
        _again(job, task, now(), f"{type(error).__name__}: {error}")
    else:
        _end(job, State.DONE, now(), "")


def _again(job: Job, task: Task, at: datetime, error: str) -> None:
    if job.attempts > task.retries:
        _end(job, State.FAILED, at, error)
        return
    Job.objects.filter(pk=job.pk).update(
        state=State.WAITING, run_at=at + task.wait(job.attempts), lease_until=None, error=error
    )


def _end(job: Job, state: State, at: datetime, error: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, finished=at, lease_until=None, error=error)


def run_due(at: datetime) -> list[Job]:
    """Run all that is due at `at`, one after the other, also what they enqueue for now; for tests and for one-offs."""
    ran = []
    while job := claim(at):
        run(job, at)
        job.refresh_from_db()
        ran.append(job)
    return ran


def scheduled() -> list[Task]:
    return [task_named(name) for name in settings.SCHEDULES]


def tick(at: datetime) -> None:
    """Set recurring work going whose moment has come, once over all workers; what was missed meanwhile is done once.

    Each recurring task has one row, with its own name as key, that begins anew.
    """
    for task in scheduled():
        assert task.schedule is not None, f"{task.name} stands in SCHEDULES and has no schedule."
        due = task.schedule.latest(at, ZoneInfo(settings.TIME_ZONE))
        ended = Job.objects.filter(key=task.name, run_at__lt=due, state__in=[State.DONE, State.FAILED])
        if ended.update(state=State.WAITING, run_at=due, attempts=0) or Job.objects.filter(key=task.name).exists():
            continue
        made = task.enqueue(at=due, key=task.name, lock=task.name)
        if not task.schedule.at_once:
            _end(made, State.DONE, at, "")


@transaction.atomic
def retry(job: Job, *, at: datetime) -> None:
    """Let a failed job begin anew."""
    Job.objects.filter(pk=job.pk, state=State.FAILED).update(state=State.WAITING, run_at=at, attempts=0, finished=None)


def discard(job: Job) -> None:
    Job.objects.filter(pk=job.pk, state=State.FAILED).delete()


def clean(at: datetime) -> None:
    """Forget what was done long ago; what failed stays until somebody looks at it."""
    Job.objects.filter(state=State.DONE, finished__lt=at - KEPT).exclude(key=F("task")).delete()
