"""A file on its way in: kept with the answers given so far, until it is carried out or thrown away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.people.models import Municipality, Person


class ImportKind(models.TextChoices):
    SCHOOLS = "schools", _("Schools")
    CALENDAR = "calendar", _("School route")
    PEOPLE = "people", _("People")


class Upload(models.Model):
    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id"}

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="uploads")
    kind = models.CharField(_("what the file holds"), max_length=8, choices=ImportKind.choices)
    name = models.CharField(_("file"), max_length=200)
    data = models.BinaryField()
    answers = models.JSONField(default=dict)
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("imports:preview", args=[self.pk])

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id)
