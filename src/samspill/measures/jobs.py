"""What the queue does for this room."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samspill.measures.reminding import remind_leads
from samspill.queue.jobs import job
from samspill.queue.schedules import Daily


@job(title=_("Remind of what the teams are asked"), retries=2, schedule=Daily(6))
def remind_of_hearings(*, at: datetime) -> None:
    """In the morning, a few days before an answer is due."""
    remind_leads(at)
