"""The agenda on paper: for the table in the meeting room, and beside the mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape

from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.access.rules import Actor
from samspill.arenas.words import name_of
from samspill.design.dates import weekday
from samspill.documents.paper import Block, Bullets, Paper, Paragraph, Run, Runs, Table, runs
from samspill.documents.paper import Item as Line
from samspill.meetings.beside import Besides, Said, besides
from samspill.meetings.letterhead import letterhead_of
from samspill.meetings.models import Item, Meeting
from samspill.meetings.queries import hours_of
from samspill.meetings.words import method_of, title_of
from samspill.methods.schema import Method


def agenda_paper(meeting: Meeting, items: Sequence[Item], language: str, actor: Actor) -> Paper:
    """The agenda as its reader may see it, in one language."""
    with translation.override(language):
        method = method_of(meeting.arena)
        name = plain(name_of(meeting.arena, method))
        return Paper(
            title=_("Agenda: %(name)s, %(day)s")
            % {"name": meeting.title or name, "day": date_format(meeting.on, "DATE_FORMAT")},
            language=language,
            letterhead=letterhead_of(meeting.arena),
            meta=tuple(_facts(meeting, name)),
            blocks=(_table(meeting, items, method), *_texts(items, method, besides(items, actor))),
        )


def _facts(meeting: Meeting, name: str) -> Iterator[tuple[str, str]]:
    yield _("Arena"), name
    yield _("Day"), weekday(meeting.on, year=True)
    if meeting.starts_at and meeting.ends_at:
        yield _("Time"), f"{time_format(meeting.starts_at.time())}–{time_format(meeting.ends_at.time())}"
    else:
        yield _("Length"), _("%(minutes)s minutes") % {"minutes": meeting.minutes}
    if meeting.place:
        yield _("Where"), meeting.place
    if meeting.minute_taker:
        yield _("Minute-taker"), meeting.minute_taker.name


def _table(meeting: Meeting, items: Sequence[Item], method: Method | None) -> Table:
    head = tuple(runs(words) for words in (_("No."), _("Item"), _("Who"), _("Minutes"), _("Time")))
    rows = tuple(tuple(runs(cell) for cell in row) for row in lines(meeting, items, method))
    return Table(_("Items"), head, rows)


def lines(meeting: Meeting, items: Sequence[Item], method: Method | None) -> Iterator[tuple[str, str, str, str, str]]:
    """Number, title, owner, minutes and hour of each item, as plain words."""
    hours = hours_of(meeting, items)
    for number, (item, begins) in enumerate(zip(items, hours, strict=True), start=1):
        owner = item.owner.name if item.owner else ""
        hour = time_format(begins.time()) if begins else ""
        yield str(number), plain(title_of(item, method)), owner, str(item.minutes or ""), hour


def _texts(items: Sequence[Item], method: Method | None, beside: Besides) -> Iterator[Block]:
    """What was written about single items, and what there is to know about them, below the table."""
    for number, item in enumerate(items, start=1):
        title = f"{number}. {plain(title_of(item, method))}: "
        if item.text:
            yield Paragraph((Run(title, strong=True), *runs(item.text)))
        for one in beside.get(item.pk, ()):
            if one.lines:
                yield Paragraph((Run(title, strong=True), *runs(one.title)))
                yield Bullets(tuple(Line(_said(line)) for line in one.lines))


def _said(line: Said) -> Runs:
    day = f"{date_format(line.on, 'MONTH_DAY_FORMAT')}: " if line.on else ""
    facts = [run for label, text in line.facts for run in (Run(f" {label}: ", strong=True), Run(text))]
    return (Run(day), Run(line.words), *facts)


def plain(words: str) -> str:
    """Words without the mark of the language they are borrowed from."""
    return unescape(strip_tags(words)) if isinstance(words, SafeString) else words
