"""What can be searched: one row for each thing, the words it is found by and the word of the gate that opens it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from samspill.access.rules import Scope


class Entry(models.Model):
    """One thing of a room above, by plain ids. Its own room writes it anew whenever the thing changes.

    `read_word` decides who finds it, row by row. `persons` narrows that to those who were there; empty: the word alone.
    `place` says in words where the thing belongs, since rooms below do not know arenas.
    """

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality", "unit": "unit", "arena": "arena"}

    kind = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    municipality = models.BigIntegerField()
    unit = models.BigIntegerField(null=True)
    arena = models.BigIntegerField(null=True)
    read_word = models.CharField(max_length=60)
    persons = ArrayField(models.BigIntegerField(), default=list)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    on = models.DateField(null=True)
    words = SearchVectorField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = (models.F("on").desc(nulls_last=True), "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "thing_id"], name="one_search_entry_per_thing")
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["words"], name="search_words"),
            models.Index(fields=["municipality", "read_word", "language"], name="search_readable"),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return Scope.of(self.municipality, self.unit, self.arena)
