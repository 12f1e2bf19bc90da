"""The mail that minutes are ready: only to those for whom something waits in them.

Everybody finds shared minutes on their page and in the weekly digest. A mail of its own goes to whoever is asked to
approve, and to whoever was given a follow-up without being there to hear it, or one that is due before the next digest.
Both in one mail, so that nobody gets two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.delivery import addresses
from samspill.delivery.letter import Block, Items, Letter, Paragraph, compose
from samspill.design.dates import weekday
from samspill.followups.models import Followup
from samspill.followups.queries import OPEN, made_in
from samspill.meetings.approval import asked
from samspill.meetings.models import Meeting
from samspill.meetings.sharing import receivers
from samspill.people.models import Person
from samspill.people.post import write_to

KIND = "minutes-ready"


def tell_those_who_wait(meeting: Meeting, *, acting: Person | None, at: datetime) -> int:
    """Write to those for whom something waits in the minutes, and give back how many they are."""
    day = timezone.localdate(at)
    promised = _promised(meeting, day)
    approves = {row.person for row in asked(meeting).select_related("person")} - {acting}
    people = sorted(approves | set(promised), key=lambda person: person.pk)
    readers = set(receivers(meeting, day))
    for person in people:
        if person.email:
            path = reverse("meetings:minutes", args=[meeting.pk]) if person in readers else reverse("followups:mine")
            _write(meeting, person, promised.get(person, []), path, at, approves=person in approves)
    return len(people)


def _promised(meeting: Meeting, day: date) -> Mapping[Person, list[Followup]]:
    """The follow-ups that cannot wait for the digest, by who has them."""
    heard = {row.person_id for row in asked(meeting)}
    next_digest = day + timedelta(days=8 - day.isoweekday())
    found: dict[Person, list[Followup]] = {}
    for one in made_in("meeting", [meeting.pk]).filter(OPEN):
        if one.who_id not in heard or (one.by is not None and one.by <= next_digest):
            found.setdefault(one.who, []).append(one)
    return found


def _write(
    meeting: Meeting, person: Person, promised: Iterable[Followup], path: str, at: datetime, *, approves: bool
) -> None:
    write_to(
        person,
        lambda language: _letter(meeting, list(promised), language, path, approves=approves),
        kind=KIND,
        key=f"{KIND} {meeting.pk} {person.pk}",
        municipality_id=meeting.arena.unit.municipality_id,
        at=at,
        about=path,
    )


def _letter(meeting: Meeting, promised: list[Followup], language: str, path: str, *, approves: bool) -> Letter:
    holes = {"arena": meeting.title or meeting.arena, "day": date_format(meeting.on, "MONTH_DAY_FORMAT")}
    return compose(
        _("Minutes are ready: %(arena)s, %(day)s") % holes,
        list(_blocks(promised, approves=approves)),
        language=language,
        municipality=meeting.arena.unit.municipality.name,
        why=_("You get this because something in the minutes waits for you."),
        link=addresses.page(path),
        label=_("Open my follow-ups") if path == reverse("followups:mine") else _("Open the minutes"),
    )


def _blocks(promised: list[Followup], *, approves: bool) -> Iterator[Block]:
    if approves:
        yield Paragraph(_("You were there. Read the minutes through, then approve them or say what is not right."))
    if promised:
        yield Paragraph(_("This was given to you to do:"))
        yield Items([_line(one) for one in promised])


def _line(one: Followup) -> str:
    if one.by is None:
        return one.text
    return _("%(text)s (by %(day)s)") % {"text": one.text, "day": weekday(one.by)}
