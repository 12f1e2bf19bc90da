"""What the queue does for this room."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspill.documents.converting import Converted, converted
from samspill.documents.kinds import FileKind
from samspill.documents.models import Blob, Part, State, Upload
from samspill.queue.jobs import job


@job(title=_("Make a file readable for everybody"), retries=3)
def convert(*, upload: int, at: datetime) -> None:  # noqa: ARG001  # the queue hands every job its clock
    """Read the file and keep what came of it. Asked for twice, it is done once."""
    row = Upload.objects.filter(pk=upload, state=State.WAITING, withdrawn_at=None).first()
    original = Blob.objects.filter(upload=upload, part=Part.ORIGINAL).first()
    if row is None or original is None:
        return
    title = PurePath(row.shown_name).stem or row.shown_name
    made = converted(bytes(original.data), FileKind(row.kind), title=title, language=row.language, at=row.uploaded_at)
    _keep(row.pk, made)


@transaction.atomic
def _keep(pk: int, made: Converted) -> None:
    """Somebody may have withdrawn the file meanwhile: then nothing of it is kept."""
    row = Upload.objects.select_for_update().filter(pk=pk, state=State.WAITING, withdrawn_at=None).first()
    if row is None:
        return
    row.state = State.UNREADABLE if made.reason else State.READY
    row.reason, row.html, row.text = made.reason, made.html, made.text
    row.save(update_fields=["state", "reason", "html", "text"])
    Blob.objects.bulk_create(Blob(upload=row, part=part, data=data) for part, data in made.parts.items())
