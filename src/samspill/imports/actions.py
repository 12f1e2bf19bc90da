"""Verbs about files on their way in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.imports.models import Upload
from samspill.imports.preview import Preview
from samspill.journal.actions import note
from samspill.people.models import Municipality, Person

KEPT = timedelta(days=2)


class ChangedMeanwhileError(Exception):
    """What would be done is no longer what the reader saw."""


@transaction.atomic
def receive(municipality: Municipality, *, kind: str, name: str, data: bytes, acting: Person, at: datetime) -> Upload:
    """Keep a file until it is carried out or thrown away; files nobody came back to are thrown away."""
    Upload.objects.filter(made_at__lt=at - KEPT).delete()
    return Upload.objects.create(municipality=municipality, kind=kind, name=name, data=data, made_by=acting, made_at=at)


def answer_questions(upload: Upload, answers: Mapping[str, str]) -> None:
    """Remember what the reader of the preview said; a later answer replaces an earlier one."""
    upload.answers = {**upload.answers, **answers}
    upload.save(update_fields=["answers"])


@transaction.atomic
def carry_out(upload: Upload, preview: Preview, *, seal: str, acting: Person, at: datetime) -> None:
    """Do all of it or nothing. The file is thrown away afterwards; the journal says what was done."""
    if preview.refused:
        raise ValidationError(_("This file cannot be imported yet. Read what is said above it."))
    if preview.seal != seal:
        raise ChangedMeanwhileError
    preview.carry_out(acting, at)
    done = {"new": (0, len(preview.diff.new)), "changed": (0, len(preview.diff.changed))}
    note(f"import.{upload.kind}", upload.municipality, acting=acting, at=at, why=upload.name, changes=done)
    upload.delete()
