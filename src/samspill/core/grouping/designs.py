"""Rounds in which nobody meets anybody twice, by construction: affine planes and transversal designs.

With q groups of s ≤ q people, person (x, y) sits in round m in group y + m·x. Two people of different x meet once, as
long as the differences of the m are invertible: q rounds for a prime power q, the smallest prime power in q for others
(MacNeish 1922). Those of one x have not met then, and fill further rounds if s divides q.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

Rounds = list[list[list[int]]]
Plus = Callable[[int, int], int]
LARGEST = 64  # groups: fields beyond are not needed where a search finds rounds without repeats by itself


def design(groups: int, size: int) -> Rounds:
    """Give as many rounds of `groups` × `size` people (0 …) without a repeat as are known; at least one."""
    people = list(range(groups * size))
    if size > groups or groups > LARGEST or size < 2:
        return [[people[at * size : (at + 1) * size] for at in range(groups)]]
    plus, times, invertible = _ring(groups)
    rounds: Rounds = []
    for m in invertible:
        made: list[list[int]] = [[] for _ in range(groups)]
        for x, y in product(range(size), range(groups)):
            made[plus(y, times[m][x])].append(x * groups + y)
        rounds.append(made)
    if groups % size == 0:
        for inner in design(groups // size, size):
            rounds.append([[x * groups + y for y in group] for x in range(size) for group in inner])
    return rounds


def _ring(q: int) -> tuple[Plus, list[list[int]], list[int]]:
    """Give addition, the table of multiplication and elements with invertible differences in a product of fields."""
    parts = _prime_powers(q)
    fields = [_field(p, p**k) for p, k in parts]
    orders = [p**k for p, k in parts]

    def split(x: int) -> list[int]:
        digits = []
        for order in orders:
            x, digit = divmod(x, order)
            digits.append(digit)
        return digits

    def join(digits: list[int]) -> int:
        x = 0
        for order, digit in zip(reversed(orders), reversed(digits), strict=True):
            x = x * order + digit
        return x

    def plus(a: int, b: int) -> int:
        added = zip(parts, split(a), split(b), strict=True)
        return join([_add(one, other, p) for (p, _), one, other in added])

    table = [
        [join([field[i][j] for field, i, j in zip(fields, split(a), split(b), strict=True)]) for b in range(q)]
        for a in range(q)
    ]
    return plus, table, [join([t] * len(orders)) for t in range(min(orders))]


def _prime_powers(q: int) -> list[tuple[int, int]]:
    powers, p = [], 2
    while q > 1:
        k = 0
        while q % p == 0:
            q, k = q // p, k + 1
        if k:
            powers.append((p, k))
        p += 1
    return powers


def _field(p: int, q: int) -> list[list[int]]:
    """Multiply in the field of q elements: polynomials over the whole numbers mod p, written as digits."""
    for modulus in range(q, 2 * q):
        table = [[_times(a, b, p, q, modulus) for b in range(q)] for a in range(q)]
        if all(len(set(row)) == q for row in table[1:]):
            return table
    raise AssertionError("There is an irreducible polynomial of every degree.")


def _add(a: int, b: int, p: int) -> int:
    total, scale = 0, 1
    while a or b:
        total += (a + b) % p * scale
        a, b, scale = a // p, b // p, scale * p
    return total


def _times(a: int, b: int, p: int, q: int, modulus: int) -> int:
    """Horner's rule; `modulus` has leading digit 1, so that x^k is minus its lower digits."""
    total = 0
    digits = []
    while b:
        b, digit = divmod(b, p)
        digits.append(digit)
    for digit in reversed(digits):
        total *= p
        lead, total = divmod(total, q)
        for _ in range(lead * (p - 1) % p):
            total = _add(total, modulus % q, p)
        for _ in range(digit):
            total = _add(total, a, p)
    return total
