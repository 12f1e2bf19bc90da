"""The whole wheel as numbers: rings, months, weeks, days without school, marks, words and today's hand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspill.core.schoolyear import Period
from samspill.core.yearwheel import paths
from samspill.core.yearwheel.dial import TURN, Arc, Dial, polar
from samspill.core.yearwheel.labels import Columns, Label, Wanted, place, width_of
from samspill.core.yearwheel.lanes import Lying, depth, lanes_of, pack, share
from samspill.core.yearwheel.signs import SIGNS


@dataclass(frozen=True, slots=True)
class Sizes:
    """Radii from the centre, and sizes, in the picture's own units; the defaults are pixels on a desk."""

    width: int = 1240
    height: int = 780
    rim: float = 366
    months: float = 340  # the inner edge of the band of months
    weeks: float = 322
    outer: float = 318
    inner: float = 112
    strip: float = 15  # above each ring, for its name
    lane: float = 26  # at most
    mark: float = 15  # the width of something that takes no time
    lanes: int = 17
    label: float = 13
    row: float = 19
    column: float = 392
    labels: int = 56  # of which the weightiest find room


SIZES = Sizes()
RING_NAMES = (45.0, 135.0, 225.0, 315.0)


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a day, or several: `sign` is a key of SIGNS, `weight` says how much it asks for a word."""

    id: str
    ring: str
    first: date
    last: date
    sign: str
    label: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Shade:
    """Days that lie behind everything: `kind` is “holiday” or “planning”."""

    kind: str
    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A short text, turned so that nobody has to stand on their head."""

    text: str
    x: float
    y: float
    turned: float


@dataclass(frozen=True, slots=True)
class Ring:
    key: str
    inner: float
    outer: float
    lanes: int
    names: tuple[Text, ...]

    @property
    def middle(self) -> float:
        return round((self.inner + self.outer) / 2, 1)

    @property
    def thickness(self) -> float:
        return round(self.outer - self.inner, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in its cell of lane and arc, or a heap of several. `path` never leaves the cell."""

    ids: tuple[str, ...]
    sign: str
    ring: str
    lane: int
    arc: Arc
    inner: float
    outer: float
    path: str
    x: float
    y: float

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Slice:
    """A month, a week or a shade: where it lies, its name where there is room, a line from its first day inwards."""

    key: str
    path: str
    name: Text | None
    spoke: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    sizes: Sizes
    rings: tuple[Ring, ...]
    months: tuple[Slice, ...]
    weeks: tuple[Slice, ...]
    shades: tuple[Slice, ...]
    marks: tuple[Mark, ...]  # in order of time
    labels: tuple[Label, ...]
    hand: float | None  # today's angle

    @property
    def spoke(self) -> tuple[float, float, float, float] | None:
        """Today's hand as a line from the middle to the rim."""
        return None if self.hand is None else _across(self.hand, self.sizes.inner - 12, self.sizes.rim + 6)

    @property
    def view_box(self) -> str:
        width, height = self.sizes.width, self.sizes.height
        return f"{-width // 2} {-height // 2} {width} {height}"


def draw(
    dial: Dial,
    rings: Mapping[str, str],
    events: Sequence[Event],
    shades: Sequence[Shade] = (),
    *,
    today: date | None = None,
    months: Mapping[int, str],
    sizes: Sizes = SIZES,
) -> Picture:
    """Draw what the dial shows. `rings` are keys with names, the outermost first; `months` are the words for 1 to 12.

    Events of rings that are not asked for, and of days outside the dial, are left out. Raises KeyError for an unknown
    sign. The same input gives the same picture.
    """
    arcs = _arcs(dial, rings, events, sizes)
    laid = _laid(arcs, sizes)
    bands = tuple(_rings(rings, laid, sizes))
    by_id = {one.id: one for one in events}
    marks = [_mark(one, band, by_id, sizes) for band in bands for one in laid[band.key]]
    return Picture(
        sizes=sizes,
        rings=bands,
        months=tuple(_slices(dial, "month", months, (sizes.inner, sizes.months, sizes.rim), 14)),
        weeks=tuple(_slices(dial, "week", {}, (sizes.weeks, sizes.weeks, sizes.months), 10)),
        shades=tuple(_shades(dial, shades, sizes)),
        marks=tuple(sorted(marks, key=lambda one: (by_id[one.ids[0]].first, one.arc.begins, one.ids))),
        labels=place(_wanted(marks, by_id), _columns(sizes), sizes.labels),
        hand=dial.angle(today) + dial.degrees_a_day / 2 if today and today in dial else None,
    )


def _arcs(
    dial: Dial, rings: Mapping[str, str], events: Sequence[Event], sizes: Sizes
) -> Mapping[str, Mapping[str, Arc]]:
    """Where each event lies in its ring, wide enough to be seen: a mark is as wide inside as outside."""
    depth = (sizes.outer - sizes.inner) / max(1, len(rings))
    widths = {key: _degrees(sizes.mark, sizes.outer - depth * (at + 0.7)) for at, key in enumerate(rings)}
    found: dict[str, dict[str, Arc]] = {key: {} for key in rings}
    for one in events:
        arc = dial.arc(one.first, one.last) if one.ring in found else None
        if arc:
            found[one.ring][one.id] = arc.at_least(widths[one.ring])
    return found


def _degrees(length: float, radius: float) -> float:
    return math.degrees(length / radius)


def _length(arc: Arc, radius: float) -> float:
    return math.radians(arc.width) * radius


def _laid(arcs: Mapping[str, Mapping[str, Arc]], sizes: Sizes) -> Mapping[str, tuple[Lying, ...]]:
    """Each ring in lanes; where there are too many for all, the fullest heap what finds none."""
    needed = [depth(own) for own in arcs.values()]
    given = share(needed, max(sizes.lanes, 2 * len(arcs)))
    return {key: pack(own, most) for (key, own), most in zip(arcs.items(), given, strict=True)}


def _rings(names: Mapping[str, str], laid: Mapping[str, tuple[Lying, ...]], sizes: Sizes) -> Iterator[Ring]:
    lanes = {key: max(1, lanes_of(own)) for key, own in laid.items()}
    room = sizes.outer - sizes.inner - sizes.strip * len(lanes)
    lane = min(sizes.lane, room / max(1, sum(lanes.values())))
    outer = sizes.outer
    for key, count in lanes.items():
        inner = outer - sizes.strip - lane * count
        texts = tuple(_text(names[key], angle, outer - sizes.strip * 0.6) for angle in RING_NAMES)
        yield Ring(key, inner, outer - sizes.strip, count, texts)
        outer = inner


def _mark(one: Lying, ring: Ring, events: Mapping[str, Event], sizes: Sizes) -> Mark:
    """A shape in the middle of its cell, or a piece of the ring for what lasts."""
    height = (ring.outer - ring.inner) / ring.lanes
    outer = ring.outer - one.lane * height
    radius = outer - height / 2
    sign = "heap" if len(one.ids) > 1 else events[one.ids[0]].sign
    length = _length(one.arc, radius)
    x, y = polar(one.arc.middle, radius)
    if sign != "heap" and length > 2.5 * sizes.mark:
        path = paths.sector(_inset(one.arc, radius), outer - height + 1, outer - 1)
    else:
        path = paths.shape(SIGNS[sign].shape, x, y, min(height, length, sizes.mark) / 2 - 0.5)
    return Mark(one.ids, sign, ring.key, one.lane, one.arc, outer - height, outer, path, round(x, 1), round(y, 1))


def _inset(arc: Arc, radius: float) -> Arc:
    """A hair shorter, so that what follows can be told from it."""
    hair = _degrees(0.75, radius)
    return Arc(arc.begins + hair, arc.ends - hair)


def _text(text: str, angle: float, radius: float) -> Text:
    x, y = polar(angle, radius)
    upside_down = TURN / 4 < angle % TURN < 3 * TURN / 4
    return Text(text, round(x, 1), round(y, 1), round(angle + (TURN / 2 if upside_down else 0), 1) % TURN)


def _slices(
    dial: Dial, kind: str, words: Mapping[int, str], radii: tuple[float, float, float], size: float
) -> Iterator[Slice]:
    """A band of months or weeks; `radii`: how far in the line reaches, and the two edges of the band."""
    inmost, inner, outer = radii
    radius = (inner + outer) / 2
    for period, arc in dial.periods(kind):
        word = _word(period, kind, words)
        name = _text(word, arc.middle, radius) if width_of(word, size) < _length(arc, radius) else None
        yield Slice(period.key, paths.sector(arc, inner, outer), name, _across(arc.begins, inmost, outer))


def _word(period: Period, kind: str, words: Mapping[int, str]) -> str:
    return words[period.start.month] if kind == "month" else str(period.start.isocalendar().week)


def _across(angle: float, inner: float, outer: float) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = polar(angle, inner), polar(angle, outer)
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def _shades(dial: Dial, shades: Sequence[Shade], sizes: Sizes) -> Iterator[Slice]:
    for one in shades:
        arc = dial.arc(one.first, one.last)
        if arc:
            path = paths.sector(arc, sizes.inner, sizes.weeks)
            yield Slice(one.kind, path, Text(one.name, 0, 0, 0), _across(arc.begins, sizes.inner, sizes.weeks))


def _wanted(marks: Sequence[Mark], events: Mapping[str, Event]) -> Iterator[Wanted]:
    """A heap has no word: its number says to zoom in, or to look at the list."""
    for mark in marks:
        event = events[mark.ids[0]]
        if mark.count == 1 and event.label:
            yield Wanted(event.id, event.label, mark.arc.middle, mark.outer, event.weight)


def _columns(sizes: Sizes) -> Columns:
    width = sizes.width / 2 - sizes.column - 4
    edge = sizes.height / 2 - sizes.row
    return Columns(sizes.rim + 3, sizes.column, width, -edge, edge, sizes.row, sizes.label, 5 * sizes.row)
