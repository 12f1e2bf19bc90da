"""What rooms above say beside a matter: on its page, on the agenda, in the meeting and on paper.

Each of `settings.ITEM_PANELS` takes all items of a page at once and whoever reads (so that a list asks the database
as often as one item does), and gives `(item's id, Beside)` for those it has something to say about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from samspill.access.rules import Actor, Hat
from samspill.arenas.models import Arena
from samspill.meetings.models import Item


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to know before one talks about a matter: words, the day, and what belongs to it as label and text."""

    words: str
    on: date | None = None
    facts: tuple[tuple[str, str], ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What one room says beside a matter; `url` and `label` lead on to where something can be done."""

    title: str
    lines: tuple[Said, ...] = ()
    url: str = ""
    label: str = ""


Besides = Mapping[int, tuple[Beside, ...]]


def besides(items: Sequence[Item], actor: Actor) -> Besides:
    """Everything the rooms above have to say to this reader, by the item's id."""
    found: dict[int, tuple[Beside, ...]] = {}
    for path in settings.ITEM_PANELS:
        for pk, one in import_string(path)(items, actor) if items else ():
            found[pk] = (*found.get(pk, ()), one)
    return found


def any_member(arena: Arena) -> Actor:
    """Whoever sits in the arena: for what is written once for all its members."""
    return Actor(hats=(Hat("member", arena.unit.municipality_id, arena=arena.pk),))
