"""The papers of the day: door lists, who sits where, name tags, cards for the tables, the sign-in list, the programme.

Everything is in the language of the conference's unit and in its municipality's look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.models import Conference, Group, Participant, Session, SessionKind
from samspill.conferences.print_queries import Laid, Round
from samspill.conferences.programme import Part, laid
from samspill.design import theme
from samspill.design.dates import weekday
from samspill.documents import handouts as h
from samspill.meetings.letterhead import letterhead_at
from samspill.people.models import Profession

BLANK_TAGS, BLANK_LINES = 10, 12


def door_lists(one: Laid) -> h.Sheet:
    return h.Doors(tuple(_door(turn, group, one) for turn in one.rounds for group in turn.groups))


def _door(turn: Round, group: Group, one: Laid) -> h.Door:
    names = tuple(person.person.name for person in one.members(group))
    return h.Door(_above(turn), _group(group), group.room, names)


def _above(turn: Round) -> str:
    return _("Round %(number)s: %(theme)s") % {"number": turn.number, "theme": turn.session.theme}


def _group(group: Group) -> str:
    return _("Group %(number)s") % {"number": group.number}


def where_do_i_sit(one: Laid) -> h.Sheet:
    heads = [_("Round %(number)s") % {"number": turn.number} for turn in one.rounds]
    return h.Listing(
        notes=tuple(_above(turn) for turn in one.rounds),
        head=(_("Name"), *heads),
        rows=tuple(_row(person, one) for person in one.people),
        widths=(8, *(4 for _turn in one.rounds)),
        row_mm=8,
        points=13 if len(one.rounds) < 5 else 11,
    )


def _row(person: Participant, one: Laid) -> tuple[str, ...]:
    return (person.person.name, *(_where(one.group_of(person, turn)) for turn in one.rounds))


def _where(group: Group | None) -> str:
    if group is None:
        return "–"
    return f"{group.number} ({group.room})" if group.room else str(group.number)


def name_tags(one: Laid) -> h.Sheet:
    return _tags(one, tuple(h.Tag(person.person.name, _about(person), _turns(person, one)) for person in one.people))


def blank_tags(one: Laid) -> h.Sheet:
    return _tags(one, (h.Tag(""),) * BLANK_TAGS)


def _tags(one: Laid, tags: tuple[h.Tag, ...]) -> h.Tags:
    return h.Tags(one.conference.title, (_("Name"), _("Work, school or service")), tags)


def _about(person: Participant) -> str:
    """Work and school, as far as they are known."""
    work = Profession(person.profession).label if person.profession in Profession.values else ""
    return " · ".join(filter(None, [str(work), _from(person)]))


def _from(person: Participant) -> str:
    return person.unit.name if person.unit else _("guest") if person.guest else ""


def _turns(person: Participant, one: Laid) -> str:
    seats = ((turn, one.group_of(person, turn)) for turn in one.rounds)
    return " · ".join(_turn(turn, group) for turn, group in seats if group)


def _turn(turn: Round, group: Group) -> str:
    holes = {"round": turn.number, "group": group.number, "room": group.room}
    said = (_("%(round)s: group %(group)s (%(room)s)") if group.room else _("%(round)s: group %(group)s")) % holes
    return said.replace(": ", ":\u00a0", 1)  # the number stays with its group at the end of a line


def group_cards(one: Laid) -> h.Sheet:
    return h.Cards(
        asked=_("Talk about this"),
        together=_("In this group:"),
        note=_("Write down here what the group says"),
        scan=_("Point the camera of a phone at the square code. Or open"),
        write=_("and write this code:"),
        address=_plain_address(settings.ADDRESS + reverse("conferences:live_enter")),
        cards=tuple(_card(turn, group, one) for turn in one.rounds for group in turn.groups),
    )


def _card(turn: Round, group: Group, one: Laid) -> h.Card:
    address = settings.ADDRESS + reverse("conferences:live_code", args=[group.code])
    return h.Card(
        above=" · ".join(filter(None, [_("Round %(number)s") % {"number": turn.number}, _hours(one, turn.session)])),
        group=" · ".join(filter(None, [_group(group), group.room])),
        theme=turn.session.theme,
        question=group.question or turn.session.question,
        names=", ".join(person.person.name for person in one.members(group)),
        duties=tuple(_duties(group)),
        code=f"{group.code[:3]} {group.code[3:]}",
        modules=modules_of(address),
        said=_("Square code that leads to %(address)s") % {"address": address},
    )


def _duties(group: Group) -> Iterator[h.Duty]:
    """Whoever is not there any more leaves a line to write on."""
    for label, what, who in (
        (
            _("Group leader"),
            _("Sees to it that everybody gets the floor, and that you keep to the question."),
            group.leader,
        ),
        (
            _("Note-taker"),
            _("Writes what is said as it is said: one statement on each line, and no names. Anybody may help."),
            group.note_taker,
        ),
        (
            _("Rapporteur"),
            _("Tells the plenary the three to five points you choose together: two to three minutes, no debate."),
            group.rapporteur,
        ),
        (_("Time-keeper"), _("Says when half of the time is gone, and when five minutes are left."), group.time_keeper),
    ):
        yield h.Duty(label, who.person.name if who and not who.absent else "", what)


def modules_of(address: str) -> tuple[str, ...]:
    """The square code of an address, as rows of 0 and 1; of a kind that is read with a coffee stain on it."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_Q)
    code.add_data(address)
    code.make(fit=True)
    return tuple("".join("01"[dark] for dark in row) for row in code.get_matrix())


def _plain_address(address: str) -> str:
    """As somebody types it."""
    return address.removeprefix("https://").rstrip("/")


def sign_in_list(one: Laid) -> h.Sheet:
    rows = tuple((person.person.name, _from(person), "") for person in one.people)
    return h.Listing(
        notes=(_("Sign beside your name. Is your name missing? Write it on an empty line at the end."),),
        head=(_("Name"), _("School or service"), _("Signature")),
        rows=rows + (("", "", ""),) * BLANK_LINES,
        widths=(6, 5, 7),
        row_mm=9,
        points=11,
    )


def programme_of_the_day(one: Laid) -> h.Sheet:
    parts = laid(one.sessions, one.conference.meeting.starts_at, {})
    return h.Day(one.conference.purpose, (_("Time"), _("What")), tuple(_part(part) for part in parts))


def _part(part: Part) -> h.Part:
    session = part.session
    beside = [_("In groups") if session.kind == SessionKind.GROUPS else "", str(session.responsible or "")]
    when = _clock(part) or _minutes(session)
    is_break = session.kind == SessionKind.BREAK
    return h.Part(when, session.theme, session.question, " · ".join(filter(None, beside)), quiet=is_break)


def _hours(one: Laid, session: Session) -> str:
    parts = laid(one.sessions, one.conference.meeting.starts_at, {})
    clock = next((_clock(part) for part in parts if part.session == session), "")
    return " · ".join(filter(None, [clock, _minutes(session)]))


def _clock(part: Part) -> str:
    if part.begins is None or part.ends is None:
        return ""
    return f"{time_format(part.begins, 'H:i')}–{time_format(part.ends, 'H:i')}"


def _minutes(session: Session) -> str:
    return ngettext("%(count)s minute", "%(count)s minutes", session.minutes) % {"count": session.minutes}


Make = Callable[[Laid], h.Sheet]


def handout(conference: Conference, title: str, make: Make, one: Laid) -> h.Handout:
    """One of the papers above, in the language of the conference's unit. `title` is translated there."""
    language = language_of(conference)
    with translation.override(language):
        return h.Handout(
            title=_("%(conference)s: %(paper)s") % {"conference": conference.title, "paper": str(title)},
            sheet=make(one),
            language=language,
            letterhead=letterhead_at(conference.unit),
            colour=_readable(conference.unit.municipality.colour or theme.DEFAULT),
            meta=_meta(conference),
        )


def language_of(conference: Conference) -> str:
    return conference.unit.language or conference.unit.municipality.language


@cache
def _readable(colour: str) -> str:
    """The municipality's colour, dark enough for words on white."""
    return theme.scale(colour, dark=False)["base-default"]


def _meta(conference: Conference) -> tuple[str, ...]:
    meeting = conference.meeting
    hours = ""
    if meeting.starts_at and meeting.ends_at:
        hours = f"{time_format(meeting.starts_at, 'H:i')}–{time_format(meeting.ends_at, 'H:i')}"
    return tuple(filter(None, [weekday(meeting.on, year=True), hours, meeting.place]))
