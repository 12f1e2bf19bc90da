"""Inline SVG icons; read once, decorative unless they are given a label."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).resolve().parent / "icons"


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


@cache
def drawing(name: str) -> SafeString:
    """Return the SVG for `name`, hidden from assistive technology."""
    if name not in names():
        raise LookupError(f"There is no icon “{name}”. Accepted: {', '.join(names())}.")
    svg = (FOLDER / f"{name}.svg").read_text().strip()
    return mark_safe(svg.replace("<svg ", '<svg class="ss-icon" aria-hidden="true" focusable="false" ', 1))  # noqa: S308 - our own files


def icon(name: str, label: str = "") -> SafeString:
    """Return the SVG, with `label` as words for those who do not see it."""
    if not label:
        return drawing(name)
    return mark_safe(f'{drawing(name)}<span class="ds-sr-only">{escape(label)}</span>')  # noqa: S308 - label is escaped
