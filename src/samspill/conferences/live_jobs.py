"""What a day with phones leaves behind and nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from samspill.conferences.actions.joining import forget_tries
from samspill.conferences.models import TakenOp
from samspill.queue.jobs import job
from samspill.queue.schedules import Daily

# A phone may come back with a text a day late; the group's note is shut by then, and answers that by itself.
KEPT = timedelta(days=7)


@job(title=_("Forget what was done long ago"), schedule=Daily(4, 20))
def forget(*, at: datetime) -> None:
    """Let go of vain guesses at codes, and of the marks by which what a phone sent twice is known."""
    forget_tries(at)
    TakenOp.objects.filter(group__session__conference__meeting__on__lt=(at - KEPT).date()).delete()
