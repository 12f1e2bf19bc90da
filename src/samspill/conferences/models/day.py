from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.conferences.models.conference import Conference
from samspill.conferences.models.groups import Group
from samspill.people.models import Versioned


class Point(Versioned):
    """One statement of a group, one line. Nobody's name: not whose it was, and not who wrote it down.

    `uid` is given by the phone that wrote it, so that what is sent twice is kept once. Two texts for the same
    statement, written apart without a network, are both kept: the later one as a point of its own, `beside` the first.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="points")
    text = models.TextField(_("statement"))
    level = models.CharField(max_length=40, blank=True)  # of the pyramid, if the group gave one
    place = models.PositiveIntegerField(default=0)
    plenary = models.PositiveSmallIntegerField(null=True, blank=True)  # its place among what the group sends there
    beside = models.ForeignKey("self", models.SET_NULL, related_name="others", null=True, blank=True)
    same_as = models.ForeignKey("self", models.SET_NULL, related_name="repeats", null=True, blank=True)
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("group", "place", "id")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["group", "changed_at"], name="points_since")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:119]}…"

    def journal_name(self) -> str:
        """Where it was said, not what: the journal keeps no words of a group."""
        return str(self.group)


class Pulse(models.Model):
    """How often a question of the exit pulse was answered with a number: counts, never anybody's answer (1 … 5)."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="pulses")
    question = models.CharField(max_length=60)  # field id of the pack's form
    value = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "question", "value"], name="one_count_per_answer")
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.value}"


class PulseBallot(models.Model):
    """Some phone has answered; which answer is not known."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="pulse_ballots")
    device = models.CharField(max_length=64)  # digest of a random mark in the phone

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conference", "device"], name="one_pulse_per_phone")
        ]

    def __str__(self) -> str:
        return self.device[:8]
