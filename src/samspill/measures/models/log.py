from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.measures.models.measure import PLACES, Measure, place_of
from samspill.people.addresses import address
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project


class LogEntry(Versioned):
    """What was done, seen and adjusted in a try-out (R36, R82); without a measure, the leader's log of the project.

    `key` is made where it is written: an entry that is sent twice from a phone without a net is one entry.
    """

    SCOPE: ClassVar[dict[str, str]] = {**PLACES, "self": "author_id"}
    STATES: ClassVar[dict[str, models.Q]] = {"opened": models.Q(measure__opened_on__isnull=False)}

    project = models.ForeignKey(Project, models.PROTECT, related_name="log")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="log")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="log", null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    on = models.DateField(_("day"))
    done = models.TextField(_("what we did"))
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    seen = models.TextField(_("what we saw"), blank=True)
    adjusted = models.TextField(_("what we adjust"), blank=True)
    question = models.CharField(_("a question for the next meeting"), max_length=300, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    answer = models.TextField(_("the answer"), blank=True)  # to the question
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("-on", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["measure", "on"], name="log_of_a_measure"),
            models.Index(fields=["unit", "on"], name="log_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.done if len(self.done) <= 120 else f"{self.done[:119]}…"

    def get_absolute_url(self) -> str:
        return address("measures:entry", self.pk)

    def journal_name(self) -> str:
        """Where and when, never its words: the school owner reads the journal, not the log."""
        return f"{self.measure or self.unit}, {date_format(self.on)}"

    def scope(self) -> Scope:
        opened = self.measure is not None and self.measure.opened_on is not None
        return place_of(self.unit, person=self.author_id, states=["opened"] if opened else [])

    @property
    def of_project(self) -> bool:
        """Whether it is the leader's log of the project (R33)."""
        return self.measure_id is None

    @property
    def read_word(self) -> str:
        return "project_log.read" if self.of_project else "log.read"

    @property
    def write_word(self) -> str:
        return "project_log.write" if self.of_project else "log.write"

    @property
    def asks(self) -> bool:
        """Whether it has a question that nobody has answered."""
        return bool(self.question) and self.answered_on is None


class Addition(models.Model):
    """What was added below an entry: after a day nothing in it is changed any more."""

    entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="additions")
    text = models.TextField(_("addition"))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text

    def scope(self) -> Scope:
        return self.entry.scope()


class LogReminder(models.Model):
    """That a coordinator does not want to be reminded of the log. No row: a mail comes, at most once a week."""

    SCOPE: ClassVar[dict[str, str]] = {"self": "person_id"}

    person = models.OneToOneField(Person, models.CASCADE, related_name="log_reminder")
    wanted = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.person)

    def scope(self) -> Scope:
        return self.person.scope()
