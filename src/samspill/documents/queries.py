from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from samspill.documents.models import Blob, Part, Upload


def uploads_of(thing_kind: str, thing_id: int) -> QuerySet[Upload]:
    """The files at one thing, newest first, without what is in them."""
    return Upload.objects.filter(thing_kind=thing_kind, thing_id=thing_id, withdrawn_at=None).defer("html", "text")


def uploads_of_all(thing_kind: str, ids: list[int]) -> QuerySet[Upload]:
    """The files at many things of one kind, for pages that list the things."""
    rows = Upload.objects.filter(thing_kind=thing_kind, thing_id__in=ids, withdrawn_at=None)
    return rows.defer("html", "text")


def part_of(upload: Upload, part: Part) -> bytes:
    blob = Blob.objects.filter(upload=upload, part=part).first()
    if blob is None:
        raise Http404
    return bytes(blob.data)
