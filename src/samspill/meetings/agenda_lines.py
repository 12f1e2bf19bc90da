"""Items as the sent agenda keeps them, and what has changed since, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samspill.meetings.agenda_changes import Changes
from samspill.meetings.models import Item


def line_of(item: Item) -> dict[str, object]:
    """An item as the sent agenda keeps it."""
    owner = item.owner.name if item.owner else ""
    return {"id": item.pk, "title": item.title, "minutes": item.minutes, "owner": owner}


def told(changes: Changes, now: Sequence[Mapping[str, object]]) -> list[str]:
    """One sentence for each thing that changed."""
    phrases = {"new": _("New: %(title)s"), "changed": _("Changed: %(title)s"), "moved": _("Moved: %(title)s")}
    here = {line["id"]: line["title"] for line in now}
    said = [phrases[mark] % {"title": here[pk]} for pk, mark in changes.marks.items()]
    return [*said, *(_("Taken off: %(title)s") % {"title": line["title"]} for line in changes.gone)]
