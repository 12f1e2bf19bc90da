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


class Judge(models.TextChoices):
    """Who evaluates: the team that tried it, then the leader with the coordinator (R26, R27)."""

    TEAM = "team", _("the team")
    LEADER = "leader", _("the leader with the coordinator")


class Evaluation(Versioned):
    """What was tried and what came of it. The team's names the elected representative of those who tried it."""

    SCOPE: ClassVar[dict[str, str]] = OF_MEASURE
    STATES: ClassVar[dict[str, models.Q]] = IF_OPENED

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="evaluations")
    judge = models.CharField(max_length=6, choices=Judge.choices)
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="+", null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", null=True, blank=True)
    representative = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("representative")
    )
    tried = models.TextField(_("what we tried"), blank=True)
    experience = models.TextField(_("what those who tried it say"), blank=True)
    worked = models.TextField(_("what worked"), blank=True)
    did_not_work = models.TextField(_("what did not work"), blank=True)
    proposal = models.CharField(_("what we propose"), max_length=20, blank=True)  # a choice of the pack's form
    prerequisites = models.TextField(_("what daily practice needs"), blank=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_judge_display()}"

    def scope(self) -> Scope:
        return self.measure.scope()


class Verdict(models.TextChoices):
    """What a body decides about a measure, before the try-out and after it."""

    START = "start", _("try it out")
    DECLINE = "decline", _("do not try it")
    PRACTICE = "practice", _("make it daily practice")
    CONTINUE = "continue", _("go on trying")
    ADJUST = "adjust", _("adjust and go on trying")
    STOP = "stop", _("end it")


class Decision(models.Model):
    """What was concluded and why, apart from how many were for it; never changed, only followed by another."""

    SCOPE: ClassVar[dict[str, str]] = OF_MEASURE
    STATES: ClassVar[dict[str, models.Q]] = IF_OPENED

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="decisions")
    verdict = models.CharField(_("decision"), max_length=8, choices=Verdict.choices)
    conclusion = models.TextField(_("conclusion"))
    reasons = models.TextField(_("reasons"), blank=True)
    votes_for = models.PositiveSmallIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    votes_blank = models.PositiveSmallIntegerField(_("blank"), null=True, blank=True)
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="+", null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="measure_decisions", null=True, blank=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    told = models.ManyToManyField(Person, related_name="+", blank=True)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_verdict_display()}"

    def scope(self) -> Scope:
        return self.measure.scope()

    @property
    def counted(self) -> bool:
        """Whether votes were counted; a conclusion needs none."""
        return any(count is not None for count in (self.votes_for, self.votes_against, self.votes_blank))


class Practice(Versioned):
    """A measure that has become daily practice: who answers for it, and one page that a new colleague can read."""

    SCOPE: ClassVar[dict[str, str]] = OF_MEASURE
    STATES: ClassVar[dict[str, models.Q]] = IF_OPENED

    measure = models.OneToOneField(Measure, models.CASCADE, related_name="practice")
    owner = models.ForeignKey(
        Person, models.PROTECT, related_name="practices", null=True, blank=True, verbose_name=_("who answers for it")
    )
    description = models.TextField(_("what we do, for somebody new here"), blank=True)
    concerned = models.PositiveIntegerField(_("how many it concerns"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.measure)

    def scope(self) -> Scope:
        return self.measure.scope()


class Recheck(Versioned):
    """Is it still done, and by whom? Due so many months after it became practice; answered with how many use it."""

    SCOPE: ClassVar[dict[str, str]] = OF_MEASURE
    STATES: ClassVar[dict[str, models.Q]] = IF_OPENED

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="rechecks")
    months = models.PositiveSmallIntegerField(null=True, blank=True)  # after it became practice; none: asked besides
    due = models.DateField(_("due"))
    checked_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    still_done_by = models.CharField(_("still done by whom"), max_length=300, blank=True)
    using = models.PositiveIntegerField(_("how many use it"), null=True, blank=True)
    concerned = models.PositiveIntegerField(_("how many it concerns"), null=True, blank=True)
    word = models.TextField(_("how it goes"), blank=True)

    class Meta:
        ordering = ("due", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(using__isnull=True)
                | models.Q(concerned__isnull=True)
                | models.Q(using__lte=models.F("concerned")),
                name="no_more_use_it_than_it_concerns",
                violation_error_message=_("More people use it than it concerns. Look at the two numbers again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.due}"

    def scope(self) -> Scope:
        return self.measure.scope()

    @property
    def share(self) -> float | None:
        """The share of those concerned who use it, from 0 to 1."""
        if self.using is None or not self.concerned:
            return None
        return self.using / self.concerned
