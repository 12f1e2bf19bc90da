"""What the queue does for this room."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samspill.overall.reminding import remind_leads
from samspill.queue.jobs import job
from samspill.queue.schedules import Daily


@job(title=_("Remind of what the teams are asked"), retries=2, schedule=Daily(6))
def remind_of_plans(*, at: datetime) -> None:
    """In the morning, a week before an answer is due."""
    remind_leads(at)
