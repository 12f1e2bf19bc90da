"""Rooms above that keep the life of a kind of matter (`settings.MATTER_TAKERS`), told in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from samspill.meetings.models import Item
from samspill.people.models import Person


def let_know(item: Item, what: str, *, acting: Person | None, at: datetime, reason: str = "") -> None:
    """Tell whoever keeps such matters that it was submitted, accepted (on an agenda), changed, returned, withdrawn."""
    path = settings.MATTER_TAKERS.get(item.treats)
    if path:
        import_string(path)(item, what, acting=acting, at=at, reason=reason)
