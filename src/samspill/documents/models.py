"""Files handed in. Their bytes lie in the database, so that one backup holds everything."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.documents.kinds import MEDIA_TYPES, PICTURES, FileKind


class State(models.TextChoices):
    WAITING = "waiting", _("is being made readable")
    READY = "ready", _("can be read here")
    UNREADABLE = "unreadable", _("can only be downloaded")


class Reason(models.TextChoices):
    """Why a file cannot be shown."""

    NONE = "", ""
    BROKEN = "broken", _("We could not read what is in the file. It may be damaged: open it and save it again.")
    TOO_MUCH = "too_much", _("The file holds more than we can show. You can still download it.")


class Upload(models.Model):
    """A file at a thing of a higher room, which names itself by kind, id and address, and says who may read and add."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id", "unit": "unit_id", "arena": "arena_id"}

    municipality_id = models.BigIntegerField(db_index=True)
    unit_id = models.BigIntegerField(null=True)
    arena_id = models.BigIntegerField(null=True, db_index=True)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    home = models.CharField(max_length=200)  # the path of the thing's own page
    read_word = models.CharField(max_length=60)
    write_word = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nb")
    name = models.CharField(max_length=200)  # as it is saved on the reader's machine
    shown_name = models.CharField(max_length=300)  # as whoever handed it in called it
    kind = models.CharField(max_length=8, choices=FileKind.choices)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True, default=Reason.NONE)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    uploaded_by = models.BigIntegerField(null=True)
    uploaded_by_name = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["thing_kind", "thing_id"])]

    def __str__(self) -> str:
        return self.shown_name

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.pk])

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id, self.unit_id, self.arena_id)

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[FileKind(self.kind)]

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def is_pdf(self) -> bool:
        return self.kind == FileKind.PDF

    @property
    def has_pdf(self) -> bool:
        """Whether there is a PDF that we made: a PDF handed in is its own."""
        return self.state == State.READY and not self.is_pdf


class Part(models.TextChoices):
    ORIGINAL = "original"
    PDF = "pdf"
    PICTURE = "picture"  # drawn anew, without what the camera wrote into it


class Blob(models.Model):
    """Bytes apart from their row, so that no list carries them along."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="blobs")
    part = models.CharField(max_length=8, choices=Part.choices)
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "part"], name="one_blob_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.part}"
