"""How the group worked, answered without a name (R46).

What keeps an answer nobody's: answers are tallies, ballots carry no time, and answering writes no line in the journal.
The result is one picture, taken once: it is shown when the meeting has ended and the answers are closed, from FEWEST
ballots up, and a closed evaluation takes no more. A picture that grew by one ballot would show that ballot.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.meetings.models import DynamicsAnswer, DynamicsBallot, Here, Meeting
from samspill.people.models import Person
from samspill.people.versions import change

FEWEST = 5


@transaction.atomic
def answer_dynamics(meeting: Meeting, *, person: Person, answers: Mapping[str, int]) -> None:
    """Count the answers of somebody who was there, once. Neither a time nor a journal line (see above)."""
    held = _hold(meeting)
    if held.evaluated:
        raise ValidationError(_("The answers are closed and the result stands, so nothing was counted."))
    if not held.presences.filter(person=person, here=Here.PRESENT).exists():
        raise ValidationError(
            _("Only those who were there answer. Ask whoever takes the minutes to mark you as present.")
        )
    _ballot, new = DynamicsBallot.objects.get_or_create(meeting=held, person=person)
    if not new:
        raise ValidationError(_("You have answered already. Your first answer counts."))
    for question, value in answers.items():
        tally, _new = DynamicsAnswer.objects.get_or_create(meeting=held, question=question, value=value)
        DynamicsAnswer.objects.filter(pk=tally.pk).update(count=F("count") + 1)


@transaction.atomic
def close_evaluation(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """Take no more answers and show the result."""
    held = _hold(meeting)
    if held.evaluated:
        return
    if held.ended_at is None:
        raise ValidationError(_("The meeting has not ended, so the answers stay open. End the meeting first."))
    if held.ballots.count() < FEWEST:
        raise ValidationError(
            _("Fewer than %(fewest)s have answered. A result of so few would show who said what.") % {"fewest": FEWEST}
        )
    change(held, version=None, fields={"evaluated": True})
    note("meeting.evaluation_closed", held, acting=acting, at=at)


def _hold(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("arena__unit").select_for_update(of=("self",)).get(pk=meeting.pk)
