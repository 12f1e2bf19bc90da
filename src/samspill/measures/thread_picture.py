"""The red thread as a drawing: boxes with two lines of words, and what ties them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString

from samspill.core.redthread.layering import Sizes
from samspill.core.redthread.picture import Box, picture
from samspill.core.redthread.picture import Line as Tied
from samspill.core.redthread.thread import Thread
from samspill.measures.thread_words import Told, shorten

#: Beyond this a drawing says less than the list does, and takes its time.
MOST = 60
LETTERS = 16  # of one line in a box
LEFT, TITLE, DAY = 10, 19, 36  # the lines of a box, from its left and down from its top
WIDE = Sizes(along=140, across=46, room=36, gap=12, lane=4, most=8)
NARROW = Sizes(along=46, across=140, room=26, gap=12, lane=4, most=2)


TIE = '<path class="ss-redthread-tie" d="{}"/>'
BOX = (
    '<a href="#{}" tabindex="-1"><rect class="ss-redthread-box" data-kind="{}"{} x="{}" y="{}" width="{}" height="{}"'
    ' rx="8"/><text class="ss-redthread-label" x="{}" y="{}">{}</text>'
    '<text class="ss-redthread-day" x="{}" y="{}">{}</text></a>'
)
OTHER = " data-other"


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    narrow: bool
    boxes: SafeString  # each with the station of the list it leads to, its words and its day
    ties: SafeString


def drawings(thread: Thread, told: Mapping[str, Told]) -> tuple[Drawing, ...]:
    """The same twice: stages side by side, and for a phone one below the other. None where there is nothing to see."""
    if not 1 < len(thread.stations) <= MOST:
        return ()
    return tuple(drawing(thread, told, narrow=narrow) for narrow in (False, True))


def drawing(thread: Thread, told: Mapping[str, Told], *, narrow: bool) -> Drawing:
    made = picture(thread, narrow=narrow, sizes=NARROW if narrow else WIDE)
    ties = SafeString("".join(TIE.format(path(line)) for line in made.lines))
    return Drawing(made.width, made.height, narrow, SafeString("".join(_boxes(made.boxes, told))), ties)


def _boxes(boxes: Sequence[Box], told: Mapping[str, Told]) -> Iterator[str]:
    for box in boxes:
        one, left = told[box.key], box.x + LEFT
        day = date_format(one.on, "SHORT_DATE_FORMAT") if one.on else ""
        name = escape(shorten(one.whose.title if one.whose and one.kind == "proposal" else one.label, LETTERS))
        place = (box.x, box.y, box.width, box.height)
        words = (left, box.y + TITLE, name, left, box.y + DAY, day)
        yield BOX.format(box.key, one.kind, OTHER if one.whose else "", *place, *words)


def path(line: Tied) -> str:
    """A tie as an SVG path."""
    (first, *rest) = line.points
    return f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in rest)
