"""Verbs about follow-ups: promised, changed, done, dropped, taken up again."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.followups.finding import draft_of
from samspill.followups.models import Followup
from samspill.journal.actions import note, wordless
from samspill.people.models import Person
from samspill.people.versions import change, save_new
from samspill.search.actions import index


@transaction.atomic
def promise(
    arena: Arena,
    *,
    text: str,
    who: Person,
    by: date | None,
    acting: Person | None,
    at: datetime,
    origin: tuple[str, int, str, str] = ("", 0, "", ""),
) -> Followup:
    """Write down who does what by when. `origin` is the kind, id, name and address of what it came from."""
    kind, number, name, url = origin
    followup = save_new(
        Followup(
            arena=arena,
            text=text,
            who=who,
            by=by,
            made_by=acting,
            made_at=at,
            origin_kind=kind,
            origin_id=number or None,
            origin_name=name[:300],
            origin_url=url,
        )
    )
    note("followup.promised", followup, acting=acting, at=at)
    index(draft_of(followup), at=at)
    return followup


@transaction.atomic
def change_followup(
    followup: Followup, *, version: int | None, acting: Person | None, at: datetime, **fields: object
) -> None:
    """Say it otherwise, give it to somebody else or another day."""
    differences = change(followup, version=version, fields=fields)
    if differences:
        note("followup.changed", followup, acting=acting, at=at, changes=wordless(differences))
        index(draft_of(followup), at=at)


@transaction.atomic
def finish(
    followup: Followup, *, on: date, version: int | None, acting: Person | None, at: datetime, word: str = ""
) -> None:
    """Tick it off, with a word about how it went if there is one."""
    differences = change(followup, version=version, fields={"done_on": on, "word": word, "dropped": ""})
    if differences:
        note("followup.done", followup, acting=acting, at=at, changes=wordless(differences))
        index(draft_of(followup), at=at)


@transaction.atomic
def drop(followup: Followup, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Say that it is not going to be done, and why."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is dropped, so that others understand it later.")})
    differences = change(followup, version=version, fields={"dropped": reason, "done_on": None})
    if differences:
        note("followup.dropped", followup, acting=acting, at=at, why=reason, changes=wordless(differences))
        index(draft_of(followup), at=at)


@transaction.atomic
def reopen(followup: Followup, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """Take it up again: it was ticked off or dropped too early."""
    differences = change(followup, version=version, fields={"done_on": None, "word": "", "dropped": ""})
    if differences:
        note("followup.reopened", followup, acting=acting, at=at, changes=wordless(differences))
        index(draft_of(followup), at=at)
