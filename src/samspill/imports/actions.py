"""Verbs about files on their way in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samspill.imports.models import Upload
from samspill.imports.preview import Preview
from samspill.imports.reading import preview_of
from samspill.journal.actions import note
from samspill.people.models import Municipality, Person
from samspill.people.versions import StaleError

KEPT = timedelta(days=2)


class ChangedMeanwhileError(Exception):
    """What would be done is no longer what the reader saw."""


@transaction.atomic
def receive(municipality: Municipality, *, kind: str, file: File[bytes], acting: Person, at: datetime) -> Upload:
    """Keep a file until it is carried out or thrown away; files nobody came back to are thrown away."""
    Upload.objects.filter(made_at__lt=at - KEPT).delete()
    return Upload.objects.create(
        municipality=municipality, kind=kind, name=file.name or "", data=file.read(), made_by=acting, made_at=at
    )


def answer_questions(upload: Upload, answers: Mapping[str, str]) -> None:
    """Remember what the reader of the preview said; a later answer replaces an earlier one."""
    upload.answers = {**upload.answers, **answers}
    upload.save(update_fields=["answers"])


def forget_answers(upload: Upload) -> None:
    """Ask everything again: one answer was wrong."""
    upload.answers = {}
    upload.save(update_fields=["answers"])


def confirm(upload: Upload, *, seal: str, today: date, acting: Person | None, at: datetime) -> None:
    """Do all of it or nothing. The file is thrown away afterwards; the journal says what was done."""
    try:
        with transaction.atomic():
            # Two who confirm at once: the second waits here, and then sees what the first did.
            municipality = Municipality.objects.select_for_update().get(pk=upload.municipality_id)
            preview = preview_of(upload, today)
            if not preview.refused and preview.seal != seal:
                raise ChangedMeanwhileError
            carry_out(preview, municipality, kind=upload.kind, name=upload.name, acting=acting, at=at)
            upload.delete()
    except (StaleError, IntegrityError) as error:
        raise ChangedMeanwhileError from error


@transaction.atomic
def carry_out(
    preview: Preview, municipality: Municipality | None, *, kind: str, name: str, acting: Person | None, at: datetime
) -> None:
    """Do what a preview says. A whole register speaks of no single municipality: there every verb's own line tells."""
    if preview.refused:
        raise ValidationError(_("This file cannot be imported yet. Read what is said above it."))
    preview.carry_out(acting, at)
    if municipality:
        done = {"new": (0, len(preview.diff.new)), "changed": (0, len(preview.diff.changed))}
        note(f"import.{kind}", municipality, acting=acting, at=at, why=name, changes=done)
