"""What the pages about follow-ups show, gathered with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may, visible_to
from samspill.arenas.models import Arena
from samspill.arenas.pages import under
from samspill.arenas.queries import ARENAS, seats_of
from samspill.followups.models import Followup
from samspill.followups.queries import FOLLOWUPS, asked_by, done_since, open_of, thread_of
from samspill.journal.history import history_of
from samspill.people.asking import Asked
from samspill.people.models import Person

LATELY = timedelta(days=14)
PAST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Row:
    """One follow-up as a line: how late it is in words, and what the reader may do to it."""

    followup: Followup
    late: str
    may_change: bool
    back: str = ""  # where a tick leads back to: the query that its addresses carry


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    title: str
    rows: tuple[Row, ...]


def late_words(followup: Followup, today: date) -> str:
    """How late an open follow-up is; nothing when it is not."""
    if not followup.is_late(today) or followup.by is None:
        return ""
    days = (today - followup.by).days
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def grouped(rows: Sequence[Row], today: date) -> list[Group]:
    """Open follow-ups by when they are due; groups without any are left out."""
    sunday = today + timedelta(days=7 - today.isoweekday())
    titles = {"late": _("Late"), "week": _("This week"), "later": _("Later"), "undated": _("Without a date")}

    def place(row: Row) -> str:
        by = row.followup.by
        if by is None:
            return "undated"
        return "late" if by < today else "week" if by <= sunday else "later"

    found = {name: tuple(row for row in rows if place(row) == name) for name in titles}
    return [Group(name, title, found[name]) for name, title in titles.items() if found[name]]


def rows_of(request: Asked, followups: Iterable[Followup], back: str = "") -> list[Row]:
    return [Row(one, late_words(one, request.today), may(request, one, "followup.change"), back) for one in followups]


def my_list(request: Asked, person: Person) -> dict[str, object]:
    """Everything somebody has promised, over all arenas, and what they asked others for."""
    today = request.today
    lately = FOLLOWUPS.filter(done_since(today - LATELY), who=person).order_by("-done_on", "-pk")
    asked = visible_to(request.actor, asked_by(person, today - LATELY), "followup.read")
    return {
        "groups": grouped(rows_of(request, open_of(person)), today),
        "done": rows_of(request, lately),
        "asked": rows_of(request, asked),
        "may_add": my_arenas(request, person).exists(),
    }


def my_arenas(request: Asked, person: Person) -> QuerySet[Arena]:
    """The arenas somebody sits in today and may promise something in: a guest only reads."""
    sits = seats_of(person, request.today).values("arena")
    return visible_to(request.actor, ARENAS.filter(pk__in=sits), "followup.change")


def arena_list(request: Asked, arena: Arena) -> dict[str, object]:
    """What an arena has promised: open by date, and done in the last three months."""
    found = list(thread_of(arena, request.today - PAST))
    rows = rows_of(request, found, "?back=arena")
    return {
        "arena": arena,
        "title": str(arena),
        "crumbs": under(arena, str(arena)),
        "groups": grouped([row for row in rows if row.followup.is_open], request.today),
        "done": [row for row in rows if not row.followup.is_open],
        "may_add": may(request, arena, "followup.change"),
    }


def one_page(request: Asked, followup: Followup) -> dict[str, object]:
    readable = may(request, followup.arena, "followup.read")
    return {
        "row": rows_of(request, [followup])[0],
        "one": followup,
        "crumbs": under(followup.arena, str(followup.arena)) if readable else (),
        "lines": history_of(followup),
    }


def frame(request: Asked, followup: Followup, title: str) -> dict[str, object]:
    return {
        "title": title,
        "lead": followup.text,
        "back": way_back(request, followup),
        "crumbs": under(followup.arena, str(followup.arena)),
    }


def way_back(request: Asked, followup: Followup) -> str:
    """The list the reader came from: the arena's, that of what it came from, or their own."""
    if request.GET.get("back") == "origin" and followup.origin_url:
        return followup.origin_url
    if request.GET.get("back") == "arena":
        return reverse("followups:of_arena", args=[followup.arena_id])
    return reverse("followups:mine")
