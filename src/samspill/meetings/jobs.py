"""What the queue does for this room."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samspill.meetings.inviting import bring_all_up_to_date
from samspill.people.models import Person
from samspill.queue.jobs import job
from samspill.queue.schedules import Every


@job(title=_("Keep the invitations up to date"), retries=2, schedule=Every(15))
def keep_invitations(*, at: datetime) -> None:
    """Invite whoever has got a seat since, and let go whoever has left."""
    bring_all_up_to_date(at)


@job(title=_("Put what is due on the next agendas"), retries=5)
def collect_in_queue(*, meetings: list[int], by: int | None, at: datetime) -> None:
    """Each by itself; nothing comes twice, however often it runs."""
    from samspill.meetings.actions.collecting import collect
    from samspill.meetings.queries import MEETINGS

    acting = Person.objects.filter(pk=by or 0).first()
    for meeting in MEETINGS.filter(pk__in=meetings).order_by("on", "begins", "pk"):
        collect(meeting, acting=acting, at=at)
