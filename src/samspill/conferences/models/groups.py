from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.conferences.models.conference import Conference, Participant, Session
from samspill.people.models import Person, Versioned


class Group(Versioned):
    """One group of one round: who has which task in it, its code, and how far it has come."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    room = models.CharField(_("where"), max_length=80, blank=True)
    question = models.TextField(_("a question of its own"), blank=True)
    leader = models.ForeignKey(Participant, models.SET_NULL, related_name="+", null=True, blank=True)
    note_taker = models.ForeignKey(Participant, models.SET_NULL, related_name="+", null=True, blank=True)
    rapporteur = models.ForeignKey(Participant, models.SET_NULL, related_name="+", null=True, blank=True)
    time_keeper = models.ForeignKey(Participant, models.SET_NULL, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=12, unique=True)  # opens only this group's note, until the end of the day
    called_at = models.DateTimeField(null=True, blank=True)  # asks for the facilitator
    handed_in_at = models.DateTimeField(null=True, blank=True)  # has chosen what it sends to the plenary
    heard_at = models.DateTimeField(null=True, blank=True)  # has reported in the plenary

    class Meta:
        ordering = ("session", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "number"], name="one_group_per_number_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.number}"

    def scope(self) -> Scope:
        return self.session.conference.scope()


class GroupSeat(models.Model):
    """Who sits in which group; `pinned` ones stay when the rest is mixed again. One seat per person and round."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="seats")
    session = models.ForeignKey(Session, models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="seats")
    pinned = models.BooleanField(default=False)

    class Meta:
        ordering = ("group", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "participant"], name="one_group_per_person_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.group}"


class WishKind(models.TextChoices):
    TOGETHER = "together", _("in the same group")
    APART = "apart", _("in different groups")


class Wish(models.Model):
    """Who should sit together or apart, in one round or in all. Pins are on the seats."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=8, choices=WishKind.choices)
    people: models.ManyToManyField[Participant, models.Model] = models.ManyToManyField(
        Participant, related_name="wishes"
    )
    session = models.ForeignKey(Session, models.CASCADE, related_name="wishes", null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.kind


class ComposingState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")


class Composing(models.Model):
    """One run of the composer: what it was asked, how far it is, what it found. Kept, so that it can be repeated.

    `before` is who sat where until then, so that it can be taken back.
    """

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="composings")
    kind = models.CharField(max_length=10)  # "compose", "repair", "drag" …
    state = models.CharField(max_length=9, choices=ComposingState.choices, default=ComposingState.WAITING)
    seed = models.BigIntegerField(default=0)
    progress = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=list, blank=True)
    result = models.JSONField(default=dict, blank=True)  # cost by part, bound, gap, moved; or the conflict
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.conference_id}: {self.kind}"
