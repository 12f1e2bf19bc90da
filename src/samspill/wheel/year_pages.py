"""What the year wheel shows: the picture, what stands beside it, and what can be switched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.access.gate import may
from samspill.arenas.words import name_of
from samspill.core.schoolyear import Period, SchoolYear
from samspill.core.yearwheel import SIGNS, Dial, Event, Mark, Picture, draw, quarter_of, quarters
from samspill.core.yearwheel.paths import shape
from samspill.core.yearwheel.signs import HOLLOW
from samspill.design.dates import weekday
from samspill.meetings.words import method_of
from samspill.people.asking import Asked
from samspill.people.panels import Crumb
from samspill.projects.words import say_period
from samspill.wheel.activity_actions import new_activity
from samspill.wheel.models import WheelRing
from samspill.wheel.year import KINDS, LAYERS, SIGN_OF, Happening, Read, Reading, Whose, place_of
from samspill.wheel.year_forms import CHOSEN, YearFilter
from samspill.wheel.year_reading import plain, read

RINGS = {
    WheelRing.MUNICIPALITY: gettext_lazy("Municipality"),
    WheelRing.SCHOOL: gettext_lazy("School"),
    WheelRing.TEAM: gettext_lazy("Teams"),
    WheelRing.PERSON: gettext_lazy("Me"),
}
LISTED = 600  # in one list; a longer one is shown by quarters
LONG = 150  # from here on the browser lays the list out only where it is looked at
NAMED = 3  # of a heap's things in its title


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark with what it says and where it leads."""

    mark: Mark
    title: str
    url: str
    name: str  # of what it stands for, in the list beside

    @property
    def hollow(self) -> bool:
        """Whether its middle has to be made a place to point at."""
        return bool(self.url) and SIGNS[self.mark.sign].shape in HOLLOW


@dataclass(frozen=True, slots=True)
class Part:
    """One choice of how much of the year to see: 0 is all of it."""

    number: int | None
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Month:
    anchor: str
    title: str
    rows: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    sign: str
    path: str
    words: str


def page(request: Asked, whose: Whose) -> dict[str, Any]:
    """Everything on the page of a year."""
    form = YearFilter(_given(request))
    asked = form.asked()
    reading = _reading(request, whose, asked)
    return {
        **_head(request, whose),
        **shown(read(reading), whose, reading.year, asked.get("part") or 0, request.today),
        "filter": form,
        "as_table": asked.get("view") == "table",
    }


def reading_of(request: Asked, whose: Whose) -> Reading:
    """The same year and the same layers, for what is no page."""
    return _reading(request, whose, YearFilter(_given(request)).asked())


def _reading(request: Asked, whose: Whose, asked: Mapping[str, Any]) -> Reading:
    year = SchoolYear(asked.get("year") or SchoolYear.of(request.today).begins)
    return Reading(whose, year, request.actor, request.today, asked.get("layer") or ())


def _given(request: Asked) -> QueryDict:
    """Whoever has chosen nothing yet sees all layers; whoever has unticked all of them sees none."""
    given = request.GET.copy()
    if CHOSEN not in given:
        given.setlist("layer", list(LAYERS))
        given[CHOSEN] = "1"
    return given


def shown(found: Read, whose: Whose, year: SchoolYear, part: int, today: date, *, links: bool = True) -> dict[str, Any]:
    """The picture of the year or of a quarter, and the same things as a list by months."""
    span = quarters(year)[part - 1] if part else year.period
    inside = [one for one in found.happenings if one.first <= span.end and one.last >= span.start]
    picture = drawing(found, whose, span, today)
    cut = not part and len(inside) > LISTED
    listed = _of_quarter(inside, today if today in year.period else span.start) if cut else inside
    return {
        "year": year,
        "span": span,
        "year_words": year_words(year.begins),
        "begins": str(year.begins),
        "before": str(year.begins - 1),
        "before_words": year_words(year.begins - 1),
        "after": str(year.begins + 1),
        "after_words": year_words(year.begins + 1),
        "picture": picture,
        "marks": list(_marks(picture, inside, links=links)),
        "parts": _parts(year, part),
        "part": part,
        "now": quarter_of(today) if today in year.period else 1,
        "legend": legend(inside),
        "months": _months(listed, span),
        "count": len(inside),
        "cut": cut,
        "long": len(listed) > LONG,
        "has_days": bool(found.shades),
        "today": today,
        "upcoming": _upcoming(listed, span, today),
    }


def year_words(begins: int) -> str:
    """“2026/27”."""
    return f"{begins}/{(begins + 1) % 100:02}"


def drawing(found: Read, whose: Whose, span: Period, today: date) -> Picture:
    events = [_event(one, whose) for one in found.happenings]
    rings = {key: ring_name(key, whose) for key in whose.rings}
    words = {number: str(word).lower() for number, word in MONTHS.items()}
    return draw(Dial.of(span), rings, events, found.shades, today=today, months=words)


def _event(one: Happening, whose: Whose) -> Event:
    label = (
        f"{one.title}, {one.where}" if whose.municipality and one.ring == WheelRing.SCHOOL and one.where else one.title
    )
    return Event(one.key, one.ring, one.first, one.last, one.sign, label, one.weight)


def ring_name(key: str, whose: Whose) -> str:
    if whose.arena:
        return plain(name_of(whose.arena, method_of(whose.arena)))
    if whose.municipality and key == WheelRing.SCHOOL:
        return _("Schools")
    return str(RINGS[WheelRing(key)])


def _of_quarter(happenings: Iterable[Happening], day: date) -> list[Happening]:
    span = quarters(SchoolYear.of(day))[quarter_of(day) - 1]
    return [one for one in happenings if one.first <= span.end and one.last >= span.start]


def _marks(picture: Picture, happenings: Iterable[Happening], *, links: bool) -> Iterator[Drawn]:
    known = {one.key: one for one in happenings}
    said = cache(weekday)
    for mark in picture.marks:
        own = [known[name] for name in mark.ids]
        first = own[0]
        url = f"#{anchor(first.first)}" if mark.count > 1 else first.url
        yield Drawn(mark, _heap(own, said) if mark.count > 1 else _said(first, said), url if links else "", first.key)


def _said(one: Happening, said: Any) -> str:
    words = {"day": _days(one, said), "what": one.title, "kind": one.kind, "where": one.spot}
    if one.spot:
        return _("%(day)s: %(what)s (%(kind)s, %(where)s)") % words
    return _("%(day)s: %(what)s (%(kind)s)") % words


def _days(one: Happening, said: Any) -> str:
    if one.lasts:
        return _("%(first)s to %(last)s") % {"first": said(one.first), "last": said(one.last)}
    if one.begins:
        return _("%(day)s at %(hour)s") % {"day": said(one.first), "hour": time_format(one.begins, "H:i")}
    return str(said(one.first))


def _heap(own: Sequence[Happening], said: Any) -> str:
    """How many lie close together, and the first of them."""
    named = "; ".join(one.title for one in own[:NAMED]) + (" …" if len(own) > NAMED else "")
    words = {"count": len(own), "day": said(own[0].first), "what": named}
    return ngettext("%(day)s: %(count)s thing: %(what)s", "%(day)s: %(count)s things: %(what)s", len(own)) % words


def _parts(year: SchoolYear, part: int) -> list[Part]:
    whole = Part(None, _("Whole year"), current=not part)
    return [whole, *(Part(n, span_words(one), current=n == part) for n, one in enumerate(quarters(year), 1))]


def span_words(span: Period) -> str:
    first, last = date_format(span.start, "F"), date_format(span.end, "F")
    return _("%(first)s–%(last)s") % {"first": first.capitalize(), "last": last}


def legend(happenings: Iterable[Happening]) -> list[Legend]:
    """The signs that are there, in the order of the layers."""
    there = {one.layer for one in happenings}
    signs = [(SIGN_OF[layer], str(KINDS[layer])) for layer in KINDS if layer in there]
    return [Legend(sign, shape(SIGNS[sign].shape, 0, 0, 7), words) for sign, words in signs]


def _months(happenings: Sequence[Happening], span: Period) -> list[Month]:
    """What began before is listed first."""

    def month(one: Happening) -> date:
        return max(one.first, span.start).replace(day=1)

    rows = sorted(happenings, key=lambda one: max(one.first, span.start))
    return [
        Month(anchor(first), say_period(f"{first:%Y-%m}").capitalize(), tuple(own))
        for first, own in groupby(rows, key=month)
    ]


def _upcoming(listed: Iterable[Happening], span: Period, today: date) -> str:
    """The first thing that is not over: the line of today stands before it; none where nothing lies before today."""
    rows = sorted(listed, key=lambda one: max(one.first, span.start))
    ahead = [one for one in rows if one.first >= today]
    return ahead[0].key if ahead and len(ahead) < len(rows) and today in span else ""


def anchor(day: date) -> str:
    return f"m-{day:%Y-%m}"


def _head(request: Asked, whose: Whose) -> dict[str, Any]:
    """Title, the way here, and what the reader may do."""
    ring, unit = place_of(whose)
    draft = new_activity(ring=ring, unit=unit, arena=whose.arena, person=whose.person)
    changes = may(request, draft, "activity.change")
    shows = unit is not None and whose.arena is None and may(request, unit, "wheel.show")
    return {
        "whose": whose,
        "title": title(whose),
        "crumbs": crumbs(whose),
        "paper_url": address(whose, "paper"),
        "file_url": address(whose, "file"),
        "add_url": address(whose, "add") if changes else "",
        "bring_url": address(whose, "bring") if changes else "",
        "public_url": reverse("wheel:public", args=[unit.pk]) if shows and unit else "",
        "plan_url": reverse("planner:start") if _plans(request, whose) else "",
    }


def _plans(request: Asked, whose: Whose) -> bool:
    """Whether the reader may see the plans of which this year is made; the room above has them."""
    place = whose.municipality or (None if whose.arena else whose.unit)
    return place is not None and may(request, place, "yearplan.read")


def title(whose: Whose) -> str:
    if whose.person:
        return _("My year")
    if whose.arena:
        return plain(name_of(whose.arena, method_of(whose.arena)))
    return str(whose.municipality or whose.unit)


def crumbs(whose: Whose) -> tuple[Crumb, ...]:
    unit = whose.arena.unit if whose.arena else whose.unit
    place = whose.municipality or (unit.municipality if unit else None)
    above = [Crumb(place.name, place.get_absolute_url())] if place else []
    if unit:
        above.append(Crumb(unit.name, unit.get_absolute_url()))
    if whose.arena:
        above.append(Crumb(title(whose), whose.arena.get_absolute_url()))
    return tuple(above)


def address(whose: Whose, verb: str = "year") -> str:
    """A page of this wheel: “year”, “paper”, “file”, “add”, “bring” or “confirm”."""
    if whose.person:
        return reverse(f"wheel:my_{verb}")
    kind = "municipality" if whose.municipality else "arena" if whose.arena else "unit"
    thing = whose.municipality or whose.arena or whose.unit
    assert thing, "whose wheel it is, is known"
    return reverse("wheel:add_activity" if verb == "add" else f"wheel:{verb}", args=[kind, thing.pk])
