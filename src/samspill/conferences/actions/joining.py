"""A phone gives a code and gets a group's note; whoever guesses has to wait longer and longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from samspill.conferences.codes import plain
from samspill.conferences.models import CodeTries, Group
from samspill.conferences.opening import shut
from samspill.conferences.queries import OPEN_GROUPS

# All phones of a hall often share one address, so a few dozen typing errors in a few minutes must pass; one wrong try
# is forgotten every FORGET. Guessing at that pace finds one of 150 codes among 31^6 in about a year.
FREE = 20
FORGET = timedelta(seconds=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Joined:
    """What a code opens: a group, or why not. `why` is one of `opening.WHYS`, or “wait” until `until`."""

    group: Group | None = None
    why: str = ""
    until: datetime | None = None


@transaction.atomic
def join(typed: str, *, address: str, at: datetime) -> Joined:
    """Find the group of a code. Nobody acts here and nothing about a group changes, so there is no journal line."""
    key = salted_hmac("samspill.conferences.joining", address, algorithm="sha256").hexdigest()
    tries = CodeTries.objects.select_for_update().filter(pk=key).first()
    if tries and tries.until and tries.until > at:
        return Joined(why="wait", until=tries.until)
    found = OPEN_GROUPS.filter(code=plain(typed)).first()
    if found is None:
        until = _count(key, tries, at)
        return Joined(why="wait" if until else "code", until=until)
    return Joined(found, shut(found.session.conference.meeting, at))


def _count(key: str, tries: CodeTries | None, at: datetime) -> datetime | None:
    """Count a wrong try; say until when nothing more is taken, if it was one too many."""
    before = max(0, tries.wrong - int((at - tries.at) / FORGET)) if tries else 0
    wrong = before + 1
    wait = min(FIRST_WAIT * 2 ** min(wrong - FREE - 1, 10), LONGEST_WAIT) if wrong > FREE else None
    until = at + wait if wait else None
    CodeTries.objects.update_or_create(address=key, defaults={"wrong": wrong, "at": until or at, "until": until})
    return until


def forget_tries(at: datetime) -> None:
    """Let go of addresses from which nobody has guessed for a day."""
    CodeTries.objects.filter(at__lt=at - timedelta(days=1)).delete()
