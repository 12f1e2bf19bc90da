"""Taking files in and withdrawing them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspill.access.rules import Scope
from samspill.documents.answers import tame
from samspill.documents.jobs import convert
from samspill.documents.kinds import ENDINGS, FileKind, kind_of
from samspill.documents.models import Blob, Part, State, Upload
from samspill.documents.paper import short
from samspill.journal.actions import note


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file belongs: the ids of the thing's scope, the thing, its page, and the words of the gate for it."""

    municipality_id: int
    thing_kind: str
    thing_id: int
    home: str
    read_word: str
    write_word: str
    unit_id: int | None = None
    arena_id: int | None = None
    language: str = "nb"

    def scope(self) -> Scope:
        return Scope.of(self.municipality_id, self.unit_id, self.arena_id)


@transaction.atomic
def take_in(file: File[bytes], *, place: Place, acting: Any, at: datetime) -> Upload:
    """Keep a file, and ask for it to be made readable. ValidationError at `file` says why it is not accepted."""
    data, called = file.read(), str(file.name or "")
    try:
        kind = kind_of(data, called)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    upload = Upload.objects.create(
        municipality_id=place.municipality_id,
        unit_id=place.unit_id,
        arena_id=place.arena_id,
        thing_kind=place.thing_kind,
        thing_id=place.thing_id,
        home=place.home,
        read_word=place.read_word,
        write_word=place.write_word,
        language=place.language,
        name=saved_name(called, kind),
        shown_name=short(PurePath(called.replace("\\", "/")).name, 300) or saved_name(called, kind),
        kind=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        state=State.READY if kind == FileKind.PDF else State.WAITING,
        uploaded_by=getattr(acting, "pk", None),
        uploaded_by_name=str(acting or "")[:200],
        uploaded_at=at,
    )
    Blob.objects.create(upload=upload, part=Part.ORIGINAL, data=data)
    note("file.taken_in", upload, acting=acting, at=at)
    if upload.state == State.WAITING:
        convert.enqueue(upload=upload.pk, at=at, municipality_id=place.municipality_id)
    return upload


def saved_name(called: str, kind: FileKind) -> str:
    """The name without paths and odd signs, with the ending that its content deserves."""
    last = PurePath(called.replace("\\", "/")).name
    path = PurePath(tame(last))
    endings = ENDINGS[kind]
    if path.suffix.lower().lstrip(".") in endings:
        return f"{path.stem}{path.suffix}"
    return f"{path.stem if kind == FileKind.TEXT else path.name}.{endings[0]}"


@transaction.atomic
def withdraw(upload: Upload, *, reason: str, acting: Any, at: datetime) -> Upload:
    """Take the file away for good; that it was here, and why it went, stays written down."""
    row = Upload.objects.select_for_update().get(pk=upload.pk)
    if row.withdrawn_at is not None:
        raise ValidationError(_("This file has already been withdrawn."))
    row.withdrawn_at, row.withdrawn_why, row.html, row.text = at, reason, "", ""
    row.version += 1
    row.save(update_fields=["withdrawn_at", "withdrawn_why", "html", "text", "version"])
    row.blobs.all().delete()
    note("file.withdrawn", row, acting=acting, at=at, why=reason)
    return row
