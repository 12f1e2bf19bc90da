"""A municipality's running of a method: which pack and revision, which schools, what it has adapted and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.methods import load
from samspill.methods.text import text_of
from samspill.people.models import Municipality, Person, Unit, UnitKind, Versioned


class Project(Versioned):
    """One method, one revision, one start. A running year is not rewritten by a new revision of the pack."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id"}

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="projects")
    method = models.SlugField(_("method"))
    revision = models.CharField(_("revision"), max_length=20)
    starts = models.DateField(_("starts"))
    ends = models.DateField(_("ends"), null=True, blank=True)

    class Meta:
        ordering = ("-starts",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "method", "starts"], name="one_project_per_method_and_start"
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="project_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word('method.name')} {self.starts.year}"

    def get_absolute_url(self) -> str:
        return reverse("projects:project", args=[self.pk])

    def word(self, key: str) -> str:
        """What the method calls something, in the language of this moment: so the journal keeps it."""
        return text_of(load.method(self.method, self.revision), key, get_language() or "nb").value

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id)


class Participation(models.Model):
    """A school (or the office) in a project: it takes part, or is compared with, from a day on."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "project__municipality_id", "unit": "unit_id"}
    STATES: ClassVar[dict[str, models.Q]] = {"municipal": models.Q(unit__kind=UnitKind.OFFICE)}

    project = models.ForeignKey(Project, models.PROTECT, related_name="participations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    takes_part = models.BooleanField(_("takes part"), default=True)  # False: a comparison school
    joined = models.DateField(_("joined"))
    left = models.DateField(_("left"), null=True, blank=True)

    class Meta:
        ordering = ("unit__name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["project", "unit"], name="one_participation_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.project}"

    def scope(self) -> Scope:
        municipal = self.unit.kind == UnitKind.OFFICE
        return Scope.of(self.project.municipality_id, self.unit_id, states=["municipal"] if municipal else [])


class Adaptation(models.Model):
    """One thing the municipality does otherwise than the pack says, and why. Knowledge, not a fault."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "project__municipality_id"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="adaptations")
    path = models.CharField(max_length=160)
    value = models.JSONField()
    reason = models.TextField(_("reason"))
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["project", "path"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_running_adaptation_per_path",
            ),
        ]

    def __str__(self) -> str:
        """The thing adapted, by the method's name: its path below that is for machines."""
        kind, name, *_rest = self.path.split(".")
        return self.project.word(f"{kind}.{name}.{'title' if kind == 'requirements' else 'name'}")

    def scope(self) -> Scope:
        return Scope.of(self.project.municipality_id)


class ServiceContact(models.Model):
    """The school owner has talked with a service and presented the project (R57)."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "project__municipality_id"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="service_contacts")
    service = models.ForeignKey(Unit, models.PROTECT, related_name="service_contacts", verbose_name=_("service"))
    on = models.DateField(_("day"))

    class Meta:
        ordering = ("on",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["project", "service", "on"],
                name="one_contact_per_service_and_day",
                violation_error_message=_("This contact is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {date_format(self.on)}"

    def scope(self) -> Scope:
        return Scope.of(self.project.municipality_id)
