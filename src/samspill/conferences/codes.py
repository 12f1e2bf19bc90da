"""Short codes that open a group's note: easy to read from a wall, hard to guess."""

from __future__ import annotations

import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without what looks alike: I L O 0 1
LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def plain(typed: str) -> str:
    """A code as it is kept, however it was typed: small letters, blanks and hyphens are forgiven."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def spoken(code: str) -> str:
    """As it stands on a wall: in threes."""
    return f"{code[:3]} {code[3:]}"
