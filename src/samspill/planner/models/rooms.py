"""The rooms of a unit that meetings can be held in: kept with the unit, so that every year's plan knows them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.people.models import Unit, Versioned

LONGEST = 80  # of a name, so that it fits where a meeting says its place


class UnitRooms(Versioned):
    """Names of rooms, in the order they were written. Which kinds of meetings may use them, each plan says itself."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "unit__municipality_id", "unit": "unit_id"}

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="meeting_rooms")
    names = ArrayField(models.CharField(max_length=LONGEST), verbose_name=_("rooms"), default=list, blank=True)

    class Meta:
        ordering = ("unit__name", "unit_id")

    def __str__(self) -> str:
        return str(self.unit)

    def scope(self) -> Scope:
        return self.unit.scope()
