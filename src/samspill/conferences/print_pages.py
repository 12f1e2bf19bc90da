"""The page of papers: what each is for, what is missing before it can be printed, and what is still worth a look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.access.gate import may
from samspill.conferences import print_papers as papers
from samspill.conferences.models import Conference, Group, Participant
from samspill.conferences.print_queries import Laid, laid_out
from samspill.conferences.rights import steer
from samspill.conferences.shown import Shown, frame
from samspill.people.asking import Asked
from samspill.people.panels import Panel

HERE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper: `needs` is what must be there first ("programme", "people" or "groups"; "" nothing).

    `open` ones are for everybody who reads the conference; the others carry codes or lists of names.
    """

    key: str
    title: Any
    lead: Any
    make: papers.Make
    needs: str = "groups"
    open: bool = False


PRINTABLE = (
    Printable(
        "programme",
        gettext_lazy("Programme"),
        gettext_lazy("The parts of the day with their hours, on one page."),
        papers.programme_of_the_day,
        needs="programme",
        open=True,
    ),
    Printable(
        "sign-in",
        gettext_lazy("Sign-in list"),
        gettext_lazy("Everybody who is to come, by alphabet, with a line to sign on and empty lines at the end."),
        papers.sign_in_list,
        needs="people",
    ),
    Printable(
        "tags",
        gettext_lazy("Name tags"),
        gettext_lazy("Ten on a sheet, 90 × 55 mm: the name in large letters, and which group in which round."),
        papers.name_tags,
    ),
    Printable(
        "blank-tags",
        gettext_lazy("Blank name tags"),
        gettext_lazy("A sheet of ten to write on, for those who come unannounced."),
        papers.blank_tags,
        needs="",
    ),
    Printable(
        "seats",
        gettext_lazy("Where do I sit?"),
        gettext_lazy("Everybody by alphabet, with their group in every round. Hang it up at the entrance."),
        papers.where_do_i_sit,
    ),
    Printable(
        "doors",
        gettext_lazy("Door lists"),
        gettext_lazy("One page for each group and round, to hang on its door. It can be read from two metres."),
        papers.door_lists,
    ),
    Printable(
        "cards",
        gettext_lazy("Group cards"),
        gettext_lazy(
            "One page for the table of each group and round: the question, who has which task, and the code of its "
            "note. Whoever has the code can write there, so keep the cards until the day."
        ),
        papers.group_cards,
    ),
)


def printable(key: str) -> Printable:
    for one in PRINTABLE:
        if one.key == key:
            return one
    raise Http404


@dataclass(frozen=True, slots=True)
class Row:
    """A paper on the page: where it is fetched, or what is missing."""

    title: Any
    lead: Any
    url: str
    missing: str

    @property
    def attrs(self) -> dict[str, str]:
        """Several buttons say “Download”; heard alone, each says what."""
        return {"aria-label": _("Download: %(paper)s") % {"paper": self.title}}


def page(request: Asked, conference: Conference) -> dict[str, Any]:
    runs, one = may_run(request, conference), laid_out(conference)
    return {
        **frame(conference, _("Print")),
        "rows": [_row(paper, one) for paper in PRINTABLE if runs or paper.open],
        "notes": list(_notes(one)) if runs else [],
    }


def may_run(request: Asked, conference: Conference) -> bool:
    return may(request, steer(request.today)(conference), "conference.run")


def _row(paper: Printable, one: Laid) -> Row:
    missing = missing_for(paper, one)
    url = "" if missing else reverse("conferences:print_file", args=[one.conference.pk, paper.key])
    return Row(paper.title, paper.lead, url, missing)


def missing_for(paper: Printable, one: Laid) -> str:
    """What must be done before this can be printed; empty when nothing."""
    if paper.needs == "programme" and not one.sessions:
        return _("The programme is empty.")
    if paper.needs in ("people", "groups") and not one.people:
        return _("Nobody is on the list of participants yet.")
    if paper.needs != "groups":
        return ""
    if not one.rounds:
        return _("The programme has no round of groups yet.")
    lacking = [str(turn.number) for turn in one.rounds if not any(one.members(group) for group in turn.groups)]
    if len(lacking) == len(one.rounds):
        return _("The groups are not composed yet.")
    return _("These rounds have no groups yet: %(rounds)s.") % {"rounds": ", ".join(lacking)} if lacking else ""


def _notes(one: Laid) -> Iterator[str]:
    """What does not stand in the way, but is better known before two hundred pages are printed."""
    groups = [group for turn in one.rounds for group in turn.groups]
    if groups and not one.conference.groups_set_at:
        yield _("The groups are not announced yet, so they can still change. Print when they are announced.")
    if groups and (loose := sum(_without(person, one) for person in one.people)):
        yield ngettext(
            "%(count)s participant has no group in at least one round.",
            "%(count)s participants have no group in at least one round.",
            loose,
        ) % {"count": loose}
    if roomless := sum(not group.room for group in groups):
        yield ngettext(
            "%(count)s group has no room yet; its papers say no place.",
            "%(count)s groups have no room yet; their papers say no place.",
            roomless,
        ) % {"count": roomless}
    if tasks := sum(_open_tasks(group) for group in groups):
        yield ngettext(
            "%(count)s task in the groups has nobody yet; there is a line to write on.",
            "%(count)s tasks in the groups have nobody yet; there are lines to write on.",
            tasks,
        ) % {"count": tasks}
    if groups and urlsplit(settings.ADDRESS).hostname in HERE:
        yield _("The cards lead to this machine only: phones cannot reach it. Set SAMSPILL_ADDRESS, then print.")


def _without(person: Participant, one: Laid) -> bool:
    return any(one.group_of(person, turn) is None for turn in one.rounds)


def _open_tasks(group: Group) -> int:
    tasks = (group.leader, group.note_taker, group.rapporteur, group.time_keeper)
    return sum(who is None or who.absent for who in tasks)


def section(one: Shown) -> Panel | None:
    """A way to the papers while the day is ahead or under way."""
    meeting = one.conference.meeting
    if meeting.called_off or meeting.ended_at or not one.sessions:
        return None
    runs = may_run(one.request, one.conference)
    url = reverse("conferences:print", args=[one.conference.pk])
    programme = reverse("conferences:print_file", args=[one.conference.pk, "programme"])
    return Panel("conferences/_print_section.html", {"url": url if runs else "", "programme": programme})
