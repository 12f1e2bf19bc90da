"""The plan of a school year: what shall be held, where it lies now, and where it lay when it was last published."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.core.schoolyear import SchoolYear
from samspill.meetings.models import Meeting, Series
from samspill.people.models import Municipality, Person, Unit, Versioned


class YearPlan(Versioned):
    """One school year of a municipality, or of one of its schools alone.

    `setup` says for each kind of meeting what is otherwise than the method's rhythm: whether it is planned, how often,
    how long, on which weekdays, in which hours, and what is liked best. `liked` is the weekday and hour each arena met
    at in the plan this one was made from.
    """

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "municipality_id", "unit": "unit_id"}

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="year_plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="year_plans", null=True, blank=True)
    begins = models.PositiveSmallIntegerField(_("the school year that begins in"))
    setup = models.JSONField(default=dict, blank=True)
    liked = models.JSONField(default=dict, blank=True)
    seed = models.BigIntegerField(default=0)
    last_change = models.JSONField(default=dict, blank=True)  # the last one by hand, as long as it can be taken back
    copied_from = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("-begins", "unit__name", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "unit", "begins"],
                name="one_plan_per_place_and_year",
                nulls_distinct=False,
                violation_error_message=_("There is a plan for this school year already. Open that one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.municipality} {self.begins}/{(self.begins + 1) % 100:02}"

    def get_absolute_url(self) -> str:
        return reverse("planner:plan", args=[self.pk])

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id, self.unit_id)

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.begins)


class PlannedMeeting(Versioned):
    """One meeting of the plan: from `earliest` to `latest`, laid `on` a day or, without one, not placed.

    `meeting` is the real one it was published as; `told_on`, `told_begins` and `told_place` are where people were
    told it lies; without a day they were told that it is off. `place` is the name of a room where its kind needs one.
    `by_hand`: somebody had called it before the plan; it lies where they laid it.
    """

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "plan__municipality_id", "unit": "plan__unit_id"}

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="meetings")
    key = models.CharField(max_length=120)  # the same for the same meeting in every run
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="planned", null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="planned")
    kind = models.CharField(max_length=60)  # arena id of the pack, conferences' too
    activity = models.CharField(max_length=80, blank=True)  # activity id of the pack, where its plan names one
    number = models.PositiveSmallIntegerField(default=1)  # the how manieth of the year
    earliest = models.DateField(_("earliest"))
    latest = models.DateField(_("latest"))
    on = models.DateField(_("day"), null=True, blank=True)
    begins = models.TimeField(_("begins at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    place = models.CharField(_("where"), max_length=160, blank=True)
    pinned = models.BooleanField(_("stays where it is"), default=False)
    deputies = ArrayField(models.BigIntegerField(), default=list, blank=True)  # people somebody else comes for
    meeting = models.OneToOneField(Meeting, models.SET_NULL, related_name="planned", null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_begins = models.TimeField(null=True, blank=True)
    told_place = models.CharField(max_length=160, blank=True)
    by_hand = models.BooleanField(default=False)
    dropped = models.BooleanField(_("left out"), default=False)

    class Meta:
        ordering = ("on", "begins", "key")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "key"], name="one_planned_meeting_per_key"),
            models.CheckConstraint(
                condition=models.Q(latest__gte=models.F("earliest")), name="planned_window_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        named = str(self.arena) if self.arena else self.activity or self.kind
        return f"{named}, {date_format(self.on)}" if self.on else f"{named} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("planner:meeting", args=[self.plan_id, self.pk])

    def scope(self) -> Scope:
        return self.plan.scope()

    @property
    def day(self) -> date:
        """The day it lies on, or could at the earliest."""
        return self.on or self.earliest


class WeeklyPlace(Versioned):
    """The weekday and hour of an arena that meets every week; without a weekday none was found yet."""

    SCOPE: ClassVar[dict[str, str]] = {"municipality": "plan__municipality_id", "unit": "plan__unit_id"}

    plan = models.ForeignKey(YearPlan, models.CASCADE, related_name="weeklies")
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="weekly_places")
    weekday = models.PositiveSmallIntegerField(_("weekday"), null=True, blank=True)  # 1 = Monday … 5 = Friday
    begins = models.TimeField(_("begins at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    pinned = models.BooleanField(_("stays where it is"), default=False)
    series = models.OneToOneField(Series, models.SET_NULL, related_name="planned", null=True, blank=True)
    told_weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    told_begins = models.TimeField(null=True, blank=True)
    dropped = models.BooleanField(_("left out"), default=False)

    class Meta:
        ordering = ("arena__unit__name", "arena__kind", "arena__group", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "arena"], name="one_weekly_place_per_arena"),
            models.CheckConstraint(
                condition=models.Q(weekday__isnull=True) | models.Q(weekday__range=(1, 5), begins__isnull=False),
                name="a_weekly_place_has_weekday_and_hour",
            ),
        ]

    def __str__(self) -> str:
        return str(self.arena)

    def scope(self) -> Scope:
        return self.plan.scope()

    @property
    def key(self) -> str:
        return f"arena-{self.arena_id}"
