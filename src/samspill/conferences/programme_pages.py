"""What the programme looks like: its parts on the clock, what does not fit, and the form that stands in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.conferences.models import Conference, Participant, Session, SessionKind
from samspill.conferences.programme import Lack, Part, lack_of, laid, total
from samspill.conferences.programme_forms import PartForm
from samspill.conferences.queries import kind_for, method_of
from samspill.conferences.shown import Next, Shown, frame
from samspill.conferences.words import ATTRIBUTES
from samspill.people.panels import Panel
from samspill.projects.words import say

CARRIED_RULE = "carried_to"
NEW = 0  # the place of a part that is being added


def attending(conference: Conference, sessions: Sequence[Session]) -> dict[int, int]:
    """How many come to each part: all who come, without those who are away for it. Two queries."""
    coming = Participant.objects.filter(conference=conference, absent=False)
    everybody = coming.count()
    away = coming.filter(away_from__in=sessions).values_list("away_from").annotate(Count("pk", distinct=True))
    gone = dict(away)
    return {one.pk: everybody - gone.get(one.pk, 0) for one in sessions}


def parts_of(conference: Conference, sessions: Sequence[Session] | None = None) -> list[Part]:
    rows = list(conference.sessions.select_related("responsible")) if sessions is None else sessions
    return laid(rows, conference.meeting.starts_at, attending(conference, rows))


def page(
    conference: Conference, *, editing: int | None = None, form: PartForm | None = None, **more: Any
) -> dict[str, Any]:
    """The programme as it is changed; `editing` is the part whose form stands in its place, NEW one below all."""
    sessions = list(conference.sessions.select_related("responsible"))
    parts = parts_of(conference, sessions)
    return {
        **frame(conference, _("Programme")),
        "parts": [(part, groups_in_words(part)) for part in parts],
        "seen": ",".join(str(one.pk) for one in sessions),
        "total": total(sessions),
        "room": conference.meeting.minutes,
        "warnings": list(warnings_of(conference, sessions)),
        "editing": editing,
        "form": form,
        "kinds": [(kind.value, word) for kind, word in ADD.items()],
        "open": not (conference.meeting.ended_at or conference.meeting.called_off),
        **more,
    }


ADD = {
    SessionKind.GROUPS: gettext_lazy("Add a round of groups"),
    SessionKind.PLENARY: gettext_lazy("Add a plenary"),
    SessionKind.BREAK: gettext_lazy("Add a break"),
}


def warnings_of(conference: Conference, sessions: Sequence[Session]) -> Iterator[str]:
    """What does not fit, in sentences; nothing of it stands in the way."""
    over = total(sessions) - conference.meeting.minutes
    if over > 0:
        yield ngettext(
            "The parts take %(count)s minute more than the conference lasts. Shorten one, or let the day last longer.",
            "The parts take %(count)s minutes more than the conference lasts. Shorten one, or let the day last longer.",
            over,
        ) % {"count": over}
    kind = kind_for(conference.unit, conference.project)
    if kind and (lack := lack_of(sessions, method_of(conference), kind.level)):
        yield lacks_in_words(lack)


def takes_up(conference: Conference) -> list[tuple[str, str]]:
    """What the method wants this kind of conference to take up: the evaluation before the summer, say (R47)."""
    kind, method = kind_for(conference.unit, conference.project), method_of(conference)
    asked = [wish.params for wish in method.requirements.values() if wish.rule == CARRIED_RULE]
    items = [str(one["to_item"]) for one in asked if kind and one.get("arena") == kind.id]
    return [(item, capfirst(say(method, f"terms.{item}"))) for item in items]


def lacks_in_words(lack: Lack) -> str:
    if lack.code == "alike":
        return _(
            "The groups are the same in every round. The method asks for rounds with different groups, so that "
            "people hear others than those they always talk with. Let one of them be mixed or across."
        )
    asked = ngettext(
        "The method asks for at least %(wanted)s round of groups.",
        "The method asks for at least %(wanted)s rounds with different groups.",
        lack.wanted,
    ) % {"wanted": lack.wanted}
    have = ngettext("There is %(have)s in this programme.", "There are %(have)s in this programme.", lack.have) % {
        "have": lack.have
    }
    return f"{asked} {have}"


def groups_in_words(part: Part) -> str:
    """“58 people: 9 groups of 6 or 7”."""
    session = part.session
    if session.kind != SessionKind.GROUPS:
        return ""
    if not part.people:
        return _("Nobody is on the list yet.")
    people = ngettext("%(count)s person", "%(count)s people", part.people) % {"count": part.people}
    if session.form == "base":
        return _("%(people)s, each with their own team") % {"people": people}
    if part.gathers:
        return _("%(people)s, alike in: %(what)s") % {"people": people, "what": ATTRIBUTES.get(session.by, "")}
    if part.sizes is None:
        return _("%(people)s cannot be divided into groups of %(smallest)s to %(largest)s. Choose other sizes.") % {
            "people": people,
            "smallest": session.smallest,
            "largest": session.largest,
        }
    return _divided(part, people)


def _divided(part: Part, people: str) -> str:
    assert part.sizes, "asked before"
    sizes = part.sizes
    if sizes.smallest == sizes.largest:
        size = str(sizes.smallest)
    else:
        size = _("%(small)s or %(large)s") % {"small": sizes.smallest, "large": sizes.largest}
    groups = ngettext("%(count)s group of %(size)s", "%(count)s groups of %(size)s", sizes.groups)
    holes = {"people": people, "groups": groups % {"count": sizes.groups, "size": size}}
    return _("%(people)s: %(groups)s") % holes


# The section of the conference's page, and what comes next


def section(one: Shown) -> Panel | None:
    parts = parts_of(one.conference, one.sessions)
    open_ = not (one.conference.meeting.ended_at or one.conference.meeting.called_off)
    may_change = one.may_plan and open_
    if not parts and not may_change:
        return None
    return Panel(
        "conferences/_programme_section.html",
        {
            "parts": [(part, groups_in_words(part) if one.may_plan else "") for part in parts],
            "warnings": list(warnings_of(one.conference, one.sessions)) if may_change else (),
            "url": reverse("conferences:programme", args=[one.conference.pk]) if may_change else "",
        },
    )


def rounds_next(one: Shown) -> Next | None:
    if not one.may_plan or one.rounds or one.conference.state != "planned":
        return None
    said = _("No round of groups is planned yet. People talk with each other there; that is what the day is for.")
    return Next(said, _("Lay the programme"), reverse("conferences:programme", args=[one.conference.pk]))
