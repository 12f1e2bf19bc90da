"""Sending the agenda: one act, one mail to everybody who is invited, with the agenda and the calendar entry in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.access.rules import Actor
from samspill.delivery import addresses
from samspill.delivery.actions import File, Recipient, send
from samspill.delivery.letter import Block, Heading, Letter, Paragraph, Table, compose, speaking
from samspill.documents.answers import tame
from samspill.documents.pdf import pdf
from samspill.journal.actions import note
from samspill.meetings.actions.collecting import collect
from samspill.meetings.agenda_changes import changes_between
from samspill.meetings.agenda_lines import line_of, told
from samspill.meetings.agenda_paper import agenda_paper, lines, plain
from samspill.meetings.beside import any_member
from samspill.meetings.inviting import invitation, invited, mark_invited, title_of, when
from samspill.meetings.models import Item, Meeting, Presence
from samspill.meetings.queries import agenda_of
from samspill.meetings.words import method_of
from samspill.people.models import Person
from samspill.people.post import language_of
from samspill.people.versions import change

KIND = "meeting-agenda"
Lines = Sequence[Mapping[str, object]]  # an agenda as it was sent


@transaction.atomic
def send_agenda(
    meeting: Meeting, *, version: int | None, acting: Person | None, at: datetime, greeting: str = ""
) -> int:
    """Send the agenda, or what has changed in it, and give back how many are written to."""
    if meeting.begun_at or meeting.called_off:
        raise ValidationError(_("The meeting has begun or is called off, so its agenda is not sent any more."))
    first = meeting.agenda_sent_at is None
    if first:
        collect(meeting, acting=acting, at=at)
    items = list(agenda_of(meeting))
    if not items:
        raise ValidationError(_("Nothing is on the agenda. Put something on it, then send it."))
    before, now = meeting.agenda_sent, [line_of(item) for item in items]
    change(meeting, version=version, fields={"agenda_sent_at": at, "agenda_sent": now})
    people = list(invited(meeting).prefetch_related("away"))
    post = _Post(meeting, items, [] if first else before, greeting, at)
    for row in people:
        post.write(row)
    mark_invited(people, meeting, at=at)
    note("agenda.sent", meeting, acting=acting, at=at)
    return len(people)


class _Post:
    """The mails of one sending; letter and paper are made once for each language and for what a guest is out for."""

    def __init__(self, meeting: Meeting, items: Sequence[Item], before: Lines, greeting: str, at: datetime) -> None:
        self.meeting, self.items, self.before, self.greeting, self.at = meeting, items, before, greeting, at
        self.made: dict[tuple[str, bool, frozenset[int]], tuple[Letter, File]] = {}

    def write(self, row: Presence) -> None:
        language = language_of(row.person, self.meeting.on)
        out = frozenset(one.item_id for one in row.away.all()) if row.guest else frozenset()
        key = language, row.guest, out
        if key not in self.made:
            items = [item for item in self.items if item.pk not in out]
            reader = Actor() if row.guest else any_member(self.meeting.arena)
            self.made[key] = self._letter(language, items, out), self._paper(language, items, reader)
        letter, paper = self.made[key]
        with speaking(language):
            send(
                letter,
                to=Recipient(row.person_id, str(row.person.email), row.person.name, language),
                kind=KIND,
                key=f"{KIND} {self.meeting.pk} {row.pk} {self.at.isoformat()}",
                municipality_id=self.meeting.arena.unit.municipality_id,
                at=self.at,
                about=self.meeting.get_absolute_url(),
                calendar=invitation(self.meeting, at=self.at),
                attachments=[paper],
            )

    def _letter(self, language: str, items: Sequence[Item], out: Collection[int]) -> Letter:
        with speaking(language):
            news = self._news(items, out)
            return compose(
                self._subject(news),
                list(self._blocks(items, news)),
                language=language,
                municipality=self.meeting.arena.unit.municipality.name,
                why=_("You get this because you are invited to the meeting."),
                link=addresses.page(self.meeting.get_absolute_url()),
                label=_("Open the agenda"),
            )

    def _news(self, items: Sequence[Item], out: Collection[int]) -> list[str]:
        now = [line_of(item) for item in items]
        before = [line for line in self.before if line["id"] not in out]
        return told(changes_between(before, now), now) if before else []

    def _subject(self, news: Sequence[str]) -> str:
        holes = {"meeting": plain(title_of(self.meeting)), "day": date_format(self.meeting.on, "MONTH_DAY_FORMAT")}
        if news:
            return _("Changed agenda: %(meeting)s, %(day)s") % holes
        return _("Agenda: %(meeting)s, %(day)s") % holes

    def _blocks(self, items: Sequence[Item], news: Sequence[str]) -> list[Block]:
        blocks: list[Block] = [Paragraph(self.greeting)] if self.greeting else []
        blocks.append(Paragraph(when(self.meeting)))
        if news:
            blocks += [Heading(_("What is new")), *(Paragraph(line) for line in news)]
        return [*blocks, Heading(_("Agenda")), self._table(items)]

    def _table(self, items: Sequence[Item]) -> Table:
        rows = [
            (f"{number}. {title}", owner, _("%(minutes)s min") % {"minutes": minutes} if minutes else "", hour)
            for number, title, owner, minutes, hour in lines(self.meeting, items, method_of(self.meeting.arena))
        ]
        return Table((_("Item"), _("Who"), "", _("Time")), rows)

    def _paper(self, language: str, items: Sequence[Item], reader: Actor) -> File:
        paper = agenda_paper(self.meeting, items, language, reader)
        return File(f"{tame(paper.title)}.pdf", "application/pdf", pdf(paper, at=self.at))
