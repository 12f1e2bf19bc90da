"""Verbs about own activities in the year wheel, and about showing it to everybody."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.core.nordic.guard import look
from samspill.journal.actions import note, wordless
from samspill.people.models import Person, Unit
from samspill.people.versions import change, save_new
from samspill.wheel.feed_actions import BYTES, digest_of
from samspill.wheel.models import Activity, PublicWheel, WheelRing


def new_activity(*, ring: str, unit: Unit | None, arena: Arena | None = None, person: Person | None = None) -> Activity:
    """An activity that is not written down yet: the gate is asked about it first."""
    return Activity(ring=ring, unit=unit, arena=arena, person=person)


@transaction.atomic
def add_activity(
    activity: Activity,
    *,
    title: str,
    starts: date,
    until: date | None,
    acting: Person | None,
    at: datetime,
    open: bool = False,  # the field's own name
    uid: str = "",
) -> Activity:
    """Put something of one's own into the wheel; without a last day it is over on the first."""
    _demand_nobody_named(title, shown=open)
    activity.title, activity.starts, activity.until = title, starts, until or starts
    activity.open, activity.added_by, activity.uid = open, acting, uid
    save_new(activity)
    note("activity.added", activity, acting=acting, at=at)
    return activity


@transaction.atomic
def change_activity(
    activity: Activity,
    *,
    title: str,
    starts: date,
    until: date | None,
    version: int | None,
    acting: Person | None,
    at: datetime,
    open: bool = False,
) -> None:
    """Say it otherwise, or move it to other days."""
    _demand_nobody_named(title, shown=open)
    fields: Mapping[str, object] = {"title": title, "starts": starts, "until": until or starts, "open": open}
    differences = change(activity, version=version, fields=fields)
    if differences:
        told = wordless(differences) if activity.ring == WheelRing.PERSON else differences
        note("activity.changed", activity, acting=acting, at=at, changes=told)


@transaction.atomic
def remove_activity(activity: Activity, *, acting: Person | None, at: datetime) -> None:
    """Take it out of the wheel; the journal keeps that it was there."""
    note("activity.removed", activity, acting=acting, at=at)
    activity.delete()


def _demand_nobody_named(title: str, *, shown: bool) -> None:
    """What everybody can read names no person; the guard is strict here, since nobody signs in to read it."""
    named = [title[hit.start : hit.end] for hit in look(title)] if shown else []
    if named:
        words = {"name": named[0]}
        raise ValidationError(
            {
                "title": _(
                    "“%(name)s” looks like the name or the number of a person, and the public wheel names nobody. "
                    "Write the title without it, or do not show this on the public wheel."
                )
                % words
            }
        )


@transaction.atomic
def show_wheel(unit: Unit, *, acting: Person | None, at: datetime) -> str:
    """Make the address of the unit's public wheel and give its secret part, this once. One before stops working."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    PublicWheel.objects.filter(unit=unit, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(BYTES)
    made = PublicWheel.objects.create(unit=unit, digest=digest_of(token), made_at=at, made_by=acting)
    note("wheel.shown", made, acting=acting, at=at)
    return token


@transaction.atomic
def hide_wheel(shown: PublicWheel, *, acting: Person | None, at: datetime) -> None:
    """Let the address stop working at once, wherever it stands."""
    if PublicWheel.objects.filter(pk=shown.pk, revoked_at=None).update(revoked_at=at):
        note("wheel.hidden", shown, acting=acting, at=at)
