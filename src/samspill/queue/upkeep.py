from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samspill.queue import running
from samspill.queue.jobs import job
from samspill.queue.schedules import Daily


@job(title=_("Forget what was done long ago"), schedule=Daily(4, 10))
def forget(*, at: datetime) -> None:
    running.clean(at)
