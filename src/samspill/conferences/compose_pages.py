"""The board of groups: cards of one round, what each lacks in words, and what may be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.conferences import compose_words as words
from samspill.conferences.actions.announcing import untold
from samspill.conferences.actions.composing import stamp, undoable
from samspill.conferences.bridge import Board, Problem, composition_of, load, places_of, problem_of
from samspill.conferences.compose_conflict import conflict_of
from samspill.conferences.compose_mix import summary
from samspill.conferences.compose_person import person_of
from samspill.conferences.models import Composing, ComposingState, Conference, Group, GroupSeat, Participant, Session
from samspill.conferences.shown import Next, Shown, frame
from samspill.core import grouping as core
from samspill.people.panels import Panel


@dataclass(frozen=True, slots=True)
class Chip:
    """One person in a group; `duties` are marks with their words."""

    participant: Participant
    seat: GroupSeat
    about: str
    duties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One group of a round."""

    group: Group
    chips: tuple[Chip, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A round, and how many of its groups want a look."""

    session: Session
    number: int
    current: bool
    wanting: int


def page(
    conference: Conference, *, round_: int | None = None, person: int | None = None, **more: Any
) -> dict[str, Any]:
    """Everything the board shows: one round's cards, and what holds for all rounds."""
    board = load(conference)
    at = next((at for at, one in enumerate(board.sessions) if one.pk == round_), 0)
    problem = problem_of(board, board.sessions)
    warned = warnings_of(board, problem)
    session = board.sessions[at] if board.sessions else None
    return {
        **frame(conference, _("Groups")),
        "board": board,
        "session": session,
        "tabs": _tabs(board, at, warned),
        "cards": _cards(board, session, warned[at]) if session else [],
        "loose": warned[at].get(None, []) if session else [],
        "chosen": person_of(board, person, session) if session else None,
        "summary": summary(board, problem) if board.composed else None,
        "absent": [one for one in board.everybody.values() if one.absent],
        "untold": untold(board),
        "undo": undoable(conference),
        **run_of(board),
        "stamp": stamp(conference),
        "open": not (conference.meeting.ended_at or conference.meeting.called_off),
        **more,
    }


def run_of(board: Board) -> dict[str, Any]:
    """What the composer is doing, or why it did nothing the last time it was asked."""
    last = board.conference.composings.first()
    busy = board.conference.composings.filter(state__in=(ComposingState.WAITING, ComposingState.RUNNING)).first()
    failed = last if last and last.state == ComposingState.FAILED else None
    return {
        "busy": busy,
        "share": round(100 * busy.progress.get("share", 0)) if busy else 0,
        "conflict": conflict_of(board, failed) if failed else None,
        "overtaken": _overtaken(last),
    }


def _overtaken(last: Composing | None) -> bool:
    return bool(last and last.state == ComposingState.CANCELLED and last.result.get("changed"))


Warned = list[dict[int | None, list[str]]]  # round → group's place (None: the whole round) → sentences


def warnings_of(board: Board, problem: Problem) -> Warned:
    """Everything that does not hold, and who has met before, where it is seen."""
    found: Warned = [defaultdict(list) for _session in board.sessions]
    for violation in core.check(problem.grouping, composition_of(board, board.sessions)):
        said = words.violation_in_words(board, violation)
        round_, group = violation.params.get("round"), violation.params.get("group")
        if said and isinstance(round_, int) and board.seats[board.sessions[round_].pk]:
            found[round_][group if isinstance(group, int) else None].append(said)
    for round_, group, pairs in met_again(board):
        found[round_][group].append(words.met_in_words(board, pairs))
    return found


def met_again(board: Board) -> Iterator[tuple[int, int, list[core.Pair]]]:
    """Who meets somebody again: round, group, pairs. Where everybody sits with their own that is the point."""
    met = {pair for pair, times in board.met.items() if times}
    for round_, session in enumerate(board.sessions):
        here: set[core.Pair] = set()
        for place, group in enumerate(places_of(board, session)):
            pairs = set(combinations(group.people, 2))
            if (again := sorted(pairs & met)) and session.form not in ("base", "homogeneous"):
                yield round_, place, again
            here |= pairs
        met |= here


def _tabs(board: Board, current: int, warned: Warned) -> list[Tab]:
    return [
        Tab(session, at + 1, at == current, sum(bool(said) for said in warned[at].values()))
        for at, session in enumerate(board.sessions)
    ]


def _cards(board: Board, session: Session, warned: dict[int | None, list[str]]) -> list[Card]:
    seated: dict[int, list[Chip]] = defaultdict(list)
    groups = {group.pk: group for group in board.groups[session.pk]}
    several = len(words.schools_of(board.everybody.values())) > 1
    for pk, seat in board.seats[session.pk].items():
        about = words.about(board.everybody[pk], school=several)
        seated[seat.group_id].append(_chip(board.everybody[pk], seat, groups[seat.group_id], about))
    return [
        Card(group, tuple(sorted(seated[group.pk], key=_order)), tuple(warned.get(place, ())))
        for place, group in enumerate(board.groups[session.pk])
    ]


def _order(chip: Chip) -> tuple[int, str]:
    """Leader and note-taker first, then by name."""
    return (-len(chip.duties), chip.participant.person.name)


def _chip(one: Participant, seat: GroupSeat, group: Group, about: str) -> Chip:
    marks = (
        (group.leader_id, "star", _("leads")),
        (group.note_taker_id, "edit", _("takes notes")),
    )
    return Chip(one, seat, about, tuple((icon, word) for pk, icon, word in marks if pk == one.pk))


# The section of the conference's page, and what comes next


def section(one: Shown) -> Panel | None:
    """The planners' way to the board, and everybody's own groups once they are announced."""
    mine = mine_of(one)
    if not one.may_plan and not mine:
        return None
    conference = one.conference
    groups = Group.objects.filter(session__conference=conference).count() if one.may_plan else 0
    context = {
        "mine": mine,
        "groups": groups,
        "rounds": len(one.rounds),
        "people": one.participants if one.may_plan else 0,
        "announced": conference.groups_set_at,
        "url": reverse("conferences:groups", args=[conference.pk]) if one.may_plan else "",
    }
    return Panel("conferences/_compose_section.html", context)


def mine_of(one: Shown) -> list[GroupSeat]:
    """Where the reader sits, once it is announced."""
    person = one.request.person
    if person is None or one.conference.groups_set_at is None:
        return []
    seats = GroupSeat.objects.filter(session__conference=one.conference, participant__person=person)
    return list(seats.select_related("group", "session").order_by("session__place"))


def groups_next(one: Shown) -> Next | None:
    """Groups when there are people and none are composed."""
    if not one.may_plan or one.conference.state != "planned" or not one.rounds or not one.participants:
        return None
    if GroupSeat.objects.filter(session__conference=one.conference).exists():
        return None
    said = _("There are people on the list and rounds in the programme. Now the groups can be put together.")
    return Next(said, _("Put the groups together"), reverse("conferences:groups", args=[one.conference.pk]))


def announce_next(one: Shown) -> Next | None:
    conference = one.conference
    if not one.may_plan or conference.state != "planned":
        return None
    if not GroupSeat.objects.filter(session__conference=conference).exists():
        return None
    said = _("The groups are put together, and nobody but you sees them yet.")
    return Next(said, _("Look at them and announce them"), reverse("conferences:groups", args=[conference.pk]))


def mine_next(one: Shown) -> Next | None:
    """“You sit in 3 (room B), then in 7.”"""
    mine = mine_of(one)
    if one.may_plan or not mine or one.conference.state not in ("groups-set", "running"):
        return None
    places = [
        _("%(group)s (%(room)s)") % {"group": seat.group.number, "room": seat.group.room}
        if seat.group.room
        else str(seat.group.number)
        for seat in mine
    ]
    then = _("You sit in group %(first)s.") % {"first": places[0]}
    for place in places[1:]:
        then += " " + _("Then in group %(next)s.") % {"next": place}
    return Next(then, _("See when"), "#programme")
