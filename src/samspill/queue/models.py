"""One row per piece of work, written in the transaction of the verb that wants it done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspill.access.rules import Scope


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """`lease_until` is renewed while a worker lives; a running job whose lease is over is anybody's again."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id"}

    task = models.CharField(max_length=120)  # where the function lives: samspill.room.jobs.name
    arguments = models.JSONField(default=dict)
    municipality_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001  # unique where there is one
    lock = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering = ("run_at", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run_at", "id"], condition=models.Q(state__in=["waiting", "running"]), name="job_due"),
            models.Index(fields=["state", "finished"], name="job_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"

    def scope(self) -> Scope:
        return Scope() if self.municipality_id is None else Scope.of(self.municipality_id)
