"""Numbers that point at one person: identity numbers of three countries, and phone numbers.

Norway: eleven digits with two check digits modulo 11 (Skatteetaten); a D-number has 40 added to the day, made-up
numbers for tests 40 or 80 to the month. From 2032 the first check digit follows another rule; until then both must
fit. Denmark: CPR without a check since 2007, so the hyphen or the old check must speak for it. Sweden: ten digits,
Luhn; a coordination number has 60 added to the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

ELEVEN = re.compile(r"(?<![\d.,/-])(\d{6})[ \u00a0-]?(\d{5})(?![\d/-])")
TEN = re.compile(r"(?<![\d.,/-])(?:18|19|20)?(\d{6})([- +\u00a0]?)(\d{4})(?![\d/-])")
PHONE = re.compile(
    r"""(?<![\d.,/+-])(?:
    (?:\+|00)4[567][ \u00a0]?\(?0?\)?(?:\d[ \u00a0-]?){7,9}(?<![ \u00a0-])  # with the country
  | [49]\d{7} | [49]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{3}                       # Norwegian mobile
  | [2-9]\d(?:[ \u00a0]\d{2}){3}                                            # eight digits in pairs
  | 07\d[ -]?\d{3}[ ]?\d{2}[ ]?\d{2}                                        # Swedish mobile
  | 0\d{1,3}-\d{2,3}[ ]?\d{2}[ ]?\d{2}                                      # Swedish with the area
    )(?![\d/-]|[.,]\d)""",
    re.VERBOSE,
)
FIRST_CHECK, SECOND_CHECK = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
CPR_CHECK = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

Place = tuple[int, int, float]


def identity_numbers(text: str) -> Iterator[Place]:
    """(start, end, confidence) of identity numbers. Linear."""
    yield from _found(ELEVEN, text, lambda match: 0.99 if is_norwegian(match[1] + match[2]) else 0.0)
    yield from _found(TEN, text, lambda match: _ten(match[1], match[2], match[3]))


def phones(text: str) -> Iterator[Place]:
    return _found(PHONE, text, lambda _match: 0.8)


def _found(pattern: re.Pattern[str], text: str, weigh: Callable[[re.Match[str]], float]) -> Iterator[Place]:
    for match in pattern.finditer(text):
        confidence = weigh(match)
        if confidence:
            yield match.start(), match.end(), confidence


def is_norwegian(digits: str) -> bool:
    """Eleven digits that are a fødselsnummer or a D-number."""
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    return _is_day(day, month) and _checks(digits[:10], FIRST_CHECK) and _checks(digits, SECOND_CHECK)


def _ten(date: str, joint: str, last: str) -> float:
    """How surely ten digits are a Danish or a Swedish number."""
    if is_swedish(date + last):
        return 0.95 if joint in ("-", "+") else 0.8
    if not _is_day(int(date[:2]), int(date[2:4])):
        return 0.0
    if joint == "-":
        return 0.95
    return 0.8 if _checks(date + last, CPR_CHECK) else 0.0


def is_swedish(digits: str) -> bool:
    day = int(digits[4:6])
    return _is_day(day - 60 if day > 60 else day, int(digits[2:4])) and _luhn(digits)


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _checks(digits: str, weights: Sequence[int]) -> bool:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 == 0


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits)]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
