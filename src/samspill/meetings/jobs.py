"""What the queue does for this room."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samspill.meetings.inviting import bring_all_up_to_date
from samspill.queue.jobs import job
from samspill.queue.schedules import Every


@job(title=_("Keep the invitations up to date"), retries=2, schedule=Every(15))
def keep_invitations(*, at: datetime) -> None:
    """Invite whoever has got a seat since, and let go whoever has left."""
    bring_all_up_to_date(at)
