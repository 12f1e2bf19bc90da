"""The guidance team as critical friend: whom a school invites, what both say to each other, who led the conferences."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspill.access.rules import Scope
from samspill.measures.models import Measure
from samspill.measures.models.measure import PLACES, place_of
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project

# What one has written may be changed for a day; after that others have answered to it.
CHANGEABLE = timedelta(days=1)


class Invitation(Versioned):
    """A school lets somebody from the guidance team follow it, about something, for a time; it ends by itself."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "unit__municipality_id",
        "unit": "unit_id",
        "self": "person_id",
    }

    project = models.ForeignKey(Project, models.PROTECT, related_name="guidance_invitations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="guidance_invitations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="guidance_invitations", verbose_name=_("whom you invite")
    )
    topic = models.CharField(_("what it is about"), max_length=200)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    ended_why = models.TextField(_("a word to go with it"), blank=True)

    class Meta:
        ordering = ("-until", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")),
                name="guidance_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.topic}"

    def get_absolute_url(self) -> str:
        return reverse("guidance:school", args=[self.unit_id])

    def scope(self) -> Scope:
        return Scope(frozenset({self.unit.municipality_id}), frozenset({self.unit_id}), person=self.person_id)

    def runs(self, day: date) -> bool:
        return self.ended_on is None and self.since <= day <= self.until


class Kind(models.TextChoices):
    """Who began: the guidance team beside the plan, or the school that asks for help."""

    COMMENT = "comment", _("a comment")
    QUESTION = "question", _("a question")


class Part(models.TextChoices):
    """Which part of the plan it is about; empty: all of it."""

    WHOLE = "", _("all of it")
    GOAL = "goal", _("goal")
    CONTENT = "content", _("content")
    ARENA = "main_arena", _("main arena")
    PEOPLE = "participants", _("who takes part")
    TIME = "time_frame", _("time frame and progress")
    SIGNS = "signs", _("signs of success")
    BASELINE = "baseline", _("how it is today")


class Reason(models.TextChoices):
    """What help is asked for (R84, R85)."""

    CONFERENCE = "conference", _("Setting up a conference")
    STUCK = "stuck", _("A try-out is stuck")
    EVALUATION = "evaluation", _("Evaluating what we tried")
    OTHER = "other", _("Something else")


class Side(models.TextChoices):
    """Whose word is next."""

    NOBODY = "", _("nobody")
    GUIDANCE = "guidance", _("the guidance team")
    SCHOOL = "school", _("the school")


class Ending(models.TextChoices):
    """What became of it, in words: a critical friend does not keep score (R83)."""

    GOES_ON = "", _("goes on")
    TAKEN_UP = "taken-up", _("taken up")
    SETTLED = "settled", _("settled")
    LEFT = "left", _("left as it is")


ASKED_OR_OPENED = Q(kind=Kind.QUESTION) | Q(measure__opened_on__isnull=False)


class Conversation(Versioned):
    """A comment or a question with the answers to it.

    What the school asks is open to those whom it has invited; a comment follows its measure, also when that is closed.
    """

    SCOPE: ClassVar[dict[str, str]] = {**PLACES, "self": "measure__coordinator_id"}
    STATES: ClassVar[dict[str, Q]] = {"opened": ASKED_OR_OPENED}

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="guidance")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="guidance", null=True, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    part = models.CharField(_("which part"), max_length=20, choices=Part.choices, blank=True)
    reason = models.CharField(_("what it is about"), max_length=10, choices=Reason.choices, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    begun_at = models.DateTimeField()
    waits_for = models.CharField(max_length=8, choices=Side.choices, blank=True)
    waits_since = models.DateTimeField()
    ending = models.CharField(_("what became of it"), max_length=8, choices=Ending.choices, blank=True)
    ending_word = models.CharField(_("a word about it"), max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("begun_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "waits_for"], name="guidance_that_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.measure}" if self.measure else str(self.about)

    def get_absolute_url(self) -> str:
        return reverse("guidance:conversation", args=[self.pk])

    def scope(self) -> Scope:
        opened = self.kind == Kind.QUESTION or (self.measure is not None and self.measure.opened_on is not None)
        coordinator = self.measure.coordinator_id if self.measure else None
        return place_of(self.unit, person=coordinator, states=["opened"] if opened else [])

    @property
    def about(self) -> str:
        """What help is asked for, or the part of the plan."""
        return str(Reason(self.reason).label if self.kind == Kind.QUESTION else Part(self.part).label)


class Remark(Versioned):
    """One thing said in a conversation."""

    SCOPE: ClassVar[dict[str, str]] = {place: f"conversation__{path}" for place, path in Conversation.SCOPE.items()}
    STATES: ClassVar[dict[str, Q]] = {
        "opened": Q(conversation__kind=Kind.QUESTION) | Q(conversation__measure__opened_on__isnull=False)
    }

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="remarks")
    text = models.TextField(_("what you want to say"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    side = models.CharField(max_length=8, choices=Side.choices)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:119]}…"

    def get_absolute_url(self) -> str:
        return f"{self.conversation.get_absolute_url()}#remark-{self.pk}"

    def scope(self) -> Scope:
        return self.conversation.scope()

    def journal_name(self) -> str:
        """The conversation, never its words: more people read the journal."""
        return str(self.conversation)

    def own(self) -> Scope:
        """Where it belongs for whoever wrote it."""
        place = self.scope()
        return Scope(place.municipalities, place.units, person=self.by_id)

    def is_fresh(self, at: datetime) -> bool:
        return at - self.at <= CHANGEABLE


class Leader(models.TextChoices):
    """Who designs or leads a conference, step by step from the one to the other (R84)."""

    GUIDANCE = "guidance", pgettext_lazy("who leads a conference", "the guidance team")
    TOGETHER = "together", pgettext_lazy("who leads a conference", "together")
    SELF = "self", pgettext_lazy("who leads a conference", "ourselves")


class ConferenceLead(Versioned):
    """Who designed one conference and who led it. `key` is its own name for itself in the room that knows it."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "unit__municipality_id", "unit": "unit_id"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="conference_leads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="conference_leads")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)  # as it was called that day
    on = models.DateField(_("day"))
    designed_by = models.CharField(_("who designed it"), max_length=8, choices=Leader.choices)
    led_by = models.CharField(_("who led it"), max_length=8, choices=Leader.choices)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "key"], name="one_lead_per_conference"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("guidance:handing_over", args=[self.project_id])

    def scope(self) -> Scope:
        return Scope.of(self.unit.municipality_id, self.unit_id)
