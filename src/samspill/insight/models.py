"""What a school lets others see of its board, what it does otherwise with reason, and where it asks for support."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.people.models import Person, UnitKind
from samspill.projects.models import Participation


class OfParticipation(models.Model):
    """Something said by one school (or the office) about its own part in a project."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "participation__project__municipality_id",
        "unit": "participation__unit_id",
    }
    STATES: ClassVar[dict[str, models.Q]] = {"municipal": models.Q(participation__unit__kind=UnitKind.OFFICE)}

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="%(class)ss")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True

    def scope(self) -> Scope:
        return self.participation.scope()

    def about(self, requirement: str) -> str:
        return self.participation.project.word(f"requirements.{requirement}.title")


class Departure(OfParticipation):
    """A reasoned deviation from one requirement, or the word that it does not apply here, for a span of days."""

    requirement = models.CharField(max_length=20)
    reason = models.TextField(_("reason"))
    not_applicable = models.BooleanField(_("does not apply here"), default=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ("since",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="departure_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.about(self.requirement)


class Release(OfParticipation):
    """The school shows its board to the school owner, until it takes it back."""

    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["participation"],
                condition=models.Q(taken_back_at__isnull=True),
                name="one_running_release_per_school",
            ),
        ]

    def __str__(self) -> str:
        return str(self.participation.unit)


class SupportNeed(OfParticipation):
    """What a school asks of the school owner about one requirement; answered when the owner has acted."""

    requirement = models.CharField(max_length=20)
    text = models.TextField(_("what we need"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.about(self.requirement)


class Grade(models.IntegerChoices):
    """How a team itself sees a requirement: the three steps of fidelity inventories (domain 7)."""

    NOT_YET = 0, _("not yet")
    PARTLY = 1, _("partly")
    FULLY = 2, _("fully")


class Judgement(OfParticipation):
    """How a team itself judges one requirement, or something no trace can tell. Never computed, never mixed into it."""

    requirement = models.CharField(max_length=20)  # of the pack, or a topic of `insight.judging`
    value = models.PositiveSmallIntegerField(_("your judgement"), choices=Grade.choices)
    reason = models.TextField(_("why"))
    on = models.DateField(_("day"))
    arena = models.ForeignKey(
        Arena, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("who judged")
    )

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.requirement}: {self.get_value_display()}"
