"""What is read and what is answered. Ids are the caller's; nothing here knows who said a thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: one bullet of a group's note."""

    id: int
    text: str
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as people have coded so far; one without statements is known by its name."""

    id: int
    name: str
    statements: frozenset[int] = frozenset()
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Alike:
    """Statements that say the same, each of them like each other one; `likeness` is that of the least alike two."""

    ids: tuple[int, ...]
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewTheme:
    """Statements that seem to belong together, and the words that say so, as somebody wrote them.

    `key` names the suggestion: (statement, key) is what a person rejects. `cohesion` is the mean likeness of its pairs.
    """

    key: str
    words: tuple[str, ...]
    statements: tuple[int, ...]
    cohesion: float


@dataclass(frozen=True, slots=True)
class Into:
    """A statement that seems to belong to a theme people have made, and the words it has in common with it."""

    key: str
    statement: int
    theme: int
    likeness: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Every statement without a code is in one of the three. The largest and the likeliest stand first."""

    new: tuple[NewTheme, ...] = ()
    into: tuple[Into, ...] = ()
    left: tuple[int, ...] = ()
