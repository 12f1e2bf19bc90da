"""A note is one shared text: a document of Yjs, kept as a log of its updates, and the rows read out of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.people.models import Person, Versioned


class Note(Versioned):
    """One document with named fields, one for each agenda item say. Who reads and who writes is asked of the gate."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "arena__unit__municipality_id",
        "unit": "arena__unit_id",
        "arena": "arena_id",
    }

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="notes", null=True, blank=True)
    read_word = models.CharField(max_length=60)
    write_word = models.CharField(max_length=60)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.arena or self.pk)

    @property
    def address(self) -> str:
        """Where its socket is; the prop `address` of the component `live_note`."""
        return f"/ws/notes/{self.pk}/"

    def scope(self) -> Scope:
        return self.arena.scope() if self.arena else Scope()


class NoteUpdate(models.Model):
    """One line of the log. Ids of one note rise in the order of commit: whoever writes holds the note's row."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="updates")
    data = models.BinaryField()
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    server = models.BigIntegerField(default=0)  # which process took it in; 0 for a verb

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["note", "id"], name="log_of_a_note")]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.pk}"


class NoteSnapshot(models.Model):
    """What the log said up to `upto`, in one piece; those lines of the log are gone."""

    note = models.OneToOneField(Note, models.CASCADE, related_name="snapshot")
    state = models.BinaryField()
    upto = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.note_id}: …{self.upto}"


class LineKind(models.TextChoices):
    PARAGRAPH = "paragraph", _("paragraph")
    BULLET = "bullet", _("bullet")
    NUMBERED = "numbered", _("numbered point")


class Line(models.Model):
    """One block of the text as a row, for PDF, search and mail; `author` is who began it, by the session."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="lines")
    field = models.CharField(max_length=61)
    key = models.CharField(max_length=60)  # the block's own id: it stays when the text is changed or moved
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=LineKind.choices)
    level = models.PositiveSmallIntegerField(default=0)  # how deep in lists; 0 outside
    text = models.TextField()
    html = models.TextField()  # only strong, em and br
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("field", "place")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "key"], name="one_line_per_block")
        ]

    def __str__(self) -> str:
        return self.text
