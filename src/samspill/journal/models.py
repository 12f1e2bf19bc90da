"""Who did what to which thing, why; and who read what. Rows are added and never changed (a trigger sees to it)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from samspill.access.rules import Scope


class Entry(models.Model):
    """One act or one reading. Names are kept as they were that day; ids point at rows that may since be gone."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality", "unit": "unit", "arena": "arena"}

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    reading = models.BooleanField(default=False)
    person = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200, blank=True)
    municipality = models.BigIntegerField(null=True, db_index=True)
    unit = models.BigIntegerField(null=True, db_index=True)
    arena = models.BigIntegerField(null=True, db_index=True)
    thing = models.CharField(max_length=60)
    thing_id = models.BigIntegerField(null=True)
    thing_name = models.CharField(max_length=300, blank=True)
    why = models.TextField(blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["thing", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person_name}: {self.verb} {self.thing_name}"

    def scope(self) -> Scope:
        def some(value: int | None) -> frozenset[int]:
            return frozenset() if value is None else frozenset({value})

        return Scope(some(self.municipality), some(self.unit), some(self.arena))

    def as_change(self) -> list[tuple[str, Any, Any]]:
        """What changed, as (field, before, after)."""
        return [(name, *pair) for name, pair in self.changes.items()]
