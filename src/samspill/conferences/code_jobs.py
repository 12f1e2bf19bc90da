"""What the queue does for the analysis."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samspill.conferences.actions.suggesting import keep
from samspill.conferences.code_bridge import suggested
from samspill.conferences.models import Suggestions
from samspill.queue.jobs import job


@job(title=_("Look for themes in what was said at a conference"), retries=1)
def look_for_themes(*, conference: int, at: datetime) -> None:
    """For conferences with so many statements that a page would have to wait."""
    asked = Suggestions.objects.select_related("conference__unit__municipality").filter(conference=conference).first()
    if asked and asked.made_at is None:
        keep(asked, suggested(asked.conference), at=at)
