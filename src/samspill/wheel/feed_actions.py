"""Verbs about calendar feeds: made and revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.wheel.models import FeedToken

BYTES = 32  # as many as nobody ever guesses


def digest_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash holds, and looking it up by it tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(person: Person, arena: Arena | None, *, acting: Person | None, at: datetime) -> str:
    """Make the address of a feed and give its secret part, this once. The one before stops working."""
    Person.objects.select_for_update().get(pk=person.pk)
    before = FeedToken.objects.filter(person=person, arena=arena, revoked_at=None).first()
    reminder = before.reminder if before else None
    FeedToken.objects.filter(person=person, arena=arena, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(BYTES)
    digest = digest_of(token)
    made = FeedToken.objects.create(person=person, arena=arena, digest=digest, made_at=at, reminder=reminder)
    note("feed.made", made, acting=acting, at=at)
    return token


@transaction.atomic
def revoke_feed(feed: FeedToken, *, acting: Person | None, at: datetime) -> None:
    """Let the address stop working at once."""
    if FeedToken.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=at):
        note("feed.revoked", feed, acting=acting, at=at)


@transaction.atomic
def remind(feed: FeedToken, *, reminder: int | None, acting: Person | None, at: datetime) -> None:
    """Let the meetings of this calendar ring so many minutes before, or not at all."""
    if feed.reminder != reminder:
        feed.reminder = reminder
        feed.save(update_fields=["reminder"])
        note("feed.reminder_set", feed, acting=acting, at=at)
