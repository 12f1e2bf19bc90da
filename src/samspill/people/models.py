"""Municipalities, their schools and services, and the people who work there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.people.ordering import nordic


class CountryCode(models.TextChoices):
    NORWAY = "NO", _("Norway")
    DENMARK = "DK", _("Denmark")
    SWEDEN = "SE", _("Sweden")


HEX_COLOUR = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", _("Write the colour as # and six digits or letters a to f, such as #0b5394.")
)


class Profession(models.TextChoices):
    """What somebody works as; the packs' roles say which professions may fill them."""

    SCHOOL_OWNER = "school_owner", _("school owner")
    SCHOOL_LEADER = "school_leader", _("school leader")
    TEACHER = "teacher", _("teacher")
    SPECIAL_NEEDS_COORDINATOR = "special_needs_coordinator", _("special needs coordinator")
    SOCIAL_TEACHER = "social_teacher", _("social teacher")
    SCHOOL_NURSE = "school_nurse", _("school nurse")
    PPT_ADVISER = "ppt_adviser", _("educational-psychological adviser")
    CHILD_WELFARE_ADVISER = "child_welfare_adviser", _("child-welfare adviser")
    SERVICE_HEAD = "service_head", _("head of service")
    ASSISTANT = "assistant", _("assistant")
    RESEARCHER = "researcher", _("researcher")
    GUIDANCE = "guidance", _("member of the guidance team")
    ADMINISTRATOR = "administrator", _("administrator")
    CONSULTANT = "consultant", _("consultant")
    OTHER = "other", _("other")


class Versioned(models.Model):
    """A row that forms change: a form sends back the version it was filled from, and a stale one is refused."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Municipality(Versioned):
    SCOPE: ClassVar[dict[str, str]] = {"municipality": "pk"}

    name = models.CharField(_("name"), max_length=120)
    other_names = models.CharField(_("other official names"), max_length=200, blank=True)
    number = models.CharField(_("municipality number"), max_length=8, blank=True)
    slug = models.SlugField(unique=True)
    country = models.CharField(_("country"), max_length=2, choices=CountryCode.choices, default="NO")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nb")
    colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[HEX_COLOUR])
    logo_mark = models.CharField(max_length=16, blank=True, editable=False)  # changes with the logo; empty without one
    accessibility_statement = models.URLField(_("address of the accessibility statement"), blank=True)

    class Meta:
        ordering = (nordic("name"),)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["country", "number"], condition=~models.Q(number=""), name="one_municipality_per_number"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:municipality", args=[self.pk])

    def scope(self) -> Scope:
        return Scope.of(self.pk)


class Logo(models.Model):
    """The picture apart from its municipality, so that no page carries it along in every row."""

    municipality = models.OneToOneField(Municipality, models.CASCADE, related_name="logo")
    png = models.BinaryField()

    def __str__(self) -> str:
        return str(self.municipality)


class UnitKind(models.TextChoices):
    OFFICE = "office", _("school owner's office")
    SCHOOL = "school", _("school")
    SERVICE = "service", _("service")


class Unit(Versioned):
    """A school, a service, or the school owner's own office (which holds the municipal arenas)."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id", "unit": "pk"}

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="units")
    kind = models.CharField(_("kind"), max_length=8, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=160)
    organisation_number = models.CharField(_("organisation number"), max_length=12, blank=True)
    service = models.CharField(_("kind of service"), max_length=40, blank=True)  # a service id of the packs
    lowest_grade = models.PositiveSmallIntegerField(_("lowest grade"), null=True, blank=True)
    highest_grade = models.PositiveSmallIntegerField(_("highest grade"), null=True, blank=True)
    ownership = models.CharField(_("ownership"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    closed = models.DateField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = (nordic("name"),)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~models.Q(organisation_number=""),
                name="one_unit_per_organisation_number",
            ),
            models.UniqueConstraint(
                fields=["municipality"], condition=models.Q(kind="office"), name="one_office_per_municipality"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:unit", args=[self.pk])

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id, self.pk)

    @property
    def grades(self) -> range:
        """The grades taught here; empty for services and where the register does not say."""
        if self.lowest_grade is None or self.highest_grade is None:
            return range(0)
        return range(self.lowest_grade, self.highest_grade + 1)


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, Versioned):
    """Somebody who works with the schools. May or may not be able to sign in (yet)."""

    SCOPE: ClassVar[dict[str, str]] = {
        "self": "pk",
        "municipality": "positions__unit__municipality_id",
        "unit": "positions__unit_id",
    }

    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # noqa: DJ001  # unique where there is one
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = (nordic("name"),)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("Somebody else already has this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    def scope(self) -> Scope:
        positions = self.positions.select_related("unit").all()
        return Scope(
            frozenset(position.unit.municipality_id for position in positions),
            frozenset(position.unit_id for position in positions),
            person=self.pk,
        )

    def clean(self) -> None:
        self.email = self.email or None


class Position(Versioned):
    """Where somebody works, as what, from when until when."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "unit__municipality_id", "unit": "unit_id", "self": "person_id"}

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    profession = models.CharField(_("profession"), max_length=30, choices=Profession.choices)
    grades = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("grades"), default=list, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ("-since",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="position_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_profession_display()}, {self.unit}"

    def scope(self) -> Scope:
        return Scope(frozenset({self.unit.municipality_id}), frozenset({self.unit_id}), person=self.person_id)


class Invitation(models.Model):
    """A way in, once: by a link in a mail or a code on paper. Only a digest of the code is kept."""

    SCOPE: ClassVar[dict[str, Any]] = {
        "self": "person_id",
        "municipality": "person__positions__unit__municipality_id",
        "unit": "person__positions__unit_id",
    }

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.person} ({self.made_at:%Y-%m-%d})"

    def scope(self) -> Scope:
        return self.person.scope()
