"""Shapes as SVG path data, with one decimal: half a pixel says nothing, and 500 marks weigh something."""

from __future__ import annotations

from samspill.core.yearwheel.dial import TURN, Arc, polar
from samspill.core.yearwheel.signs import CORNERS, HOLLOW


def point(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"


def sector(arc: Arc, inner: float, outer: float) -> str:
    """A piece of a ring."""
    # The ends of a whole turn are the same point, and an arc between them is nothing.
    ends = min(arc.ends, arc.begins + TURN - 0.01)
    large = 1 if ends - arc.begins > TURN / 2 else 0
    first, second = polar(arc.begins, outer), polar(ends, outer)
    third, last = polar(ends, inner), polar(arc.begins, inner)
    return (
        f"M{point(*first)}A{outer:.1f} {outer:.1f} 0 {large} 1 {point(*second)}"
        f"L{point(*third)}A{inner:.1f} {inner:.1f} 0 {large} 0 {point(*last)}Z"
    )


def shape(name: str, x: float, y: float, size: float) -> str:
    """One of SHAPES round (x, y), no part of it further away than `size` to a side."""
    if name in CORNERS:
        outside = _polygon(name, x, y, size)
        return outside + _polygon(name, x, y, -size * 0.5) if name in HOLLOW else outside
    whole = size * (1 if name == "heap" else 0.9)
    return _circle(x, y, whole) + (_circle(x, y, size * 0.42) if name in HOLLOW else "")


def _polygon(name: str, x: float, y: float, size: float) -> str:
    return "M" + "L".join(point(x + across * size, y + down * size) for across, down in CORNERS[name]) + "Z"


def _circle(x: float, y: float, radius: float) -> str:
    return (
        f"M{point(x - radius, y)}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0"
        f"a{radius:.1f} {radius:.1f} 0 1 0 {-2 * radius:.1f} 0Z"
    )


def line(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(point(*one) for one in points)
