"""Small words for tests in a meeting: one that runs, its items, and taps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.running import begin_meeting
from samspill.meetings.models import Item, Meeting, Presence
from samspill.meetings.queries import agenda_of
from samspill.meetings.words import method_of, title_of
from samspill.people.models import Person
from tests.asking import sign_in
from tests.cast import Cast
from tests.meeting import NOW, resource_meeting

BEGUN = NOW + timedelta(days=9)


def running_once(standing: Cast, django_db_blocker: DjangoDbBlocker) -> Meeting:
    """The same for all tests of a module: make it a fixture beside `standing`, which takes it back."""
    with django_db_blocker.unblock():
        return running_meeting(standing)


def running_meeting(cast: Cast) -> Meeting:
    """The resource team's meeting, begun, with a matter of the nurse's at the end of its agenda."""
    meeting = resource_meeting(cast)
    add_item(meeting, title="Breaks in the rain", owner=cast.nurse, minutes=10, acting=cast.nurse, at=NOW)
    begin_meeting(meeting, acting=cast.leader, at=BEGUN)
    return Meeting.objects.get(pk=meeting.pk)


def items(meeting: Meeting) -> list[Item]:
    return list(agenda_of(meeting))


def presence(meeting: Meeting, person: Person) -> Presence:
    return Presence.objects.get(meeting=meeting, person=person)


def opened(client: Client, person: Person, name: str, /, *args: int, **query: Any) -> Any:
    return sign_in(client, person).get(reverse(f"meetings:{name}", args=args), query)


def tap(client: Client, person: Person, name: str, /, *args: int, **sent: Any) -> Any:
    return sign_in(client, person).post(reverse(f"meetings:{name}", args=args), sent)


def said(item: Item) -> str:
    """The method's point as this reader has it."""
    return title_of(item, method_of(item.arena))
