"""What each kind of thing looks like: a shape and a colour, so that neither has to be seen to know the other.

Marks stand on the rings' background and must have a contrast of 3 with it (WCAG 1.4.11), in light, dark and on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NEEDED = 3.0


@dataclass(frozen=True, slots=True)
class Sign:
    """`shape` is one of SHAPES; the colours are for a light page (and paper) and for a dark one."""

    shape: str
    light: str
    dark: str


#: Every kind has a shape of its own. The colours stay apart for those who do not tell red from green (Okabe and Ito).
SIGNS: Mapping[str, Sign] = {
    "meeting": Sign("disc", "#00609c", "#6ec1f5"),
    "conference": Sign("star", "#8f2f7a", "#f0a3dc"),
    "plan": Sign("frame", "#4a5560", "#c3ccd6"),
    "milestone": Sign("flag", "#a63c00", "#ff9e64"),
    "recheck": Sign("ring", "#006b4f", "#5fd6b0"),
    "deadline": Sign("drop", "#8a5a00", "#f2c14e"),
    "own": Sign("square", "#3d4ab3", "#aab4ff"),
    "heap": Sign("heap", "#1f2933", "#eef2f6"),
}
#: What marks lie on: the rings, and the hatching of holidays within them.
GROUND = {"light": ("#ffffff", "#f2f4f7", "#dfe4ea"), "dark": ("#131a1b", "#1e2628", "#2e3a3d")}
#: Corners inside a square of ±1, in the order they are drawn; a shape without corners is round.
CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "star": ((0, -1), (0.32, -0.32), (1, 0), (0.32, 0.32), (0, 1), (-0.32, 0.32), (-1, 0), (-0.32, -0.32)),
    "frame": ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    "flag": ((0, -1), (0.95, 0.8), (-0.95, 0.8)),
    "drop": ((-0.95, -0.8), (0.95, -0.8), (0, 1)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
}
SHAPES = ("disc", "ring", "heap", *CORNERS)
HOLLOW = ("frame", "ring")


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours as `#rrggbb`, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
