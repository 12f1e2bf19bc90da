"""From a name such as `app.css` to the address of the built file with its hash."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

BUILT = Path(__file__).resolve().parent / "static" / "built"
ENTRIES = {
    "app.js": "src/samspill/design/islands/app.ts",
    "app.css": "src/samspill/design/styles/app.css",
    "mark.svg": "src/samspill/design/styles/mark.svg",
}


@cache
def _manifest(_written: float) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((BUILT / "manifest.json").read_text())
    return found


@cache
def _written_once() -> float:
    return (BUILT / "manifest.json").stat().st_mtime


def forget() -> None:
    """Read the manifest anew; the built files are taken to stay as they are while the server runs."""
    _manifest.cache_clear()
    _written_once.cache_clear()


def url(name: str) -> str:
    """Return the address of a built file; while developing, a new build is seen at once."""
    if name not in ENTRIES:
        raise ImproperlyConfigured(f"There is no asset “{name}”. Accepted: {', '.join(sorted(ENTRIES))}.")
    try:
        written = (BUILT / "manifest.json").stat().st_mtime if settings.DEBUG else _written_once()
        return static(f"built/{_manifest(written)[ENTRIES[name]]['file']}")
    except (FileNotFoundError, KeyError) as error:
        raise ImproperlyConfigured("The front end is not built. Run “npm ci && npm run build”.") from error
