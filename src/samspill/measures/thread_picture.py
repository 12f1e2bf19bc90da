"""The red thread as a drawing: boxes with two lines of words, and what ties them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from samspill.core.redthread.layering import Sizes
from samspill.core.redthread.picture import Box, picture
from samspill.core.redthread.picture import Line as Tied
from samspill.core.redthread.thread import Thread
from samspill.measures.thread_words import Told, shorten

#: Beyond this a drawing says less than the list does, and takes its time.
MOST = 60
LETTERS = 16  # of one line in a box
TITLE, DAY = 19, 36  # the lines of a box, down from its top
WIDE = Sizes(along=140, across=46, room=36, gap=12, lane=4, most=8)
NARROW = Sizes(along=46, across=140, room=26, gap=12, lane=4, most=2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One box: where it lies, what stands in it, and the station of the list it leads to."""

    box: Box
    label: str
    day: str
    kind: str
    here: bool

    @property
    def left(self) -> int:
        return self.box.x + 10

    @property
    def first(self) -> int:
        return self.box.y + TITLE

    @property
    def second(self) -> int:
        return self.box.y + DAY


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    narrow: bool
    boxes: tuple[Drawn, ...]
    lines: tuple[str, ...]  # as paths


def drawings(thread: Thread, told: Mapping[str, Told]) -> tuple[Drawing, ...]:
    """The same twice: stages side by side, and for a phone one below the other. None where there is nothing to see."""
    if not 1 < len(thread.stations) <= MOST:
        return ()
    return tuple(drawing(thread, told, narrow=narrow) for narrow in (False, True))


def drawing(thread: Thread, told: Mapping[str, Told], *, narrow: bool) -> Drawing:
    made = picture(thread, narrow=narrow, sizes=NARROW if narrow else WIDE)
    boxes = tuple(_boxes(made.boxes, told))
    return Drawing(made.width, made.height, narrow, boxes, tuple(path(line) for line in made.lines))


def _boxes(boxes: Sequence[Box], told: Mapping[str, Told]) -> Iterator[Drawn]:
    for box in boxes:
        one = told[box.key]
        day = date_format(one.on, "SHORT_DATE_FORMAT") if one.on else ""
        name = one.whose.title if one.whose and one.kind == "proposal" else one.label
        yield Drawn(box, shorten(name, LETTERS), day, one.kind, here=one.whose is None)


def path(line: Tied) -> str:
    """A tie as an SVG path."""
    (first, *rest) = line.points
    return f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in rest)
