from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.meetings.models.meeting import Meeting
from samspill.people.models import Person


class Forward(models.Model):
    """The minutes of a meeting handed to another arena: by default between sister arenas (L18), or on request."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="forwards")
    to = models.ForeignKey(Arena, models.PROTECT, related_name="received")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    by_default = models.BooleanField(default=False)
    remark = models.CharField(_("a word to go with it"), max_length=400, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "to"], name="forwarded_once_to_each_arena"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} → {self.to}"


class Receipt(models.Model):
    """The minutes delivered to one person through one arena, and when that person first opened them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="receipts")
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="receipts")
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("delivered_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "arena", "person"], name="one_receipt_per_person_and_arena"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.person}"


class Approval(models.Model):
    """One person who was there says that the minutes are right, or what is not."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="approvals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    remark = models.TextField(_("what is not right"), blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_approval_per_person_and_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.meeting}"


class Correction(models.Model):
    """A numbered correction to locked minutes. The text above it stays as it was approved."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("correction"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="corrections_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
