"""What must hold before Samspill opens its door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connection

from samspill.door import demo
from samspill.people.models import Position


@register(Tags.security)
def demo_stays_local(app_configs: Any, **_kwargs: Any) -> list[Error]:
    """The demo lets anybody be anybody, so it may not be reached under a public name."""
    public = [host for host in settings.ALLOWED_HOSTS if not demo.is_local(host)] if settings.DEMO else []
    if not public:
        return []
    return [
        Error(
            f"SAMSPILL_DEMO is on and SAMSPILL_HOSTS holds a public name: {', '.join(public)}.",
            hint="Turn SAMSPILL_DEMO off, or leave SAMSPILL_HOSTS empty.",
            id="samspill.E001",
        )
    ]


@register(Tags.database)
def demo_has_only_the_cast(app_configs: Any, databases: Sequence[str] | None, **_kwargs: Any) -> list[Error]:
    """The demo's door may not stand open to people of a real municipality."""
    if not settings.DEMO or not databases or Position._meta.db_table not in connection.introspection.table_names():
        return []  # before the first migration there is nobody yet
    # Only the name is read: this runs before a migration too, when other columns may still be missing.
    stranger = demo.strangers().order_by("pk").values_list("unit__municipality__name", flat=True).first()
    if stranger is None:
        return []
    return [
        Error(
            f"SAMSPILL_DEMO is on, but the database holds people of {stranger}.",
            hint="Turn SAMSPILL_DEMO off, or give the demo a data folder of its own with SAMSPILL_DATA.",
            id="samspill.E002",
        )
    ]
