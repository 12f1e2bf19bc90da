"""What a rule says before anyone chose words: a code, a weight and the numbers for the holes of the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Hole = str | int | float | date


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule noticed. `code` names a sentence in the texts of the packs, `params` fill its holes.

    `weight` orders findings for a reader: the heaviest is what to do first (0 = all well, 100 = a must is overdue).
    """

    code: str
    weight: int = 0
    params: Mapping[str, Hole] = field(default_factory=dict)
