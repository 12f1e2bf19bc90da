"""The weekly letter: one mail a week, grouped by arena, and none when there is nothing to say."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.delivery import addresses
from samspill.delivery.actions import Recipient, send
from samspill.delivery.letter import Block, Heading, Items, Letter, compose, speaking
from samspill.home.gathering import Group, gather
from samspill.home.models import DigestChoice
from samspill.journal.actions import note
from samspill.people.models import Municipality, Person
from samspill.people.post import language_of
from samspill.people.queries import positions_on
from samspill.queue.jobs import job
from samspill.queue.schedules import Weekly

KIND = "digest"


@job(title=gettext_lazy("Send the weekly letters"), schedule=Weekly(1, 6))
def send_digests(*, at: datetime) -> None:
    """Monday morning. Each person's letter is a job of its own: one that fails does not keep the others."""
    today = timezone.localdate(at)
    year, week, _weekday = today.isocalendar()
    rows = Person.objects.filter(is_active=True, email__isnull=False).exclude(digest_choice__weekly=False)
    working = positions_on(today).values("person")
    for person in rows.filter(pk__in=working).values_list("pk", flat=True):
        key = f"{KIND} {person} {year}-W{week:02}"
        send_digest.enqueue(person=person, key=key, at=at)


@job(title=gettext_lazy("Send one weekly letter"))
def send_digest(*, person: int, at: datetime) -> None:
    reader = Person.objects.filter(pk=person, is_active=True).first()
    if reader is not None and reader.email:
        write_digest(reader, at=at)


@transaction.atomic
def write_digest(person: Person, *, at: datetime) -> bool:
    """Write to one person, once a week at most; give back whether there was anything to say."""
    today = timezone.localdate(at)
    position = positions_on(today).filter(person=person).order_by("since", "pk").first()
    language = language_of(person, today)
    with speaking(language):
        groups = gather(person, at)
        if position is None or not groups:
            return False
        year, week, _weekday = today.isocalendar()
        municipality = position.unit.municipality
        send(
            letter_of(groups, municipality, language),
            to=Recipient(person.pk, str(person.email), person.name, language),
            kind=KIND,
            key=f"{KIND} {person.pk} {year}-W{week:02}",
            municipality_id=municipality.pk,
            at=at,
            about=reverse("home:my_page"),
            unsubscribe=addresses.page(reverse("home:digest")),
        )
    return True


def letter_of(groups: list[Group], municipality: Municipality, language: str) -> Letter:
    waits = sum(line.waits for group in groups for line in group.lines)
    subject = _("Your week in Samspill")
    if waits:
        subject = ngettext(
            "Your week in Samspill: %(number)s thing waits for you",
            "Your week in Samspill: %(number)s things wait for you",
            waits,
        ) % {"number": waits}
    blocks: list[Block] = []
    for group in groups:
        blocks += [Heading(f"{group.arena} · {group.where}"), Items([line.words for line in group.lines])]
    return compose(
        subject,
        blocks,
        language=language,
        municipality=municipality.name,
        why=_("You get this once a week, when there is something for you."),
        link=addresses.page(reverse("home:my_page")),
        label=_("Open my page"),
        unsubscribe=addresses.page(reverse("home:digest")),
    )


@transaction.atomic
def choose_digest(person: Person, *, weekly: bool, acting: Person | None, at: datetime) -> None:
    """Turn the weekly letter on or off."""
    choice, _made = DigestChoice.objects.update_or_create(person=person, defaults={"weekly": weekly})
    changes = {"weekly": (not weekly, weekly)}
    note("digest.chosen", choice, acting=acting, at=at, changes=changes)


def gets_digest(person: Person) -> bool:
    return not DigestChoice.objects.filter(person=person, weekly=False).exists()
