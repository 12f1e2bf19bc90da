from __future__ import annotations

from typing import ClassVar

from django.db import models

from samspill.access.rules import Scope
from samspill.people.models import Person


class DigestChoice(models.Model):
    """That somebody does not want the weekly letter. No row: the letter comes, as long as there is something in it."""

    SCOPE: ClassVar[dict[str, str]] = {"self": "person_id"}

    person = models.OneToOneField(Person, models.CASCADE, related_name="digest_choice")
    weekly = models.BooleanField(default=True)

    def __str__(self) -> str:
        return str(self.person)

    def scope(self) -> Scope:
        return self.person.scope()
