"""Standing bodies: who sits in them, since when, and who stands in. The one member list is also the access list."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.methods import load
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project


class Arena(Versioned):
    """A body of a method at one unit, or an existing body that took on a method's arena under its own name (R17)."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "unit__municipality_id", "unit": "unit_id", "arena": "pk"}

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="arenas")
    project = models.ForeignKey(Project, models.PROTECT, related_name="arenas", null=True, blank=True)
    kind = models.CharField(max_length=60)  # arena id of the pack
    group = models.CharField(max_length=10, blank=True)  # the grade, for arenas per grade
    name = models.CharField(_("local name"), max_length=160, blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    contacts_reviewed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("unit__name", "kind", "group")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["project", "unit", "kind", "group"],
                condition=models.Q(until__isnull=True),
                name="one_running_arena_per_kind_and_group",
            ),
        ]

    def __str__(self) -> str:
        """The local name, else the method's: the journal keeps it as it was called that day."""
        if self.name or self.project is None:
            return self.name or " ".join(filter(None, [self.kind, self.group]))
        return " ".join(filter(None, [self.project.word(f"arenas.{self.kind}.name"), self.group]))

    def get_absolute_url(self) -> str:
        return reverse("arenas:arena", args=[self.pk])

    def scope(self) -> Scope:
        return Scope.of(self.unit.municipality_id, self.unit_id, self.pk)

    @property
    def standing(self) -> bool:
        """Whether people sit in it; a row for what is held now and then, such as conferences, is nobody's body."""
        return self.kind not in passing_kinds()


@cache
def passing_kinds() -> frozenset[str]:
    """The kinds of arena that are held and not sat in, in all methods."""
    return frozenset(
        kind.id for method in load.methods().values() for kind in method.arenas.values() if not kind.standing
    )


class Membership(Versioned):
    """One dated seat. A guest has a last day; a deputy stands in when the member is away (R40)."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "arena__unit__municipality_id",
        "unit": "arena__unit_id",
        "arena": "arena_id",
    }

    arena = models.ForeignKey(Arena, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=60, blank=True)  # role id of the pack; empty for a guest
    leads = models.BooleanField(_("leads the arena"), default=False)
    guest = models.BooleanField(_("guest"), default=False)
    deputy = models.ForeignKey(
        Person, models.PROTECT, related_name="deputy_for", null=True, blank=True, verbose_name=_("deputy")
    )
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("days at the school"), default=list, blank=True
    )  # 1 = Monday … 5 = Friday
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ("-leads", "role", "person__name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=models.Q(guest=False) | models.Q(until__isnull=False),
                name="a_guest_has_a_last_day",
                violation_error_message=_("A guest needs a last day."),
            ),
            models.CheckConstraint(
                condition=~models.Q(deputy=models.F("person")),
                name="nobody_is_their_own_deputy",
                violation_error_message=_("Nobody can be their own deputy."),
            ),
            models.UniqueConstraint(
                fields=["arena", "person", "role"],
                condition=models.Q(until__isnull=True),
                name="one_running_seat_per_person_and_role",
                violation_error_message=_("This person already has this seat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.arena}"

    def scope(self) -> Scope:
        return self.arena.scope()
