"""Pages beside the board: who sits together or apart, what counts how much, one group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.conferences.models import Conference, Group, Wish
from samspill.conferences.shown import frame


@dataclass(frozen=True, slots=True)
class Said:
    """A wish with its people's names."""

    wish: Wish
    names: tuple[str, ...]


def wishes_of(conference: Conference) -> list[Said]:
    rows = conference.wishes.select_related("session").prefetch_related("people__person")
    return [Said(one, tuple(row.person.name for row in one.people.all())) for one in rows]


def beside(conference: Conference, title: str) -> dict[str, Any]:
    back = reverse("conferences:groups", args=[conference.pk])
    return {**frame(conference, title), "back": back}


def wishes_page(conference: Conference) -> dict[str, Any]:
    return {**beside(conference, _("Together and apart")), "wishes": wishes_of(conference)}


def weights_page(conference: Conference) -> dict[str, Any]:
    return beside(conference, _("What counts when people are mixed"))


def group_page(conference: Conference, group: Group) -> dict[str, Any]:
    title = _("Group %(number)s in “%(round)s”") % {"number": group.number, "round": group.session.theme}
    return {**beside(conference, title), "group": group}
