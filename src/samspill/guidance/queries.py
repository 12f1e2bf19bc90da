from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.access.rules import Scope
from samspill.guidance.models import Conversation, Invitation, Kind, Remark, Side
from samspill.measures.models import Measure
from samspill.measures.models.measure import place_of
from samspill.measures.queries import MEASURES
from samspill.people.models import Municipality, Person, Profession, Unit
from samspill.people.queries import positions_on, running

INVITATIONS = Invitation.objects.select_related("unit__municipality", "project", "person", "invited_by")
CONVERSATIONS = Conversation.objects.select_related(
    "unit__municipality", "measure__unit", "measure__coordinator", "begun_by", "ended_by"
).prefetch_related("unit__arenas")
REMARKS = Remark.objects.select_related(
    "conversation__unit__municipality", "conversation__measure", "by"
).prefetch_related("conversation__unit__arenas")
UNITS = Unit.objects.select_related("municipality").prefetch_related("arenas")


def school_scope(unit: Unit) -> Scope:
    """Where the page of a school's guidance belongs: also to those who are invited."""
    return place_of(unit, states=["opened"])


def invitations_on(day: date) -> QuerySet[Invitation]:
    return INVITATIONS.filter(running(day), ended_on=None)


def invited_to(person: Person, day: date) -> QuerySet[Invitation]:
    """The schools somebody follows on a day."""
    return invitations_on(day).filter(person=person).order_by("unit__name", "pk")


def friends_of(unit: Unit, day: date) -> list[Person]:
    """Who from the guidance team is invited on a day and still works there, each once."""
    rows = Invitation.objects.filter(_followed(day), ended_on=None, unit=unit).select_related("person")
    return list({row.person_id: row.person for row in rows}.values())


def _followed(day: date) -> Q:
    """Invitations that somebody follows: with the work in the guidance team the hat is gone, and no mail comes."""
    work = positions_on(day).filter(
        person=OuterRef("person"), unit__municipality=OuterRef("unit__municipality"), profession=Profession.GUIDANCE
    )
    return running(day) & Q(Exists(work), person__is_active=True)


def guides_in(municipality: Municipality, day: date) -> QuerySet[Person]:
    """Everybody of the municipality who works as guidance."""
    works = positions_on(day).filter(unit__municipality=municipality, profession=Profession.GUIDANCE)
    return Person.objects.filter(pk__in=works.values("person"), is_active=True)


def opened_in(units: Iterable[int]) -> QuerySet[Measure]:
    return MEASURES.filter(unit__in=list(units), opened_on__isnull=False).order_by("title", "pk")


def conversations_at(unit: Unit) -> QuerySet[Conversation]:
    return CONVERSATIONS.filter(unit=unit)


def beside(measure: Measure) -> QuerySet[Conversation]:
    """With who began each, and its remarks: a line beside the plan says no more."""
    return Conversation.objects.filter(measure=measure).select_related("begun_by").prefetch_related("remarks")


def waits_for_guidance(units: Iterable[int]) -> QuerySet[Conversation]:
    """What waits for the guidance team at these schools, the longest waiting first."""
    return CONVERSATIONS.filter(unit__in=list(units), waits_for=Side.GUIDANCE).order_by("waits_since", "pk")


def waits_for_person(person: Person, led: Collection[int] = ()) -> QuerySet[Conversation]:
    """What the guidance team has said and somebody has to answer or settle.

    That is whoever coordinates or asked; at the schools somebody leads (`led`) also what nobody coordinates.
    """
    nobody = Q(kind=Kind.COMMENT, measure__coordinator=None, unit__in=led)
    mine = Q(measure__coordinator=person) | Q(kind=Kind.QUESTION, begun_by=person) | nobody
    return CONVERSATIONS.filter(mine, waits_for=Side.SCHOOL).order_by("waits_since", "pk")


def asked_in_vain(units: Iterable[int], day: date) -> QuerySet[Conversation]:
    """Questions of these schools that reach nobody, since nobody is invited."""
    followed = Invitation.objects.filter(_followed(day), ended_on=None).values("unit")
    return waits_for_guidance(units).exclude(unit__in=followed)
