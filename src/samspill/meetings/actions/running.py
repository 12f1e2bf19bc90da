"""The meeting itself: it begins, goes from item to item, ends. Several people hold the same buttons.

Each verb says where the meeting shall be, not “one further”: two who tap “next” at once go one item on, not two.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.journal.actions import note
from samspill.meetings.lock import check_open
from samspill.meetings.models import Item, ItemTime, Meeting
from samspill.meetings.queries import agenda_of
from samspill.notes.actions import append, open_note
from samspill.people.models import Person
from samspill.people.versions import change

CALLED_OFF = gettext_lazy(
    "This meeting is called off, so it cannot begin. Call a new one, or take the calling off back."
)


# A socket hands over the whole text, and a guest may be out of the room for an item: guests read the page instead.
WRITERS = "minutes.write"


@transaction.atomic
def begin_meeting(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """Open the meeting at the first item of its agenda. Begun already: nothing happens."""
    held = _hold(meeting)
    if held.called_off:
        raise ValidationError(CALLED_OFF)
    if held.begun_at:
        return
    first = agenda_of(held).first()
    text = held.note or open_note(held.arena, read_word=WRITERS, write_word=WRITERS, acting=acting, at=at)
    change(held, version=None, fields={"begun_at": at, "current": first, "note": text})
    _take_up(first, at)
    note("meeting.begun", held, acting=acting, at=at)


@transaction.atomic
def go_to(meeting: Meeting, item: Item, *, acting: Person | None, at: datetime) -> None:
    """Take up an item: the clock of the one before stops, its own runs (on, if it was taken up before)."""
    held = _hold(meeting)
    if held.begun_at is None or held.ended_at:
        raise ValidationError(_("The meeting is not running, so nothing was taken up. Begin the meeting first."))
    if not agenda_of(held).filter(pk=item.pk).exists():
        raise ValidationError(_("This matter is no longer on the agenda. Choose one from the list."))
    if held.current_id == item.pk:
        return
    _lay_down(held, at)
    change(held, version=None, fields={"current": item})
    _take_up(item, at)
    note("meeting.went_on", item, acting=acting, at=at)


@transaction.atomic
def end_meeting(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """Close the meeting. How long it lasted is reckoned, and can be corrected."""
    held = _hold(meeting)
    if held.begun_at is None or held.ended_at:
        return
    _lay_down(held, at)
    lasted = max(1, round((at - held.begun_at).total_seconds() / 60))
    change(held, version=None, fields={"ended_at": at, "current": None, "lasted": min(lasted, LONGEST)})
    note("meeting.ended", held, acting=acting, at=at)


LONGEST = 24 * 60  # a meeting that nobody closed is closed the next morning


@transaction.atomic
def resume_meeting(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """It was ended too early: go on with the item that was taken up last."""
    held = _hold(meeting)
    if held.ended_at is None:
        return
    if held.shared_at or held.evaluated:
        raise ValidationError(_("The minutes or the evaluation are out already, so the meeting stays ended."))
    last = Item.objects.filter(meeting=held, times__isnull=False).order_by("-times__begun_at").first()
    change(held, version=None, fields={"ended_at": None, "lasted": None, "current": last})
    _take_up(last, at)
    note("meeting.resumed", held, acting=acting, at=at)


@transaction.atomic
def correct_length(meeting: Meeting, *, lasted: int, version: int | None, acting: Person | None, at: datetime) -> None:
    """Say how long it really lasted: the clock was started late, or nobody stopped it."""
    differences = change(meeting, version=version, fields={"lasted": lasted})
    if differences:
        note("meeting.length_corrected", meeting, acting=acting, at=at, changes=differences)


@transaction.atomic
def name_minute_taker(meeting: Meeting, *, person: Person | None, acting: Person | None, at: datetime) -> None:
    """Say who takes the minutes (R43, R51), or that nobody does yet."""
    differences = change(_hold(meeting), version=None, fields={"minute_taker": person})
    if differences:
        note("meeting.minute_taker_named", meeting, acting=acting, at=at, changes=differences)


def write_minutes(item: Item, *, text: str, acting: Person | None, at: datetime) -> None:
    """Add to the minutes of an item, for whoever writes without the live text."""
    check_open(item.meeting)
    if item.meeting is None or item.meeting.note is None:
        raise ValidationError(_("The meeting has not begun, so it has no minutes yet. Begin the meeting first."))
    append(item.meeting.note, item.field, text, author=acting, at=at)


def _hold(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_related("arena__unit", "arena__project", "minute_taker", "note").select_for_update(
        of=("self",)
    )
    return rows.get(pk=meeting.pk)


def _take_up(item: Item | None, at: datetime) -> None:
    if item:
        ItemTime.objects.create(item=item, begun_at=at)


def _lay_down(meeting: Meeting, at: datetime) -> None:
    ItemTime.objects.filter(item__meeting=meeting, ended_at=None).update(ended_at=at)
