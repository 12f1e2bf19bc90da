"""The exit pulse: three questions, answered once per phone, kept as counts.

What keeps an answer nobody's: answers are tallies, ballots carry neither time nor person, and answering writes no line
in the journal. The result is one picture, taken once, from FEWEST ballots up: a picture that grew by one ballot would
show that ballot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samspill.conferences.models import Conference, Pulse, PulseBallot
from samspill.conferences.telling import tell
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import change

FEWEST = 5
SALT = "samspill.conferences.pulse"


def digest(mark: str) -> str:
    """What is kept of the random mark in a phone."""
    return salted_hmac(SALT, mark, algorithm="sha256").hexdigest()


@transaction.atomic
def answer_pulse(conference: Conference, *, mark: str, answers: Mapping[str, int]) -> None:
    """Count the answers of one phone, once. Neither a time nor a journal line (see above)."""
    held = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    if held.pulse_closed_at:
        raise ValidationError(_("The answers are closed and the result stands, so nothing was counted."))
    _ballot, new = PulseBallot.objects.get_or_create(conference=held, device=digest(mark))
    if not new:
        raise ValidationError(_("This phone has answered already. Its first answer counts."))
    for question, value in answers.items():
        Pulse.objects.get_or_create(conference=held, question=question, value=value)
        Pulse.objects.filter(conference=held, question=question, value=value).update(count=F("count") + 1)
    tell(held.pk, "board")


@transaction.atomic
def close_pulse(conference: Conference, *, acting: Person | None, at: datetime) -> None:
    """Take no more answers and show the result."""
    held = Conference.objects.select_for_update(of=("self",)).select_related("unit").get(pk=conference.pk)
    if held.pulse_closed_at:
        return
    if held.pulse_ballots.count() < FEWEST:
        raise ValidationError(
            _("Fewer than %(fewest)s have answered. A result of so few would show who said what.") % {"fewest": FEWEST}
        )
    change(held, version=None, fields={"pulse_closed_at": at})
    note("conference.pulse_closed", held, acting=acting, at=at)
    tell(held.pk, "board")
