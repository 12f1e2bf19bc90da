"""What comes of an item: written in one line, and handed at once to where it belongs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.followups import actions as followups
from samspill.followups.models import Followup
from samspill.journal.actions import note, wordless
from samspill.meetings.actions import inbox
from samspill.meetings.finding import forget_outcome, index_matter, index_minutes
from samspill.meetings.lock import check_open
from samspill.meetings.models import Item, ItemState, Meeting, Outcome, OutcomeKind, Step
from samspill.meetings.takers import let_know
from samspill.people.models import Person
from samspill.people.versions import change, save_new

CLARIFICATION = "clarification"  # what a requirement calls such a matter (R45, R54)
TITLE = 200
AGAIN = timedelta(minutes=10)
ELSEWHERE = (OutcomeKind.TO_ARENA, OutcomeKind.CLARIFICATION)


@transaction.atomic
def add_outcome(
    item: Item,
    *,
    kind: str,
    text: str,
    acting: Person | None,
    at: datetime,
    why: str = "",
    decided_by: str = "",
    who: Person | None = None,
    by: date | None = None,
    to: Arena | None = None,
) -> Outcome:
    """Write an outcome down; a follow-up goes to the one list, a matter for others to their inbox.

    The same line sent twice, because the first answer never came through, is one line.
    """
    meeting = _open(item)
    sent_before = Outcome.objects.filter(item=item, kind=kind, text=text, made_by=acting, made_at__gt=at - AGAIN)
    if known := sent_before.first():
        return known
    outcome = Outcome(item=item, kind=kind, text=text, why=why, decided_by=decided_by, made_by=acting, made_at=at)
    if kind == OutcomeKind.FOLLOWUP:
        outcome.followup = _promise(meeting, item, text, who, by, acting, at)
    elif kind in ELSEWHERE:
        outcome.sent = _send(item, kind, text, to, acting, at)
    save_new(outcome)
    index_minutes(meeting, at=at)
    note("outcome.added", outcome, acting=acting, at=at)
    return outcome


@transaction.atomic
def change_outcome(
    outcome: Outcome,
    *,
    text: str,
    version: int | None,
    acting: Person | None,
    at: datetime,
    why: str = "",
    decided_by: str = "",
    who: Person | None = None,
    by: date | None = None,
) -> None:
    """Say it otherwise, until the minutes are approved. What was handed on follows, as long as it waits there."""
    meeting = _open(outcome.item)
    differences = change(outcome, version=version, fields={"text": text, "why": why, "decided_by": decided_by})
    if outcome.followup:
        fields = {"text": text, "who": who or outcome.followup.who, "by": by}
        followups.change_followup(outcome.followup, version=None, acting=acting, at=at, **fields)
    if outcome.sent and outcome.sent.state == ItemState.WAITING:
        change(outcome.sent, version=None, fields=dict(zip(("title", "text"), _words(text), strict=True)))
        let_know(outcome.sent, "changed", acting=acting, at=at)
    if differences:
        index_minutes(meeting, at=at)
        note("outcome.changed", outcome, acting=acting, at=at, changes=wordless(differences))


@transaction.atomic
def remove_outcome(
    outcome: Outcome, *, version: int | None, acting: Person | None, at: datetime, reason: str = ""
) -> None:
    """Take it back: its follow-up is dropped with the reason, and what waits in another inbox is withdrawn."""
    meeting = _open(outcome.item)
    change(outcome, version=version, fields={})
    if outcome.followup and outcome.followup.is_open:
        followups.drop(outcome.followup, reason=reason, version=None, acting=acting, at=at)
    if outcome.sent and outcome.sent.state == ItemState.WAITING:
        change(outcome.sent, version=None, fields={"state": ItemState.WITHDRAWN})
        Step.objects.create(item=outcome.sent, kind="withdrawn", at=at, by=acting, reason=reason)
        index_matter(outcome.sent, at=at)
        let_know(outcome.sent, "withdrawn", acting=acting, at=at, reason=reason)
    note("outcome.removed", outcome, acting=acting, at=at, why=reason)
    forget_outcome(outcome.pk)
    outcome.delete()
    index_minutes(meeting, at=at)


def _open(item: Item) -> Meeting:
    """The meeting the item stands on, as long as its minutes may change."""
    if item.meeting is None:
        raise ValidationError(_("This matter is on no agenda, so nothing can come of it yet."))
    check_open(item.meeting)
    return item.meeting


def _promise(
    meeting: Meeting, item: Item, text: str, who: Person | None, by: date | None, acting: Person | None, at: datetime
) -> Followup:
    if who is None:
        raise ValidationError({"who": _("Say who does it.")})
    # To the minutes, not to the matter: whoever got the minutes may open them, also without a seat in this arena.
    url = f"{reverse('meetings:minutes', args=[meeting.pk])}#item-{item.pk}"
    origin = ("meeting", meeting.pk, str(meeting), url)
    return followups.promise(meeting.arena, text=text, who=who, by=by, acting=acting, at=at, origin=origin)


def _send(item: Item, kind: str, text: str, to: Arena | None, acting: Person | None, at: datetime) -> Item:
    if to is None:
        raise ValidationError({"to": _("Say which arena it goes to.")})
    treats = CLARIFICATION if kind == OutcomeKind.CLARIFICATION else ""
    title, more = _words(text)
    return inbox.submit(
        to, title=title, text=more, treats=treats, tryout=item.tryout, came_from=item, acting=acting, at=at
    )


def _words(text: str) -> tuple[str, str]:
    """Title and text of a matter: a long line is the title as far as it goes, and the text in full."""
    return (text, "") if len(text) <= TITLE else (f"{text[: TITLE - 1]}…", text)
