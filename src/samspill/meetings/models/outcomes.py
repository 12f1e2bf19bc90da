from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.followups.models import Followup
from samspill.meetings.models.items import Item
from samspill.people.models import Person, Versioned


class OutcomeKind(models.TextChoices):
    INFORMATION = "information", _("information")
    DECISION = "decision", _("decision")
    FOLLOWUP = "followup", _("follow-up")
    TO_ARENA = "to_arena", _("to another arena")
    CLARIFICATION = "clarification", _("to be clarified")


class Outcome(Versioned):
    """What came of an item. A follow-up has its row in the one list, a matter for others its item in their inbox."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "item__arena__unit__municipality_id",
        "unit": "item__arena__unit_id",
        "arena": "item__arena_id",
    }

    item = models.ForeignKey(Item, models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=14, choices=OutcomeKind.choices)
    text = models.TextField(_("what"))
    why = models.TextField(_("why"), blank=True)
    decided_by = models.CharField(_("by whom"), max_length=200, blank=True)  # empty: the arena itself
    followup = models.OneToOneField(Followup, models.PROTECT, related_name="outcome", null=True, blank=True)
    sent = models.OneToOneField(Item, models.PROTECT, related_name="sent_by", null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.item.get_absolute_url()}#outcome-{self.pk}"

    def journal_name(self) -> str:
        """Where and when, never its words: the journal is read by others than the minutes."""
        return f"{self.item.arena}, {date_format(timezone.localdate(self.made_at))}"

    def scope(self) -> Scope:
        return self.item.arena.scope()
