"""The minutes on paper: the same record as the page shows, for PDF, Word and ODT, with every correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.formats import date_format, time_format
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.design.dates import weekday
from samspill.documents.paper import Block, Bullets, Heading, Item, Numbered, Outcome, Paper, Paragraph, runs
from samspill.meetings.agenda_paper import plain
from samspill.meetings.letterhead import letterhead_of
from samspill.meetings.models import Correction
from samspill.meetings.record import ItemRecord, OutcomeBox, Record
from samspill.meetings.written import Written


def minutes_paper(record: Record) -> Paper:
    """The record in the language that is spoken now."""
    meeting = record.meeting
    return Paper(
        title=_("Minutes: %(name)s, %(day)s")
        % {"name": plain(record.title), "day": date_format(meeting.on, "DATE_FORMAT")},
        language=get_language() or "nb",
        letterhead=letterhead_of(meeting.arena),
        meta=tuple(_facts(record)),
        blocks=tuple(_blocks(record)),
    )


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    meeting, who = record.meeting, record.attendance
    yield _("Arena"), plain(record.arena)
    yield _("When"), _when(record)
    yield _("Where"), meeting.place
    yield _("Minutes by"), str(meeting.minute_taker or "")
    yield _("There"), _names(who.present)
    yield _("Guests"), _names(who.guests)
    yield _("Absent"), _names(who.absent)
    yield _("Not said"), _names(who.unknown)
    yield _("Approval"), _approval(record)


def _when(record: Record) -> str:
    meeting = record.meeting
    day = weekday(meeting.on, year=True)
    if meeting.begins is None:
        return day
    return f"{day}, {time_format(meeting.begins, 'H:i')}"


def _approval(record: Record) -> str:
    if record.meeting.approved_at:
        return _("Approved on %(day)s.") % {"day": date_format(record.meeting.approved_at)}
    return _("Not approved yet.")


def _names(names: Iterable[str]) -> str:
    return ", ".join(plain(name) for name in names)


def _blocks(record: Record) -> Iterator[Block]:
    for one in record.items:
        if one.is_empty:
            continue
        yield Heading(1, f"{one.number}. {plain(one.title)}")
        yield from _item(one)
    if record.empty:
        titles = "; ".join(plain(title) for title in record.empty)
        yield Paragraph(runs(_("Nothing was written down under: %(items)s") % {"items": titles}))
    if record.hidden:
        yield Paragraph(runs(_("Items for which the reader was not in the room are left out.")))
    yield from _moved(record)
    yield from _corrections(record.corrections)


def _item(one: ItemRecord) -> Iterator[Block]:
    for kind, lines in groupby(one.lines, key=lambda line: line.kind):
        yield from _text(kind, list(lines))
    for box in one.outcomes:
        yield _outcome(box)
    if one.away:
        yield Paragraph(runs(_("Not in the room: %(names)s") % {"names": ", ".join(one.away)}))


def _text(kind: str, lines: list[Written]) -> Iterator[Block]:
    if kind == "paragraph":
        yield from (Paragraph(runs(line.text)) for line in lines)
        return
    items = tuple(Item(runs(line.text)) for line in lines)
    yield Numbered(items) if kind == "numbered" else Bullets(items)


def _outcome(box: OutcomeBox) -> Outcome:
    outcome, followup = box.outcome, box.outcome.followup
    text = [outcome.text]
    if outcome.why:
        text.append(_("Because: %(why)s") % {"why": outcome.why})
    if followup and followup.word:
        text.append(_("“%(words)s”") % {"words": followup.word})
    who = str(followup.who) if followup else outcome.decided_by
    when = date_format(followup.by) if followup and followup.by else ""
    stands = ", ".join(filter(None, [when, box.state]))
    return Outcome(box.label, runs(" ".join(text)), who=who, when=stands)


def _moved(record: Record) -> Iterator[Block]:
    if not record.moved:
        return
    yield Heading(1, _("Moved on"))
    for item in record.moved:
        where = [str(new.meeting or _("the inbox")) for new in item.became.all()]
        yield Paragraph(runs(f"{item.title}: {get_text_list(where, _('and'))}"))


def _corrections(corrections: Iterable[Correction]) -> Iterator[Block]:
    for number, one in enumerate(corrections):
        if number == 0:
            yield Heading(1, _("Corrections"))
        label = _("Correction %(number)s") % {"number": one.number}
        yield Outcome(label, runs(one.text), who=str(one.by or ""), when=date_format(one.at))
