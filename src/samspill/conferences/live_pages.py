"""What a group's page on a phone shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.conferences import keys, pulse
from samspill.conferences.actions.handing_in import LEAST, MOST
from samspill.conferences.live_forms import SayForm
from samspill.conferences.live_words import shut_in_words
from samspill.conferences.models import Conference, Group, GroupSeat, Point, Session, SessionKind
from samspill.conferences.opening import shut, state_of
from samspill.conferences.queries import OPEN_GROUPS, levels_of
from samspill.conferences.shown import Next, Shown
from samspill.conferences.statements import LONGEST
from samspill.design.navigation import Navigation, theme_address
from samspill.people.asking import Asked
from samspill.people.models import Municipality
from samspill.people.panels import Panel


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as it is listed, with the texts that others wrote for it meanwhile."""

    point: Point
    level: str
    besides: tuple[Point, ...] = ()


def note_for(request: Asked, pk: int) -> Group:
    """The group whose code this phone has given, or in which the reader sits; for everybody else there is nothing."""
    found = OPEN_GROUPS.filter(pk=pk).first()
    if found is None:
        raise Http404
    known = keys.read(request.COOKIES.get(keys.COOKIE, ""))
    seated = request.person and GroupSeat.objects.filter(group=found, participant__person=request.person).exists()
    if not (found.code in known or seated):
        raise Http404
    frame(request, found)
    return found


def frame(request: Asked, group: Group | None = None) -> None:
    """A phone without an account has no menu: only the municipality's look, and the choice of language."""
    place = group.session.conference.unit.municipality if group else None
    if request.person is None:
        guard = reverse("conferences:live_guard", args=[group.pk]) if group else ""
        request.navigation = Navigation(  # type: ignore[attr-defined]
            home_url=reverse("conferences:live_enter"),
            language_url=reverse("door:language"),
            guard_url=guard,
            **(look(place) if place else {}),
        )


def look(place: Municipality) -> dict[str, Any]:
    return {"municipality": place.name, "theme_url": theme_address(place.colour) if place.colour else ""}


def page(request: Asked, group: Group, at: datetime, form: SayForm | None = None, **more: Any) -> dict[str, Any]:
    session, conference = group.session, group.session.conference
    words = levels(conference)
    points = list(group.points.order_by("place", "id"))
    edited = next((one for one in points if str(one.uid) == request.GET.get("edit")), None)
    return {
        "group": group,
        "session": session,
        "conference": conference,
        "question": group.question or session.question,
        "tasks": list(tasks(group)),
        "lines": lines(points, words),
        "removed": [one for one in points if one.removed_at and not one.beside_id][-3:],
        "levels": words.items(),
        "state": state_of(group, at),
        "ends": session.begun_at + session.length if session.begun_at and not session.ended_at else None,
        "form": form or SayForm(levels=words.items(), point=edited),
        "edited": edited,
        "chosen": [one for one in points if one.plenary],
        "least": LEAST,
        "most": MOST,
        "longest": LONGEST,
        "ended": shut_in_words(conference, "ended"),
        "asks": pulse.is_open(conference, timezone.localdate(at)),
        **more,
    }


def shut_page(group: Group, at: datetime) -> dict[str, Any]:
    """Why the note is closed; the phone itself shows what it could not send."""
    conference = group.session.conference
    why = shut(conference.meeting, at)
    return {"group": group, "conference": conference, "said": shut_in_words(conference, why)}


def refused_in_words(group: Group, why: str) -> str:
    """Why a statement was not taken; its text stays in the field."""
    sentences = {
        "empty": _("Write what the group says, in one line."),
        "too_long": _("Make it shorter than %(most)s signs, or two statements of it.") % {"most": LONGEST},
        "too_many": _("The group has written as much as fits in one note. Join statements that say the same."),
    }
    closed = shut_in_words(group.session.conference, why)
    return closed or sentences.get(why, _("It could not be saved. Load the page anew and save again."))


def lines(points: Iterable[Point], words: Mapping[str, str]) -> list[Line]:
    standing = [one for one in points if one.removed_at is None]
    there = {one.pk for one in standing}
    besides: dict[int, list[Point]] = {}
    for one in standing:
        if one.beside_id in there:
            besides.setdefault(one.beside_id, []).append(one)
    return [
        Line(one, words.get(one.level, ""), tuple(besides.get(one.pk, ())))
        for one in standing
        if one.beside_id not in there
    ]


def levels(conference: Conference) -> dict[str, str]:
    word = conference.project.word
    return {level: word(f"forms.group-minutes.level.choices.{level}") for level in levels_of(conference)}


def tasks(group: Group) -> Iterable[tuple[str, str]]:
    """Who does what, by name: the group sits round one table."""
    named = (
        (_("Leads the talk"), group.leader),
        (_("Takes notes"), group.note_taker),
        (_("Reports in the plenary"), group.rapporteur),
        (_("Keeps the time"), group.time_keeper),
    )
    return ((word, one.person.name) for word, one in named if one)


def notes_of(one: Shown, at: datetime) -> list[Group]:
    """The groups in which the reader sits, while their notes are open."""
    if one.request.person is None or shut(one.conference.meeting, at):
        return []
    seated = Group.objects.filter(session__conference=one.conference, seats__participant__person=one.request.person)
    return list(seated.select_related("session").order_by("session__place"))


def section(one: Shown) -> Panel | None:
    """On the day: the way to the notes of one's own groups, without a code."""
    groups = notes_of(one, timezone.now())
    return Panel("conferences/_live_section.html", {"groups": groups}) if groups else None


def note_next(one: Shown) -> Next | None:
    """Whoever sits in a group of the round that runs is led to its note."""
    groups = [] if one.may_plan else notes_of(one, timezone.now())
    here = next((group for group in groups if group.session_id == one.conference.current_id), None)
    if here is None:
        return None
    said = _("You sit in group %(group)s.") % {"group": here.number}
    return Next(said, _("Open the group's note"), reverse("conferences:live_note", args=[here.pk]))


def next_round(group: Group) -> Session | None:
    """The round that runs now, if it is a later one than this group's."""
    now = group.session.conference.current
    later = now is not None and now.kind == SessionKind.GROUPS and now.begun_at and now.place > group.session.place
    return now if later else None


def door_page(group: Group) -> dict[str, Any]:
    """Where everybody sits in the round that has begun: nobody knows whose phone this is, so all names stand there."""
    coming = next_round(group)
    if coming is None:
        raise Http404
    seats = GroupSeat.objects.filter(session=coming, participant__absent=False)
    rows = seats.select_related("participant__person", "group").order_by("participant__person__name", "pk")
    return {"group": group, "session": coming, "conference": group.session.conference, "seats": rows}
