from __future__ import annotations

from django.db.models import Model, QuerySet

from samspill.journal.models import Entry


def acts_on(thing: Model) -> QuerySet[Entry]:
    """The history of one thing, newest first, readings left out."""
    return Entry.objects.filter(thing=thing._meta.label_lower, thing_id=thing.pk, reading=False)
