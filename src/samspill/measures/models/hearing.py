from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.measures.models.measure import Measure
from samspill.measures.models.plan import IF_OPENED, OF_MEASURE
from samspill.meetings.models import Item
from samspill.people.models import Person, Versioned


class Stance(models.TextChoices):
    FOR = "for", _("for it")
    WITH_CHANGES = "changes", _("for it, with changes")
    UNSURE = "unsure", _("need to know more")
    AGAINST = "against", _("against it")


class Answer(Versioned):
    """What one arena answers to a proposal. Asked for first, empty until the arena answers; open until the decision."""

    SCOPE: ClassVar[dict[str, str]] = OF_MEASURE
    STATES: ClassVar[dict[str, models.Q]] = IF_OPENED

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="answers")
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="answers")
    asked_on = models.DateField()
    by = models.DateField(_("answer by"), null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", null=True, blank=True)  # the matter it is there
    stance = models.CharField(_("what you think"), max_length=8, choices=Stance.choices, blank=True)
    reason = models.TextField(_("why"), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("arena__kind", "arena__group", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "arena"], name="one_answer_per_arena"),
        ]

    def __str__(self) -> str:
        return f"{self.arena}: {self.measure}"

    def scope(self) -> Scope:
        return self.measure.scope()
