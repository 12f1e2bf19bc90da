from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspill.meetings.models.meeting import Meeting
from samspill.people.models import Person


class DynamicsAnswer(models.Model):
    """How many gave one answer to one question about how the group worked (R46).

    A tally and not a row for each person: the order of rows, beside the order of ballots, would tell whose is whose.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="dynamics")
    question = models.CharField(max_length=60)  # field id of the pack's form
    value = models.PositiveSmallIntegerField()  # 1 … 5
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "question", "value"], name="one_tally_per_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value} × {self.count}"


class DynamicsBallot(models.Model):
    """That somebody has answered: kept apart from the answers, without a time, so that nobody answers twice."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_ballot_per_person_and_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.meeting}"
