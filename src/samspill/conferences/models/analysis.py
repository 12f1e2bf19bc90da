from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.conferences.models.conference import Conference
from samspill.conferences.models.day import Point
from samspill.measures.models import Measure
from samspill.people.models import Person, Versioned


class Theme(Versioned):
    """What several statements are about. `into` is the theme it was merged into: its statements are read there."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "conference__unit__municipality_id",
        "unit": "conference__unit_id",
        "arena": "conference__unit__arenas",
        "self": "conference__facilitator_id",
    }

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="themes")
    name = models.CharField(_("theme"), max_length=160)
    remark = models.TextField(_("what belongs here"), blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    into = models.ForeignKey("self", models.SET_NULL, related_name="merged", null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        return self.conference.scope()


class Coding(models.Model):
    """One coder found that a statement belongs to a theme. Every coder's own, so that agreement can be seen."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="codings")
    point = models.ForeignKey(Point, models.CASCADE, related_name="codings")
    coder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    suggested = models.BooleanField(default=False)  # the machine's suggestion, accepted by the coder
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["theme", "point", "coder"], name="one_coding_per_theme_statement_coder")
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.point_id}"


class Refusal(models.Model):
    """A suggestion somebody said no to: it does not come again. `key` is the theme's words, or the twin's uid."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="refusals")
    point = models.ForeignKey(Point, models.CASCADE, related_name="refusals")
    key = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["point", "key"], name="one_refusal_per_suggestion")
        ]

    def __str__(self) -> str:
        return self.key


class ThemeProposal(models.Model):
    """A proposal that grew from a theme. What becomes of it is read from the measure."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="proposals")
    measure = models.OneToOneField(Measure, models.PROTECT, related_name="from_theme")

    def __str__(self) -> str:
        return f"{self.theme}: {self.measure}"


class Suggestions(models.Model):
    """What the machine found when it was last asked: themes, places, repeats. Nothing of it counts until accepted.

    `found` has the lists “new”, “into” and “same” of `code_bridge.suggested`; while `made_at` is empty it is at work.
    """

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="suggestions")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    found = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return str(self.conference_id)
