"""Verbs about shared text. Typing itself goes through the socket; without JavaScript, and from code, it is `append`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc

from samspill.arenas.models import Arena
from samspill.journal.actions import note as journal
from samspill.notes import log
from samspill.notes.document import FIELD, Block, blocks, fields, rebuild, with_lines
from samspill.notes.models import Line, Note, NoteUpdate
from samspill.people.models import Person
from samspill.people.versions import change, save_new


@transaction.atomic
def open_note(arena: Arena | None, *, read_word: str, write_word: str, acting: Person | None, at: datetime) -> Note:
    """Open an empty text; `read_word` and `write_word` are action words of the gate."""
    note = save_new(Note(arena=arena, read_word=read_word, write_word=write_word, created_at=at))
    journal("note.opened", note, acting=acting, at=at)
    return note


@transaction.atomic
def lock(note: Note, *, acting: Person | None, at: datetime) -> None:
    """From here on nothing is written, in whichever process the text is open: every writer holds the note's row."""
    differences = change(note, version=None, fields={"locked_at": note.locked_at or at})
    if differences:
        journal("note.locked", note, acting=acting, at=at)
    extract(note, at)


@transaction.atomic
def unlock(note: Note, *, acting: Person | None, at: datetime) -> None:
    if change(note, version=None, fields={"locked_at": None}):
        journal("note.unlocked", note, acting=acting, at=at)


@transaction.atomic
def append(note: Note, field: str, text: str, *, author: Person | None, at: datetime) -> None:
    """Add a paragraph for each line of `text` at the end of a field; those who have the text open see it come."""
    if not FIELD.fullmatch(field):
        raise ValueError(f"“{field}” names no field. Accepted: small letters, digits and hyphens, a letter first.")
    held = Note.objects.select_for_update(no_key=True, of=("self",)).get(pk=note.pk)
    if held.locked_at:
        raise ValidationError(_("The text is locked, so nothing was added. What you wrote is still here."))
    if not text.strip():
        raise ValidationError(_("Write something first."))
    update = with_lines(rebuild(log.whole(note.pk).parts), field, text, author.pk if author else None)
    NoteUpdate.objects.create(note=held, data=update, author=author, at=at)
    journal("note.appended", held, acting=author, at=at)
    extract(note, at)


@transaction.atomic
def extract(note: Note, at: datetime) -> None:
    """Read the rows out of the document as the log has it now. Nobody acts here: it only repeats what is written."""
    _read_out(note, at)


@transaction.atomic
def fold(note: Note, at: datetime) -> None:
    """Make one piece of the log. Rows first: who began a block is only known from the log.

    Replaying is 40 times faster here than pycrdt's merging of updates (78 ms against 3.6 s for 20,000).
    """
    found, doc = _read_out(note, at)
    if len(found.parts) > 1:
        log.fold(note.pk, found, doc.get_update())


def _read_out(note: Note, at: datetime) -> tuple[log.Whole, Doc[Any]]:
    log.hold(note.pk)
    found = log.whole(note.pk)
    doc = rebuild(found.parts)
    there = {line.key: line for line in Line.objects.filter(note=note)}
    fresh, changed = [], []
    for line in _lines(note, {field: list(blocks(doc, field)) for field in fields(doc)}):
        known = there.pop(line.key, None)
        if known is None:
            fresh.append(_begun(line, at))
        elif _renew(known, line, at):
            changed.append(known)
    Line.objects.filter(pk__in=[line.pk for line in there.values()]).delete()
    Line.objects.bulk_update(changed, [*SHOWN, "changed_at"])
    Line.objects.bulk_create(fresh)
    return found, doc


SHOWN = ("field", "place", "kind", "level", "text", "html")


def _lines(note: Note, found: dict[str, list[Block]]) -> Iterator[Line]:
    taken: set[str] = set()
    for field, shown in found.items():
        for place, block in enumerate(shown):
            key = _free(block.key or hashlib.sha256(f"{field} {block.text}".encode()).hexdigest()[:20], taken)
            taken.add(key)
            yield Line(
                note=note,
                field=field,
                key=key,
                place=place,
                kind=block.kind,
                level=block.level,
                text=block.text,
                html=block.html,
            )


def _free(key: str, taken: set[str]) -> str:
    """An editor that is not ours may give two blocks one id; each is still a line."""
    free, number = key, 1
    while free in taken:
        number += 1
        free = f"{key}~{number}"
    return free


def _begun(line: Line, at: datetime) -> Line:
    author, began = log.introduced(line.note_id, line.key) or (None, at)
    line.author_id, line.first_at, line.changed_at = author, began, at
    return line


def _renew(known: Line, line: Line, at: datetime) -> bool:
    """Take over what the block looks like now; only other words or marks count as a change."""
    if all(getattr(known, name) == getattr(line, name) for name in SHOWN):
        return False
    if known.html != line.html:
        known.changed_at = at
    for name in SHOWN:
        setattr(known, name, getattr(line, name))
    return True
