"""The groups are announced: everybody hears once where they sit, and again only when that has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.actions.composing import hold
from samspill.conferences.bridge import Board, load
from samspill.conferences.models import Composing, ComposingState, Conference, Participant
from samspill.conferences.programme import Part
from samspill.conferences.programme_pages import parts_of
from samspill.delivery import addresses
from samspill.delivery.letter import Block, Letter, Paragraph, Table, compose
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.post import write_to
from samspill.people.versions import change

KIND = "conference-groups"
Seats = dict[str, list[list[int | str]]]  # participant (JSON knows ids as words) → [round, number, room] of each round


@transaction.atomic
def announce(conference: Conference, *, acting: Person | None, at: datetime) -> int:
    """Let the participants see their groups, and write to those who do not know yet. Gives back to how many."""
    held = hold(conference)
    board = load(held)
    if not board.composed:
        raise ValidationError(_("There are no groups yet. Put them together, then announce them."))
    if held.groups_set_at is None:
        change(held, version=None, fields={"groups_set_at": at})
    before, now = told(held), seats_of(board)
    news = [pk for pk in now if int(pk) in board.people and now[pk] != before.get(pk)]
    _write(board, [board.people[int(pk)] for pk in news], known=frozenset(before), at=at)
    Composing.objects.create(
        conference=held,
        kind="announce",
        state=ComposingState.DONE,
        result={"told": {**before, **now}},
        by=acting,
        at=at,
        ended_at=at,
        undone=True,
    )
    note("conference.groups_announced", held, acting=acting, at=at, changes={"letters": (0, len(news))})
    return len(news)


@transaction.atomic
def take_back(conference: Conference, *, acting: Person | None, at: datetime) -> None:
    """Nobody but the planners sees the groups any more. Who was told is remembered."""
    held = hold(conference)
    if held.meeting.begun_at:
        raise ValidationError(_("The conference has begun, so the groups stay announced."))
    if change(held, version=None, fields={"groups_set_at": None}):
        note("conference.groups_hidden", held, acting=acting, at=at)


def told(conference: Conference) -> Seats:
    """Where the participants sit as far as they were told."""
    last = conference.composings.filter(kind="announce").values_list("result", flat=True).first()
    return last["told"] if last else {}


def untold(board: Board) -> list[Participant]:
    """Whose seats are others than they were told, once the groups are announced."""
    if board.conference.groups_set_at is None:
        return []
    before, now = told(board.conference), seats_of(board)
    return [board.people[int(pk)] for pk in now if int(pk) in board.people and now[pk] != before.get(pk)]


def seats_of(board: Board) -> Seats:
    found: Seats = {}
    for session in board.sessions:
        groups = {group.pk: group for group in board.groups[session.pk]}
        for pk, seat in board.seats[session.pk].items():
            group = groups[seat.group_id]
            found.setdefault(str(pk), []).append([session.pk, group.number, group.room])
    return found


def _write(board: Board, people: Sequence[Participant], *, known: frozenset[str], at: datetime) -> None:
    seats = seats_of(board)
    parts = {part.session.pk: part for part in parts_of(board.conference)}
    for one in people:
        if not one.person.email:
            continue  # a guest whose address nobody knows; the door list tells
        write_to(
            one.person,
            partial(_letter, board.conference, seats[str(one.pk)], parts, again=str(one.pk) in known),
            kind=KIND,
            key=f"{KIND} {one.pk} {at.isoformat()}",
            municipality_id=board.conference.unit.municipality_id,
            at=at,
            about=board.conference.get_absolute_url(),
        )


def _letter(
    conference: Conference,
    seats: Sequence[Sequence[int | str]],
    parts: Mapping[int, Part],
    language: str,
    *,
    again: bool,
) -> Letter:
    subject = _("Your new groups: %(title)s") if again else _("Your groups: %(title)s")
    opening = _("The groups have changed, and you sit elsewhere than you were told before.") if again else ""
    blocks: list[Block] = [Paragraph(opening)] if opening else []
    rows = [_row(parts[int(session)], int(number), str(room)) for session, number, room in seats]
    count = ngettext("You sit in %(count)s group.", "You sit in %(count)s groups, one after the other.", len(rows))
    blocks += [Paragraph(count % {"count": len(rows)}), Table((_("Round"), _("Time"), _("Group"), _("Where")), rows)]
    return compose(
        subject % {"title": conference.title},
        blocks,
        language=language,
        municipality=conference.unit.municipality.name,
        why=_("You get this because you take part in the conference."),
        link=addresses.page(conference.get_absolute_url()),
        label=_("Open the conference"),
    )


def _row(part: Part, number: int, room: str) -> tuple[str, str, str, str]:
    begins = time_format(part.begins, "TIME_FORMAT") if part.begins else ""
    return part.session.theme, begins, str(number), room
