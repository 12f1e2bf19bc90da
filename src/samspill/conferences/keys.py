"""Which notes a phone may open: the codes it has given, in a signed cookie that says nothing about whose it is."""

from __future__ import annotations

from collections.abc import Iterable

from django.core import signing

COOKIE = "samspill_groups"
SALT = "samspill.conferences.keys"
HOURS = 36  # the day decides; this only lets old cookies fade
MOST = 12  # rounds of one day, with some to spare


def read(cookie: str) -> tuple[str, ...]:
    """The codes in a cookie; none in one that is not ours, or old."""
    try:
        found = signing.loads(cookie, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return ()
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def written(codes: Iterable[str]) -> str:
    return signing.dumps(list(dict.fromkeys(codes))[-MOST:], salt=SALT)
