"""Verbs about municipalities, units, people and where they work. Each writes one journal line."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.people.finding import draft_of
from samspill.people.models import Invitation, Logo, Municipality, Person, Position, Unit, UnitKind
from samspill.people.versions import change, save_new
from samspill.search.actions import index

INVITATION_DAYS = 30
# No I, O, 0, 1: a code is read from paper by tired people.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def make_municipality(*, name: str, office: str, acting: Person | None, at: datetime, **fields: Any) -> Municipality:
    """Make a municipality together with the school owner's office, where its municipal arenas belong."""
    fields.setdefault("slug", free_slug(name, set(Municipality.objects.values_list("slug", flat=True))))
    municipality = save_new(Municipality(name=name, **fields))
    save_new(Unit(municipality=municipality, kind=UnitKind.OFFICE, name=office))
    note("municipality.made", municipality, acting=acting, at=at)
    return municipality


def free_slug(name: str, taken: Collection[str]) -> str:
    stem = slugify(name.replace("ø", "o").replace("Ø", "O").replace("æ", "ae").replace("Æ", "Ae")) or "municipality"
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction.atomic
def change_municipality(
    municipality: Municipality, *, version: int | None, acting: Person | None, at: datetime, **fields: Any
) -> None:
    """Change names, language, colour or statement; `logo` is the bytes of a PNG, or None to take it away."""
    if "logo" in fields:
        fields["logo_mark"] = _keep_logo(municipality, fields.pop("logo"))
    differences = change(municipality, version=version, fields=fields)
    if differences:
        note("municipality.changed", municipality, acting=acting, at=at, changes=differences)


def _keep_logo(municipality: Municipality, png: bytes | None) -> str:
    """Put the picture in its place and return its mark."""
    if not png:
        Logo.objects.filter(municipality=municipality).delete()
        return ""
    Logo.objects.update_or_create(municipality=municipality, defaults={"png": png})
    return hashlib.sha256(png).hexdigest()[:16]


@transaction.atomic
def add_unit(
    municipality: Municipality, *, kind: str, name: str, acting: Person | None, at: datetime, **fields: Any
) -> Unit:
    unit = save_new(Unit(municipality=municipality, kind=kind, name=name, **fields))
    note("unit.added", unit, acting=acting, at=at)
    index(draft_of(unit), at=at)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, version: int | None, acting: Person | None, at: datetime, **fields: Any) -> None:
    differences = change(unit, version=version, fields=fields)
    if differences:
        note("unit.changed", unit, acting=acting, at=at, changes=differences)
        index(draft_of(unit), at=at)


@transaction.atomic
def add_person(*, name: str, acting: Person | None, at: datetime, **fields: Any) -> Person:
    """Add somebody who cannot sign in yet; `invite` opens the door."""
    person = Person(name=name, **fields)
    person.set_unusable_password()
    save_new(person)
    note("person.added", person, acting=acting, at=at)
    return person


@transaction.atomic
def change_person(person: Person, *, version: int | None, acting: Person | None, at: datetime, **fields: Any) -> None:
    differences = change(person, version=version, fields=fields)
    if differences:
        note("person.changed", person, acting=acting, at=at, changes=differences)


@transaction.atomic
def take_position(
    person: Person, unit: Unit, *, profession: str, since: date, acting: Person | None, at: datetime, **fields: Any
) -> Position:
    """Let `person` work at `unit` from `since`; `until` and `grades` may be given."""
    position = save_new(Position(person=person, unit=unit, profession=profession, since=since, **fields))
    note("position.taken", position, acting=acting, at=at)
    return position


@transaction.atomic
def change_position(
    position: Position, *, version: int | None, acting: Person | None, at: datetime, **fields: Any
) -> None:
    """Change profession, grades, first or last day."""
    differences = change(position, version=version, fields=fields)
    if differences:
        note("position.changed", position, acting=acting, at=at, changes=differences)


@transaction.atomic
def end_position(
    position: Position, *, until: date, version: int | None, acting: Person | None, at: datetime, why: str = ""
) -> None:
    differences = change(position, version=version, fields={"until": until})
    if differences:
        note("position.ended", position, acting=acting, at=at, why=why, changes=differences)


def digest_of(code: str) -> str:
    """What is kept of a code: spaces, dashes and case do not matter to whoever types it."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


@transaction.atomic
def invite(person: Person, *, acting: Person | None, at: datetime) -> str:
    """Make a code that lets `person` choose a way to sign in. Earlier codes stop working. Returns the code, once."""
    person.invitations.filter(used_at__isnull=True).update(expires_at=at)
    code = "-".join("".join(secrets.choice(ALPHABET) for _n in range(4)) for _part in range(4))
    Invitation.objects.create(
        person=person,
        digest=digest_of(code),
        made_by=acting,
        made_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    note("person.invited", person, acting=acting, at=at)
    return code


def invitation_for(code: str, *, at: datetime) -> Invitation:
    """The open invitation a code belongs to; a used, expired or unknown code is told apart in words."""
    found = Invitation.objects.select_related("person").filter(digest=digest_of(code)).first()
    if found is None:
        raise ValidationError(_("We do not know this code. Check it against the letter: 16 letters and digits."))
    if found.used_at is not None:
        raise ValidationError(_("This code has been used. Sign in, or ask for a new code at your school."))
    if found.expires_at <= at:
        raise ValidationError(_("This code is too old. Ask for a new one at your school."))
    return found


@transaction.atomic
def accept_invitation(invitation: Invitation, *, password: str | None, at: datetime) -> Person:
    """Use the code up and, where one is given, set the password. A passkey is added by the person afterwards."""
    taken = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=at)
    if not taken:
        raise ValidationError(_("This code has been used. Sign in, or ask for a new code at your school."))
    person = invitation.person
    if password:
        person.set_password(password)
        person.save(update_fields=["password"])
    note("person.accepted_invitation", person, acting=person, at=at)
    return person
