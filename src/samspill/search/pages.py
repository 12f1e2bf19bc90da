"""What the search page shows, gathered with a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.access.rules import Actor
from samspill.core.nordic.queries import Query, query
from samspill.search.models import Entry
from samspill.search.queries import RANKED, Hit, entries_of, matching, newest_of, ranked, readable
from samspill.search.showing import Shown, shown
from samspill.search.sources import Source, sources
from samspill.search.suggesting import meant
from samspill.search.vocabulary import Known, known_in

PER_PAGE = 20
LONGEST = 200  # letters of a query
MOST_ARENAS = 8
PERIODS = {"month": 31, "year": 366}  # days back


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; what cannot be read is left out."""

    q: str = ""
    kind: str = ""
    arena: str = ""
    period: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        arena, period = given.get("arena", ""), given.get("period", "")
        return cls(
            given.get("q", "").replace("\0", " ").strip()[:LONGEST],
            given.get("kind", ""),
            arena if arena.isdecimal() and len(arena) < 19 else "",
            period if period in PERIODS else "",
        )

    def url(self, **other: str) -> str:
        wanted = replace(self, **other)
        filled = {name: getattr(wanted, name) for name in self.__slots__ if getattr(wanted, name)}
        return f"?{urlencode(filled)}"


@dataclass(frozen=True, slots=True)
class Choice:
    label: Any
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    wanted: Wanted
    page: Page[Hit] | None = None
    hits: tuple[Shown, ...] = ()
    choices: tuple[Choices, ...] = ()
    most: int = RANKED
    meant: str = ""
    meant_url: str = ""
    clear_url: str = ""


def search_page(actor: Actor, given: Mapping[str, str], today: date) -> SearchPage:
    wanted = Wanted.read(given)
    may = readable(actor)
    known = known_in(min(actor.municipalities)) if wanted.q and actor.municipalities else Known()
    asked = query(wanted.q, may.languages, known.vocabulary) if wanted.q else Query()
    if not asked:
        return SearchPage(wanted)
    every = matching(may.rows, asked)
    found = ranked(_narrowed(every, wanted, today), asked)
    if not found:
        return _nothing(wanted, asked, may.rows, known)
    kinds = sources()
    page = Paginator(found, PER_PAGE).get_page(given.get("page"))
    hits = tuple(shown(entry, asked, known.vocabulary, kinds) for entry in entries_of(list(page.object_list)))
    whole = found if wanted == Wanted(wanted.q) else newest_of(every)
    return SearchPage(wanted, page, hits, tuple(_choices(whole, wanted, kinds)))


def _nothing(wanted: Wanted, asked: Query, rows: QuerySet[Entry], known: Known) -> SearchPage:
    narrowed = wanted != Wanted(wanted.q)
    better = "" if narrowed else meant(wanted.q, asked, rows, known)
    return SearchPage(
        wanted,
        meant=better,
        meant_url=Wanted(better).url() if better else "",
        clear_url=Wanted(wanted.q).url() if narrowed else "",
    )


def _narrowed(hits: QuerySet[Entry], wanted: Wanted, today: date) -> QuerySet[Entry]:
    if wanted.kind:
        hits = hits.filter(kind=wanted.kind)
    if wanted.arena:
        hits = hits.filter(arena=int(wanted.arena))
    if wanted.period:
        hits = hits.filter(on__gte=today - timedelta(days=PERIODS[wanted.period]))
    return hits


def _choices(hits: Sequence[Hit], wanted: Wanted, kinds: dict[str, Source]) -> Iterator[Choices]:
    """The ways to narrow, each as a plain link; a way that parts nothing is not offered."""
    by_kind = Counter(hit.kind for hit in hits)
    by_arena = Counter(hit.arena for hit in hits if hit.arena is not None)
    places = {hit.arena: hit.place for hit in hits}
    some = [(kind, source.label, by_kind[kind]) for kind, source in kinds.items() if kind in by_kind]
    arenas = [(str(arena), places[arena], count) for arena, count in by_arena.most_common(MOST_ARENAS)]
    yield from _offered(_("What"), "kind", some, wanted)
    yield from _offered(_("Where"), "arena", arenas, wanted)
    periods = [("month", _("The last month"), None), ("year", _("The last year"), None)]
    yield from _offered(_("When"), "period", periods, wanted)


def _offered(label: str, name: str, found: list[Any], wanted: Wanted) -> Iterator[Choices]:
    now = getattr(wanted, name)
    if len(found) < 2 and not now:
        return
    every = Choice(_("All"), wanted.url(**{name: ""}), not now)
    rest = (Choice(words, wanted.url(**{name: key}), now == key, count) for key, words, count in found)
    yield Choices(label, (every, *rest))
