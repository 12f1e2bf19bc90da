"""What “my page” holds: what waits for me, my arenas, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest

from samspill.access.gate import actor_of
from samspill.arenas.bridge import facts_about
from samspill.arenas.models import Arena
from samspill.arenas.queries import seats_of
from samspill.people.models import Person
from samspill.wheel.models import Occasion
from samspill.wheel.queries import coming

SHOWN = 6
AHEAD = timedelta(days=60)
LIST_AGES = timedelta(days=365)  # the method's own limit is judged on the board; here it is only a nudge


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something only the reader can see to; `icon` names its kind for the eye, the words say it for everybody."""

    words: str
    way: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One arena of mine: its name and school, my part in it, and its contact list where it has one."""

    arena: Arena
    name: str
    part: str
    next: Occasion | None
    contacts_url: str


def my_page(request: HttpRequest) -> dict[str, object]:
    """Everything the template shows. The number of queries does not grow with arenas or occasions."""
    person: Person = request.person  # type: ignore[attr-defined]
    today: date = request.today  # type: ignore[attr-defined]
    actor = actor_of(request)
    seats = list(seats_of(person, today))
    led = _led(actor, today)
    facts = facts_about([*led, *(seat.arena for seat in seats)], today)
    ahead = list(coming(_arenas_and_units(actor), today, today + AHEAD)[:40])
    waiting = [*_lacks(led, today, facts), *_unticked(actor, today), *_old_lists(led, today, facts), *_needs(actor)]
    return {
        "person": person,
        "waiting": waiting[:SHOWN],
        "more": max(0, len(waiting) - SHOWN),
        "sittings": [_sitting(seat, ahead, facts, actor, person) for seat in seats],
        "coming": ahead[:SHOWN],
        "lists": _lists(actor, today),
    }
