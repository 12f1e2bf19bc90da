"""Invented names, handed out in a fixed order so that the demo is the same every time."""

from __future__ import annotations

from collections.abc import Iterator

FIRST = (
    "Anna", "Magnus", "Fatima", "Lars", "Sunniva", "Henrik", "Ida", "Amir", "Marit", "Torbjørn", "Silje", "Bjørn",
    "Leila", "Kristian", "Guro", "Håkon", "Amalie", "Yusuf", "Ragnhild", "Sindre", "Hege", "Mathias", "Signe",
)  # fmt: skip
LAST = (
    "Aune", "Brekke", "Dalen", "Engen", "Fjeld", "Grønn", "Hagen", "Iversen", "Jakobsen", "Kleiva", "Lien",
    "Myrvold", "Nygård", "Opsahl", "Pedersen", "Rønning", "Sandvik", "Tangen", "Ulvestad",
)  # fmt: skip


def names() -> Iterator[str]:
    """Every first name with every last name, no pair twice (23 and 19 have no common factor)."""
    for number in range(len(FIRST) * len(LAST)):
        yield f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
