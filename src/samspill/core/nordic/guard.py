"""What in a text might point at one pupil: identity numbers, phone numbers, likely names of persons.

Minutes are about the system, not about a single child; the guard lets the writer notice. It nudges and never blocks
(ecosystem 1.3 b). Those who work with the schools may be named: they are handed in as the roster, pupils never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from samspill.core.nordic import numbers
from samspill.core.nordic.contexts import BEFORE_NAME, CLASS, NOT_SURNAMES, PLACES, PUPILS, RELATIVES, TITLES
from samspill.core.nordic.names import AMBIGUOUS, FIRST_NAMES

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SURNAME = re.compile(r"(?:sen|son|sson|sdotter|sdatter)s?$")
GENITIVES = ("", "s", "'s", "’s")


class Kind(StrEnum):
    NAME = "name"
    IDENTITY_NUMBER = "identity-number"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in the text something was found, and how surely (0 to 1)."""

    kind: Kind
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Roster:
    """Whoever may be named: the staff the municipality knows."""

    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> Roster:
        return cls(frozenset(" ".join(name.casefold().split()) for name in names))

    @cached_property
    def _parts(self) -> dict[str, list[frozenset[str]]]:
        """First name → the other parts of everybody who has it."""
        found: dict[str, list[frozenset[str]]] = {}
        for name in self.names:
            parts = name.split()
            for first in {parts[0], *parts[0].split("-")}:
                found.setdefault(first, []).append(frozenset(parts))
        return found

    def holds(self, first: str, others: Sequence[str]) -> bool:
        """Somebody with this first name, and with every further name or initial that was written."""
        return any(all(_among(other, parts) for other in others) for parts in self._parts.get(first.casefold(), ()))


def _among(written: str, parts: frozenset[str]) -> bool:
    small = written.casefold()
    return any(part == form or (len(form) == 1 and part.startswith(form)) for form in _bases(small) for part in parts)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row, and what stands around them."""

    words: tuple[re.Match[str], ...]
    before: tuple[str, ...]  # the two words in front, in small letters
    after: str  # the text behind
    opens: bool  # a sentence or a line

    @property
    def first(self) -> str:
        return self.words[0][0]

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(word[0] for word in self.words[1:])


def look(text: str, roster: Roster = Roster(), *, least: float = 0.5) -> tuple[Hit, ...]:  # frozen
    """Everything found with at least this confidence, in the order of the text. Linear in the text."""
    ids = [Hit(Kind.IDENTITY_NUMBER, *place) for place in numbers.identity_numbers(text)]
    taken = [range(hit.start, hit.end) for hit in ids]
    phones = [Hit(Kind.PHONE, *place) for place in numbers.phones(text) if not any(place[0] in one for one in taken)]
    names = [hit for run in _runs(text) if (hit := _judge(run, roster))]
    found = [hit for hit in (*ids, *phones, *names) if hit.confidence >= least]
    return tuple(sorted(found, key=lambda hit: hit.start))


def _runs(text: str) -> Iterator[_Run]:
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        end = at + 1
        if _capital(words[at][0]):
            while end < len(words) and _follows(text, words[end - 1], words[end]):
                end += 1
            start = at + 1 if end - at > 1 and _leads_in(words[at][0], words[at + 1][0]) else at
            before = tuple(word[0].casefold() for word in words[max(0, start - 2) : start])
            opens = text[: words[start].start()].rstrip(" \t\"'«“(*_")[-1:] in (
                "",
                ".",
                "!",
                "?",
                ":",
                "\n",
                "•",
                "–",
                "-",
            )
            yield _Run(tuple(words[start:end]), before, text[words[end - 1].end() :][:40], opens)
        at = end


def _leads_in(word: str, following: str) -> bool:
    """The first word of a sentence has a capital as well, and is no part of the name: “Gutten Amrit”."""
    return word.casefold() in PUPILS or (not _is_first(word) and _is_first(following))


def _follows(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return (
        _capital(other[0], initial=True)
        and text[one.end() : other.start()] in (" ", "\u00a0", ". ")[: 2 + (len(one[0]) == 1)]
    )


def _capital(word: str, *, initial: bool = False) -> bool:
    """A word written as a name; abbreviations such as PPT are not, a single letter is when it may be an initial."""
    return word[0].isupper() and (not word.isupper() or (initial and len(word) == 1))


def _bases(name: str) -> list[str]:
    """The name as written, and without a genitive ending (Karis → Kari)."""
    return [
        name[: len(name) - len(ending)] for ending in GENITIVES if name.endswith(ending) and len(name) > len(ending)
    ]


def _is_first(word: str) -> bool:
    """A first name of the list, or two joined: Anne-Marie is one, a brook called Even-bekken is not."""
    return any(base in FIRST_NAMES or _is_double(base.split("-")) for base in _bases(word))


def _is_double(parts: Sequence[str]) -> bool:
    return len(parts) > 1 and parts[0] in FIRST_NAMES and all(part[:1].isupper() for part in parts)


def _judge(run: _Run, roster: Roster) -> Hit | None:
    if _is_elsewhere(run):
        return None
    pupil = _of_a_pupil(run)
    known = any(roster.holds(base, run.others) for base in _bases(run.first))
    if known and (run.others or not pupil):
        return None
    confidence = _confidence(run, pupil)
    return Hit(Kind.NAME, run.words[0].start(), run.words[-1].end(), confidence) if confidence else None


def _is_elsewhere(run: _Run) -> bool:
    """A street, a school, a king, or somebody whose work is said: “rektor Kari Lund”."""
    following = WORD.match(run.after.lstrip())
    tail = [run.words[-1][0].casefold(), following[0].casefold() if following else ""]
    in_front = run.before[-1:]
    return any(word in PLACES for word in tail) or any(
        _ends_with(word, TITLES) or word in BEFORE_NAME for word in in_front
    )


def _ends_with(word: str, titles: frozenset[str]) -> bool:
    """Titles are compounds as often as not: kontaktlærer, PPT-rådgiver."""
    return any(word.endswith(title) for title in titles)


def _of_a_pupil(run: _Run) -> bool:
    before = run.before[-1:]
    relative = len(run.before) == 2 and run.before[0] in RELATIVES and run.before[1] in ("til", "åt", "till", "of")
    return any(word in PUPILS for word in before) or relative or bool(CLASS.match(run.after))


def _confidence(run: _Run, pupil: bool) -> float:
    surname = bool(run.others) and run.others[0].casefold() not in NOT_SURNAMES
    if not _is_first(run.first):
        directly = run.before[-1:] and run.before[-1] in PUPILS
        return (
            0.8
            if directly
            else 0.6
            if not run.opens and (pupil or (surname and SURNAME.search(run.others[-1])))
            else 0.0
        )
    if any(base in AMBIGUOUS for base in _bases(run.first)) and run.first not in FIRST_NAMES - AMBIGUOUS:
        return 0.75 if pupil or surname else 0.0
    return 0.95 if pupil else 0.9 if surname else 0.8
