"""Words beside the wheel: in a column on each side, in the order of the circle, none over another."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspill.core.yearwheel import paths
from samspill.core.yearwheel.dial import polar

HALF = 180.0
# The letters of the interface's font, in parts of its size, measured generously: a word may be shorter than we think.
NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[]-–· "), frozenset("mwMWÆŒ@%…—")
WIDTHS = {"narrow": 0.36, "wide": 0.95, "capital": 0.72, "other": 0.61}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where words may stand: from `inner` on, `width` wide, on both sides; `shift` is how far one may be moved."""

    rim: float
    inner: float
    width: float
    top: float
    bottom: float
    row: float
    size: float
    shift: float

    @property
    def rows(self) -> int:
        return int((self.bottom - self.top) / self.row) + 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that something would like beside it: where it lies, and how much it is worth."""

    id: str
    text: str
    angle: float
    radius: float
    weight: int


@dataclass(frozen=True, slots=True)
class Label:
    """A word at its place, with the line that leads to it. It stands right of (x, y) on the right side, else left."""

    id: str
    text: str
    x: float
    y: float
    right: bool
    line: str  # as a path


def width_of(text: str, size: float) -> float:
    """About how wide a text is; never less than the browser draws it, in the fonts we ship."""
    return size * sum(_letter(one) for one in text)


def _letter(one: str) -> float:
    if one in NARROW:
        return WIDTHS["narrow"]
    if one in WIDE:
        return WIDTHS["wide"]
    return WIDTHS["capital"] if one.isupper() or one.isdigit() else WIDTHS["other"]


def shortened(text: str, width: float, size: float) -> str:
    """As much of the text as fits, with a mark where something was left out; empty where nothing fits."""
    if width_of(text, size) <= width:
        return text
    room = width - width_of("…", size)
    kept = 0
    for at, one in enumerate(text):
        room -= size * _letter(one)
        if room < 0:
            break
        kept = at + 1
    return f"{text[:kept].rstrip()}…" if kept else ""


def place(wanted: Iterable[Wanted], columns: Columns, most: int) -> tuple[Label, ...]:
    """Give words to as many as find room, the weightiest first. Looks at `most` of them: the rest have no word."""
    chosen: dict[bool, list[tuple[float, str, Wanted]]] = {True: [], False: []}
    for one in sorted(wanted, key=lambda one: (-one.weight, one.angle, one.id))[:most]:
        own = chosen[one.angle < HALF]
        tried = [*own]
        insort(tried, (polar(one.angle, columns.rim)[1], one.id, one))
        if len(tried) <= columns.rows and _moved([y for y, _id, _one in tried], columns) <= columns.shift:
            own[:] = tried
    return tuple(
        label
        for right, own in chosen.items()
        for (_y, _id, one), y in zip(own, spread([y for y, _id, _one in own], columns), strict=True)
        if (label := _label(one, y, columns, right=right)).text
    )


def _moved(rows: Sequence[float], columns: Columns) -> float:
    return max((abs(now - wish) for wish, now in zip(rows, spread(rows, columns), strict=True)), default=0.0)


def spread(wishes: Sequence[float], columns: Columns) -> list[float]:
    """Rows in the same order, at least a row apart, inside the column, and together moved as little as can be.

    Isotonic regression of the wishes less their own rows (pool adjacent violators), then held inside. O(n).
    """
    pools: list[tuple[float, int]] = []  # sum and count of those that stand shoulder to shoulder
    for at, wish in enumerate(wishes):
        total, count = wish - at * columns.row, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    highest = columns.bottom - (len(wishes) - 1) * columns.row
    means = [min(max(total / count, columns.top), highest) for total, count in pools for _one in range(count)]
    return [mean + at * columns.row for at, mean in enumerate(means)]


def _label(one: Wanted, y: float, columns: Columns, *, right: bool) -> Label:
    side = 1 if right else -1
    x = side * columns.inner
    text = shortened(one.text, columns.width, columns.size)
    line = (polar(one.angle, one.radius), polar(one.angle, columns.rim), (x - side * 4, y))
    return Label(one.id, text, round(x, 1), round(y, 1), right, paths.line(line))
