"""Something somebody has promised to do. Every room that makes one names where it came from."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.people.models import Person, Versioned


class Followup(Versioned):
    """Who does what by when, for which arena. Open until it is done or dropped with a reason."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "arena__unit__municipality_id",
        "unit": "arena__unit_id",
        "arena": "arena_id",
        "self": "who_id",
    }

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="followups")
    text = models.CharField(_("what is to be done"), max_length=400)
    who = models.ForeignKey(Person, models.PROTECT, related_name="followups", verbose_name=_("who"))
    by = models.DateField(_("by when"), null=True, blank=True)
    origin_kind = models.CharField(max_length=20, blank=True)  # "meeting", "measure" …: what the room above calls it
    origin_id = models.BigIntegerField(null=True, blank=True)
    origin_name = models.CharField(max_length=300, blank=True)  # as it was called that day
    origin_url = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField()
    done_on = models.DateField(_("done on"), null=True, blank=True)
    word = models.TextField(_("how it went"), blank=True)
    dropped = models.TextField(_("why it is dropped"), blank=True)

    class Meta:
        ordering = (models.F("by").asc(nulls_last=True), "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["who", "by"], name="open_of_a_person", condition=models.Q(done_on=None, dropped="")),
            models.Index(fields=["arena", "by"], name="open_of_an_arena", condition=models.Q(done_on=None, dropped="")),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("followups:followup", args=[self.pk])

    def journal_name(self) -> str:
        """For which arena and whose, never its words: the journal is read by others than the list."""
        return f"{self.arena}, {self.who}"

    def scope(self) -> Scope:
        unit = self.arena.unit
        return Scope(
            frozenset({unit.municipality_id}), frozenset({unit.pk}), frozenset({self.arena_id}), person=self.who_id
        )

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.dropped

    def is_late(self, today: date) -> bool:
        return self.is_open and self.by is not None and self.by < today
