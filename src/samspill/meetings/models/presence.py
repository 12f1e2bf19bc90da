from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.meetings.models.items import Item
from samspill.meetings.models.meeting import Meeting
from samspill.people.models import Person, Versioned


class Here(models.TextChoices):
    UNKNOWN = "unknown", _("not said")
    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")


class Reply(models.TextChoices):
    NONE = "none", _("no reply")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    TENTATIVE = "tentative", _("perhaps")


class Presence(Versioned):
    """One person invited to a meeting: the reply, and whether they came. A substitute names whom they stand in for."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "meeting__arena__unit__municipality_id",
        "unit": "meeting__arena__unit_id",
        "arena": "meeting__arena_id",
        "self": "person_id",
    }

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, blank=True)  # role id of the pack, that of the seat; empty for a guest
    guest = models.BooleanField(default=False)
    stands_in_for = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    here = models.CharField(max_length=8, choices=Here.choices, default=Here.UNKNOWN)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.NONE)
    replied_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)  # when the invitation that stands was sent
    invited_sequence = models.PositiveIntegerField(null=True, blank=True)  # of that invitation; None: never invited
    replied_sequence = models.PositiveIntegerField(null=True, blank=True)  # which invitation the reply answers
    answered_stamp = models.DateTimeField(null=True, blank=True)  # when the mail program wrote the reply

    class Meta:
        ordering = ("guest", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_presence_per_person_and_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.meeting}"

    @property
    def reply_is_old(self) -> bool:
        """Whether the answer was given before the meeting was moved or changed."""
        return self.replied_sequence is not None and self.replied_sequence < self.meeting.sequence

    def scope(self) -> Scope:
        unit = self.meeting.arena.unit
        return Scope(
            frozenset({unit.municipality_id}),
            frozenset({unit.pk}),
            frozenset({self.meeting.arena_id}),
            person=self.person_id,
        )


class Away(models.Model):
    """Somebody present at the meeting was out of the room for one item. A guest may not read such an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="away")
    presence = models.ForeignKey(Presence, models.CASCADE, related_name="away")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "presence"], name="away_once_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.presence.person} · {self.item}"
