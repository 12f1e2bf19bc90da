from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.measures.models.measure import PLACES, Measure
from samspill.people.models import Person, Versioned

OF_MEASURE = {place: f"measure__{path}" for place, path in {**PLACES, "self": "coordinator_id"}.items()}
IF_OPENED = {"opened": models.Q(measure__opened_on__isnull=False)}


class Plan(Versioned):
    """What is to be tried (R24): goal, content, main arena, who takes part, time; besides signs, and where one starts.

    Who coordinates stands on the measure itself; who takes part has rows of their own.
    """

    SCOPE: ClassVar[dict[str, str]] = OF_MEASURE
    STATES: ClassVar[dict[str, models.Q]] = IF_OPENED

    measure = models.OneToOneField(Measure, models.CASCADE, related_name="plan")
    goal = models.TextField(_("goal"), blank=True)
    content = models.TextField(_("content"), blank=True)
    main_arena = models.ForeignKey(
        Arena, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("main arena")
    )
    time_frame = models.TextField(_("time frame and progress"), blank=True)
    starts = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    signs = models.TextField(_("signs of success"), blank=True)
    baseline = models.TextField(_("how it is today"), blank=True)
    pupils = models.PositiveIntegerField(_("about how many pupils it reaches"), null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(starts__isnull=True)
                | models.Q(ends__isnull=True)
                | models.Q(ends__gte=models.F("starts")),
                name="a_plan_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.measure)

    def scope(self) -> Scope:
        return self.measure.scope()


class Chosen(models.TextChoices):
    """How somebody came to take part in a try-out (R26)."""

    NAMED = "named", _("named")
    ELECTED = "elected", _("elected by those who try it")
    VOLUNTEERED = "volunteered", _("volunteered")


class Participant(models.Model):
    """Somebody who takes part in trying a measure out. `represents`: elected to speak for those who tried it."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="tries")
    chosen = models.CharField(_("how"), max_length=12, choices=Chosen.choices, default=Chosen.NAMED)
    represents = models.BooleanField(_("elected to represent those who try it"), default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-represents", "person__name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["measure", "person"],
                condition=models.Q(until__isnull=True),
                name="one_running_part_per_person",
                violation_error_message=_("This person takes part already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.measure}"

    def scope(self) -> Scope:
        return self.measure.scope()


class Milestone(Versioned):
    """A step of the plan with a day, ticked off when it is reached."""

    SCOPE: ClassVar[dict[str, str]] = OF_MEASURE
    STATES: ClassVar[dict[str, models.Q]] = IF_OPENED

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="milestones")
    text = models.CharField(_("what is reached"), max_length=200)
    by = models.DateField(_("by when"))
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("by", "id")

    def __str__(self) -> str:
        return self.text

    def scope(self) -> Scope:
        return self.measure.scope()
