from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.measures.models.measure import PLACES, place_of
from samspill.meetings.models import Meeting
from samspill.people.models import Person, Unit, Versioned
from samspill.projects.models import Project


class Showing(models.TextChoices):
    """What the projector shows while the day runs."""

    QUESTION = "question", _("the question")
    GROUPS = "groups", _("who sits where")
    JOIN = "join", _("the way to the groups' notes")
    COUNTDOWN = "countdown", _("the clock")
    BOARD = "board", _("what the groups send to the plenary")
    PULSE = "pulse", _("the questions before one goes home")


class Conference(Versioned):
    """One dialogue conference of a school or a municipality (R65 to R80).

    Its day, hours, place, invitations, attendance and plenary minutes are those of its `meeting`. Its state is read
    from what has happened to it. The person it is about is its facilitator.
    """

    SCOPE: ClassVar[dict[str, str]] = {**PLACES, "self": "facilitator_id"}

    project = models.ForeignKey(Project, models.PROTECT, related_name="conferences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="conferences")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="conference")
    title = models.CharField(_("title"), max_length=160)
    purpose = models.TextField(_("purpose"), blank=True)
    script = models.CharField(max_length=60, blank=True)  # script id of the pack it was begun from
    activity = models.CharField(max_length=60, blank=True)  # activity id of the plan
    copied_from = models.ForeignKey("self", models.SET_NULL, related_name="copies", null=True, blank=True)
    responsible = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("responsible")
    )
    facilitator = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("facilitator")
    )
    prepared_on = models.DateField(_("prepared together with the guidance team on"), null=True, blank=True)
    analysis_due = models.DateField(_("the analysis is to be ready by"), null=True, blank=True)
    report_due = models.DateField(_("the participants have an answer by"), null=True, blank=True)
    weights = models.JSONField(default=dict, blank=True)  # attribute → how much it counts in mixing
    groups_set_at = models.DateTimeField(null=True, blank=True)  # the groups are announced
    current = models.ForeignKey("Session", models.SET_NULL, related_name="+", null=True, blank=True)
    shows = models.CharField(max_length=10, choices=Showing.choices, default=Showing.QUESTION)
    speaking = models.ForeignKey("Group", models.SET_NULL, related_name="+", null=True, blank=True)  # in the plenary
    speaking_since = models.DateTimeField(null=True, blank=True)
    pulse_closed_at = models.DateTimeField(null=True, blank=True)  # the result stands, nobody answers any more
    minutes_in_at = models.DateTimeField(null=True, blank=True)  # every group has handed in what it said
    analysed_at = models.DateTimeField(null=True, blank=True)
    handed_on_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    report_opening = models.TextField(_("a word to the participants"), blank=True)
    report_next = models.TextField(_("what happens next"), blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-meeting__on", "-id")

    def __str__(self) -> str:
        return f"{self.title}, {date_format(self.meeting.on)}"

    def get_absolute_url(self) -> str:
        return reverse("conferences:conference", args=[self.pk])

    def scope(self) -> Scope:
        """For reading: every arena of the unit may follow it. `rights.steer` says who plans and analyses."""
        return place_of(self.unit, person=self.facilitator_id)

    @property
    def state(self) -> str:
        """The pack's phase it is in; “called-off” when its meeting was. The last thing that happened decides."""
        if self.meeting.called_off:
            return "called-off"
        marks = (
            ("reported-back", self.reported_at),
            ("handed-on", self.handed_on_at),
            ("analysed", self.analysed_at),
            ("minutes-in", self.minutes_in_at),
            ("held", self.meeting.ended_at),
            ("running", self.meeting.begun_at),
            ("groups-set", self.groups_set_at),
        )
        return next((state for state, happened in marks if happened), "planned")


class SessionKind(models.TextChoices):
    GROUPS = "groups", _("group talk")
    PLENARY = "plenary", _("plenary")
    BREAK = "break", _("break")


class SessionForm(models.TextChoices):
    """How the groups of a round are put together; the names the composer core uses."""

    MIXED = "mixed", _("mixed: as different people as possible")
    BASE = "base", _("base groups: everybody with their own team")
    CROSS = "cross", _("cross groups: people who have not talked yet")
    HOMOGENEOUS = "homogeneous", _("alike: the same work, grade or school together")


class Session(Versioned):
    """One part of the programme: a round of group talks, a plenary, a break."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="sessions")
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("what it is"), max_length=8, choices=SessionKind.choices)
    form = models.CharField(_("groups"), max_length=12, choices=SessionForm.choices, blank=True)
    by = models.CharField(_("alike in"), max_length=20, blank=True)  # attribute of an alike round
    theme = models.CharField(_("theme"), max_length=200)
    question = models.TextField(_("question to the groups"), blank=True)
    treats = models.CharField(_("takes up"), max_length=40, blank=True)  # what the board reads, as of a matter (R47)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    smallest = models.PositiveSmallIntegerField(_("smallest group"), default=5)
    largest = models.PositiveSmallIntegerField(_("largest group"), default=8)
    responsible = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("responsible")
    )
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    extra_minutes = models.SmallIntegerField(default=0)  # given while it runs

    class Meta:
        ordering = ("conference", "place", "id")

    def __str__(self) -> str:
        return self.theme

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes + self.extra_minutes)


class Participant(Versioned):
    """Somebody who comes, and what the composer knows of them: as it was when they were put on the list."""

    SCOPE: ClassVar[dict[str, str]] = {
        "municipality": "conference__unit__municipality_id",
        "unit": "conference__unit_id",
        "self": "person_id",
    }

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="conference_seats")
    guest = models.BooleanField(_("guest"), default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("school"))
    profession = models.CharField(_("profession"), max_length=30, blank=True)
    team = models.CharField(_("own team"), max_length=120, blank=True)  # base rounds: those with the same sit together
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    years = models.CharField(_("years here"), max_length=20, blank=True)  # a band: "0-2", "3-9", "10-"
    may_lead = models.BooleanField(_("can lead a group"), default=False)
    may_note = models.BooleanField(_("can take notes"), default=True)
    is_head = models.BooleanField(_("leads the school or the service"), default=False)
    away_from: models.ManyToManyField[Session, models.Model] = models.ManyToManyField(
        Session, related_name="+", blank=True, verbose_name=_("not there for")
    )
    absent = models.BooleanField(_("is not coming"), default=False)

    class Meta:
        ordering = ("person__name", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["conference", "person"],
                name="one_place_per_person_and_conference",
                violation_error_message=_("This person is already on the list."),
            )
        ]

    def __str__(self) -> str:
        return self.person.name

    def scope(self) -> Scope:
        unit = self.conference.unit
        return Scope(frozenset({unit.municipality_id}), frozenset({unit.pk}), person=self.person_id)
