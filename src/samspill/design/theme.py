"""A municipality's own colour: from one hex colour to a whole scale, light and dark, that always can be read.

The steps and their relative luminances are close to Designsystemet's own (measured in its default theme, 1.22.0): we
keep the luminance of each step and give it the hue of the municipality, so that contrast does not depend on the colour.
`tests/test_theme.py` holds the promises: words on a button ≥ 4.5, words on every surface ≥ 4.5, borders ≥ 3
(WCAG 1.4.3 and 1.4.11).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

Rgb = tuple[float, float, float]

DEFAULT = "#1b5e6b"
VERSION = "1"  # goes into the address, since browsers keep a theme for a year
HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

# step: (luminance in light, luminance in dark, share of the colour's strength)
STEPS = {
    "background-default": (1.0, 0.0095, 0.15),
    "background-tinted": (0.915, 0.0138, 0.12),
    "surface-default": (1.0, 0.0205, 0.2),
    "surface-tinted": (0.835, 0.0272, 0.25),
    "surface-hover": (0.75, 0.0364, 0.35),
    "surface-active": (0.65, 0.0500, 0.45),
    "border-subtle": (0.56, 0.0795, 0.45),
    "border-default": (0.17, 0.2300, 0.9),
    "border-strong": (0.10, 0.4000, 0.9),
    "text-subtle": (0.10, 0.4000, 0.9),
    "text-default": (0.0244, 0.8409, 0.6),
}
WHITE_READS_BELOW = 0.178  # relative luminance under which white words have a contrast of at least 4.6
DARK_BASE = 0.30  # black words on it have 7; the page behind it, in the dark, has more than 5


class ColourError(ValueError):
    """The colour cannot be read; the message says what is accepted."""


def clean(colour: str) -> str:
    """Return the colour as `#rrggbb`, or say what is accepted."""
    found = HEX.fullmatch(colour.strip())
    if not found:
        raise ColourError(f"“{colour}” is not a colour. Accepted: a hex colour such as #1b5e6b or #fc0.")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two hex colours, from 1 to 21."""
    darker, lighter = sorted((luminance(_linear(one)), luminance(_linear(other))))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(rgb: Rgb) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


@lru_cache(maxsize=256)
def scale(colour: str, *, dark: bool) -> dict[str, str]:
    """Every step of the scale as hex, for light or dark."""
    brand = clean(colour)
    chroma, hue = _strength_and_hue(brand)
    steps = {name: _at(row[dark], chroma * row[2], hue) for name, row in STEPS.items()}
    own = luminance(_linear(brand))
    base = max(DARK_BASE, min(own, 0.6)) if dark else min(own, WHITE_READS_BELOW)
    keep = not dark and own <= WHITE_READS_BELOW
    # Pointing at a button moves it away from the colour of its words, so that they only become easier to read.
    move = (1.25, 1.5) if dark else (0.66, 0.42)
    return steps | {
        "base-default": brand if keep else _at(base, chroma, hue),
        "base-hover": _at(base * move[0], chroma, hue),
        "base-active": _at(base * move[1], chroma, hue),
        "base-contrast-subtle": _at(0.005 if dark else 0.9, chroma * 0.3, hue),
        "base-contrast-default": "#000000" if dark else "#ffffff",
    }


def css(colour: str) -> str:
    """The style sheet that gives Designsystemet's accent colour the municipality's own hue."""
    light, dark = (_declarations(scale(clean(colour), dark=is_dark)) for is_dark in (False, True))
    return "\n".join(
        [
            f":root,[data-color-scheme=light]{{--ss-brand:{clean(colour)};{light}}}",
            f"[data-color-scheme=dark]{{{dark}}}",
            f"@media (prefers-color-scheme:dark){{[data-color-scheme=auto]{{{dark}}}}}\n",
        ]
    )


def _declarations(steps: dict[str, str]) -> str:
    return "".join(f"--ds-color-accent-{name}:{value};" for name, value in steps.items())


def _at(target: float, chroma: float, hue: float) -> str:
    """The colour of this hue with this relative luminance, as strong as `chroma` or as the screen can show."""
    if target >= 1:
        return "#ffffff"
    low, high = 0.0, 1.0
    for _ in range(18):
        middle = (low + high) / 2
        if luminance(_shown(middle, chroma, hue)) < target:
            low = middle
        else:
            high = middle
    return _hex(_shown((low + high) / 2, chroma, hue))


def _shown(lightness: float, chroma: float, hue: float) -> Rgb:
    """OKLCH to linear sRGB, weakening the colour until the screen can show it."""
    while chroma > 0.001 and not _inside(_rgb(lightness, chroma, hue)):
        chroma *= 0.92
    red, green, blue = (min(max(part, 0.0), 1.0) for part in _rgb(lightness, chroma, hue))
    return red, green, blue


def _inside(parts: Iterable[float]) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in parts)


def _linear(colour: str) -> Rgb:
    digits = colour.lstrip("#")
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    parts = (12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in rgb)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _strength_and_hue(colour: str) -> tuple[float, float]:
    """Chroma and hue in OKLab (Björn Ottosson, 2020), whose steps look even to the eye."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    mid = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    return math.hypot(a, b), math.atan2(b, a)


def _rgb(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )
