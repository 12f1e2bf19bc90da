"""Defining work and asking for it.

    @job(title=_("Turn a document into a PDF"), retries=3)
    def convert(*, document: int, at: datetime) -> None: ...

    convert.enqueue(document=7, at=at, municipality_id=1)       # in the verb's own transaction

The function gets what was enqueued (plain JSON) and `at`, the worker's clock. It may run twice, when a worker dies in
the middle, so it looks at the row before it acts. `GiveUp` says that trying again would not help.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from samspill.queue.models import Job
from samspill.queue.schedules import Schedule
from samspill.queue.waking import wake

# After one minute, four, nine … a mail server that is down for a night is met again in the morning.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


class GiveUp(Exception):  # noqa: N818  # what a job says, not an error
    """The work cannot be done, now or later; the text says why, in words for an administrator."""


class UnknownTaskError(LookupError):
    """A job names a function that this release does not have."""


@dataclass(frozen=True, slots=True)
class Task:
    """A function that the queue can run, and how."""

    run: Callable[..., Any]
    title: Any
    retries: int
    schedule: Schedule | None

    @property
    def name(self) -> str:
        return f"{self.run.__module__}.{self.run.__qualname__}"

    def enqueue(
        self,
        *,
        at: datetime,
        key: str = "",
        lock: str = "",
        municipality_id: int | None = None,
        **arguments: Any,
    ) -> Job:
        """Ask for the work to be done, not before `at`. The same `key` is done once; the same `lock` one at a time."""
        made = Job(
            task=self.name,
            arguments=arguments,
            municipality_id=municipality_id,
            key=key or None,
            lock=lock,
            run_at=at,
            created=at,
        )
        if key:
            Job.objects.bulk_create([made], ignore_conflicts=True)
            made = Job.objects.get(key=key)
        else:
            made.save()
        transaction.on_commit(wake)
        return made

    def wait(self, attempts: int) -> timedelta:
        return min(FIRST_WAIT * attempts**2, LONGEST_WAIT)


def job(*, title: Any, retries: int = 8, schedule: Schedule | None = None) -> Callable[[Callable[..., Any]], Task]:
    """Make a function a task. `title` is what administrators read; with `schedule` list it in settings.SCHEDULES."""
    return lambda run: Task(run, title, retries, schedule)


def task_named(name: str) -> Task:
    """Find a task by where it lives."""
    try:
        found = import_string(name)
    except ImportError as error:
        raise UnknownTaskError(name) from error
    if not isinstance(found, Task):
        raise UnknownTaskError(name)
    return found
