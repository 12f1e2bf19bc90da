"""Mail that goes out, and mail that came in. Ids of rooms above are plain numbers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspill.access.rules import Scope


class State(models.TextChoices):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # the mail server said no, or did not answer for a day
    BOUNCED = "bounced"  # taken by our mail server, sent back later
    WITHHELD = "withheld"  # never tried: there is nobody to send it to, or nothing to send it with


class Reason(models.TextChoices):
    """Why a mail did not arrive. The words are in `words.py`; the mail server's own are kept beside."""

    NONE = ""
    NO_ADDRESS = "no-address"
    BAD_ADDRESS = "bad-address"
    NO_SERVER = "no-server"
    UNREACHABLE = "unreachable"
    NOT_NOW = "not-now"
    REFUSED = "refused"
    BOUNCED = "bounced"


class Message(models.Model):
    """One mail to one person. The same `key` is never sent twice."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id"}

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    municipality_id = models.BigIntegerField(db_index=True)
    recipient_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=254, blank=True)
    name = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    link = models.CharField(max_length=500, blank=True)
    unsubscribe = models.CharField(max_length=500, blank=True)
    about = models.CharField(max_length=300, blank=True)  # path of the page of what it is about
    method = models.CharField(max_length=10, blank=True)  # of the calendar part
    uid = models.CharField(max_length=255, blank=True, db_index=True)
    calendar = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    detail = models.TextField(blank=True)  # what the mail server said
    attempts = models.PositiveSmallIntegerField(default=0)
    created = models.DateTimeField()
    sent = models.DateTimeField(null=True)
    laid_aside = models.DateTimeField(null=True)  # somebody has seen that it did not arrive

    class Meta:
        ordering = ("-created", "-pk")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "-created"], name="message_state")]

    def __str__(self) -> str:
        return self.subject

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id)


class Body(models.Model):
    """The bytes of a file, once: the same agenda goes to everybody in the team."""

    digest = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.digest[:12]


class Attachment(models.Model):
    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    body = models.ForeignKey(Body, models.PROTECT, related_name="attachments")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """What became of a mail that came in."""

    TAKEN = "taken"  # an answer to an invitation, handed on
    BOUNCE = "bounce"
    AUTOMATIC = "auto"  # somebody is away, says her program
    UNREAD = "unread"  # nothing that the program understands: somebody must look at it


class Received(models.Model):
    """One mail that came in. Kept so that the same one is not read twice, and so that nothing is lost in silence."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id"}

    message_id = models.CharField(max_length=300, unique=True)
    municipality_id = models.BigIntegerField(null=True)  # where it answers a mail of ours
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    problem = models.CharField(max_length=30, blank=True)
    at = models.DateTimeField()
    seen = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-at"], condition=models.Q(outcome="unread", seen=None), name="received_unread")
        ]

    def __str__(self) -> str:
        return self.subject or self.sender

    def scope(self) -> Scope:
        return Scope() if self.municipality_id is None else Scope.of(self.municipality_id)
