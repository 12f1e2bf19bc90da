"""What is written in the log of a try-out, or in the leader's log of the project."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.documents.actions import Place, take_in
from samspill.documents.actions import withdraw as withdraw_file
from samspill.documents.pictures import redrawn
from samspill.documents.queries import uploads_of
from samspill.journal.actions import note
from samspill.measures.log_finding import KIND, draft_of
from samspill.measures.log_queries import PHOTO
from samspill.measures.models import Addition, LogEntry, LogReminder, Measure
from samspill.people.models import Person, Unit
from samspill.people.versions import change, save_new
from samspill.projects.models import Project
from samspill.search.actions import forget, index

OPEN_FOR = timedelta(days=1)


@transaction.atomic
def write(
    place: Measure | tuple[Unit, Project],
    *,
    key: UUID,
    on: date,
    done: str,
    acting: Person | None,
    at: datetime,
    with_whom: str = "",
    seen: str = "",
    adjusted: str = "",
    question: str = "",
    photo: File[bytes] | None = None,
) -> LogEntry:
    """Log something in a try-out, or (unit, project) in the leader's log. The same `key` again is the same entry.

    A phone that had no net sends what it kept without knowing whether it came through the first time.
    """
    measure = place if isinstance(place, Measure) else None
    unit, project = (place.unit, place.project) if isinstance(place, Measure) else place
    if known := LogEntry.objects.filter(key=key).first():
        return _of(known, acting)
    _check_day(on, at, since=measure.tried_on if measure else project.starts, tried=measure is not None)
    _check_end(measure, on)
    entry = LogEntry(project=project, unit=unit, measure=measure, key=key, on=on, author=acting, written_at=at)
    entry.done, entry.with_whom, entry.seen, entry.adjusted, entry.question = done, with_whom, seen, adjusted, question
    try:
        with transaction.atomic():
            save_new(entry)
    except IntegrityError:  # sent twice at the same moment
        return _of(LogEntry.objects.get(key=key), acting)
    if photo:
        _keep(photo, entry, acting=acting, at=at)
    note("log.written", entry, acting=acting, at=at)
    index(draft_of(entry), at=at)
    return entry


def _of(entry: LogEntry, acting: Person | None) -> LogEntry:
    if acting is None or entry.author_id != acting.pk:
        raise ValidationError(_("This entry has been written by somebody else. Open the form again to write yours."))
    return entry


def _check_day(on: date, at: datetime, *, since: date | None, tried: bool) -> None:
    """In words: not in the future, and not before there was anything to log."""
    if on > timezone.localdate(at):
        day = date_format(on)
        raise ValidationError({"on": _("%(day)s is still to come. Give today or an earlier day.") % {"day": day}})
    if since is None:
        raise ValidationError(_("The try-out has not begun. Take it to the try-out first, then write in its log."))
    if on < since:
        words = (
            _("The try-out began on %(day)s. Give that day or a later one.")
            if tried
            else _("The project began on %(day)s. Give that day or a later one.")
        )
        raise ValidationError({"on": words % {"day": date_format(since)}})


def _check_end(measure: Measure | None, on: date) -> None:
    """What a phone kept until it had a net again may come later, for a day on which it was still tried."""
    if measure and measure.ended_on and on > measure.ended_on:
        words = _("This ended on %(day)s. Give that day or an earlier one.")
        raise ValidationError({"on": words % {"day": date_format(measure.ended_on)}})


def _keep(photo: File[bytes], entry: LogEntry, *, acting: Person | None, at: datetime) -> None:
    """Only the points of a photo are kept: where and with what it was taken is nobody's business."""
    drawn = redrawn(photo.read())
    if drawn is None:
        raise ValidationError(
            {"photo": _("This is no photo we can show. Choose a JPEG, PNG or WebP picture, or send the entry without.")}
        )
    unit = entry.unit
    place = Place(
        municipality_id=unit.municipality_id,
        unit_id=unit.pk,
        thing_kind=PHOTO,
        thing_id=entry.pk,
        home=entry.get_absolute_url(),
        read_word=entry.read_word,
        write_word=entry.write_word,
        language=unit.language or unit.municipality.language,
    )
    ending = drawn.media_type.rpartition("/")[2]
    name = f"{entry.on.isoformat()}.{'jpg' if ending == 'jpeg' else ending}"
    take_in(ContentFile(drawn.data, name), place=place, acting=acting, at=at)


def may_change(entry: LogEntry, person: Person | None, at: datetime) -> bool:
    """An entry is its author's to change for a day; afterwards one adds below."""
    own = person is not None and entry.author_id == person.pk
    return own and entry.withdrawn_at is None and at < entry.written_at + OPEN_FOR


@transaction.atomic
def change_entry(
    entry: LogEntry,
    *,
    version: int | None,
    acting: Person | None,
    at: datetime,
    photo: File[bytes] | None = None,
    **fields: object,
) -> None:
    """Say an entry otherwise on the day it was written, or put a photo to it."""
    _demand_open(entry, acting, at)
    on = fields.get("on", entry.on)
    assert isinstance(on, date)
    since = entry.measure.tried_on if entry.measure else entry.project.starts
    _check_day(on, at, since=since, tried=entry.measure is not None)
    _check_end(entry.measure, on)
    differences = change(entry, version=version, fields=fields)
    if photo:
        _keep(photo, entry, acting=acting, at=at)
    if differences:
        LogEntry.objects.filter(pk=entry.pk).update(changed_at=at)
        note("log.changed", entry, acting=acting, at=at)
        index(draft_of(entry), at=at)


def _demand_open(entry: LogEntry, acting: Person | None, at: datetime) -> None:
    if not may_change(entry, acting, at):
        raise ValidationError(
            _("An entry can be changed by its author for one day. After that, add below it what is to be said.")
        )


@transaction.atomic
def withdraw(entry: LogEntry, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Take one's own entry back on the day it was written. That it was there, and why it went, stays."""
    _demand_open(entry, acting, at)
    change(entry, version=version, fields={"withdrawn_at": at, "withdrawn_why": reason})
    for upload in uploads_of(PHOTO, entry.pk):
        withdraw_file(upload, reason=reason, acting=acting, at=at)
    note("log.withdrawn", entry, acting=acting, at=at)
    forget(KIND, entry.pk)


@transaction.atomic
def add_below(entry: LogEntry, *, text: str, acting: Person | None, at: datetime) -> Addition:
    """Say more about something logged, without touching what stands there."""
    if entry.withdrawn_at is not None:
        raise ValidationError(_("This entry has been withdrawn. Write a new one."))
    addition = Addition(entry=entry, text=text, at=at, by=acting)
    addition.full_clean()
    addition.save()
    note("log.added_to", entry, acting=acting, at=at)
    index(draft_of(entry), at=at)
    return addition


@transaction.atomic
def answer_question(entry: LogEntry, *, answer: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Answer what an entry asks the team, so that it does not come up again."""
    if not entry.question or entry.withdrawn_at is not None:
        raise ValidationError(_("This entry asks nothing that could be answered."))
    fields = {"answer": answer, "answered_on": timezone.localdate(at), "answered_by": acting}
    change(entry, version=version, fields=fields)
    note("log.answered", entry, acting=acting, at=at)
    index(draft_of(entry), at=at)


@transaction.atomic
def choose_reminder(person: Person, *, wanted: bool, acting: Person | None, at: datetime) -> None:
    """Turn the mail about an empty log on or off."""
    choice, _made = LogReminder.objects.update_or_create(person=person, defaults={"wanted": wanted})
    note("log.reminder_chosen", choice, acting=acting, at=at, changes={"wanted": (not wanted, wanted)})
