"""Verbs about a person's own work calendar: given, asked again, taken away. Only the person does any of this."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from samspill.calendars import sealing
from samspill.calendars.busy_reading import look, set_times
from samspill.calendars.busy_words import said
from samspill.calendars.jobs import ask_to_read
from samspill.calendars.models import BusySource, BusyTime
from samspill.delivery.fetching import FetchError, address_of
from samspill.journal.actions import note
from samspill.people.models import Person


@transaction.atomic
def give_address(person: Person, *, address: str, acting: Person | None, at: datetime) -> BusySource:
    """Keep the address of a calendar, sealed, and read it. What was known from another calendar is forgotten."""
    try:
        found = address_of(address)
    except FetchError as error:
        raise ValidationError({"address": str(said(error.trouble))}) from error
    made = _replace(person, BusySource(sealed=sealing.seal(str(found)), host=found.host[:255], given_at=at))
    note("busy.given", made, acting=acting, at=at)
    ask_to_read(made.pk, at=at)
    return made


@transaction.atomic
def give_file(person: Person, *, data: bytes, acting: Person | None, at: datetime) -> BusySource:
    """Take the busy times out of a file, and keep nothing else of it."""
    found, problem = look(data, person, at)
    if problem:
        raise ValidationError({"file": str(said(problem))})
    made = _replace(person, BusySource(given_at=at, tried_at=at, read_at=at, left_out=found.left_out))
    set_times(person.pk, found)
    note("busy.given", made, acting=acting, at=at)
    return made


@transaction.atomic
def ask_again(source: BusySource, *, acting: Person | None, at: datetime) -> None:
    """Read it now, not in some hours; whoever asks twice is asked for once."""
    if BusySource.objects.filter(pk=source.pk, tried_at__isnull=False).exclude(sealed="").update(tried_at=None):
        note("busy.asked_again", source, acting=acting, at=at)
        ask_to_read(source.pk, at=at)


@transaction.atomic
def take_away(source: BusySource, *, acting: Person | None, at: datetime) -> None:
    """Forget the address and everything that was read from it."""
    note("busy.taken_away", source, acting=acting, at=at)
    BusyTime.objects.filter(person=source.person_id).delete()
    source.delete()


def _replace(person: Person, made: BusySource) -> BusySource:
    Person.objects.select_for_update().get(pk=person.pk)
    BusySource.objects.filter(person=person).delete()
    BusyTime.objects.filter(person=person).delete()
    made.person = person
    made.save()
    return made
