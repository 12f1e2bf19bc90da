"""A problem or plan as canonical JSON: the same text for the same problem, and a hash that names it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from samspill.core.scheduling.model import Wheel, YearInstance


def canonical(thing: YearInstance | Wheel) -> str:
    """Sorted keys, no spaces, days as ISO dates. O(size)."""
    return json.dumps(asdict(thing), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def digest(thing: YearInstance | Wheel) -> str:
    """SHA-256 of the canonical text, in hex: the key of a cache and the line of an audit."""
    return hashlib.sha256(canonical(thing).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A plan holds no {type(value).__name__}.")
