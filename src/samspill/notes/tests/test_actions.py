from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from samspill.journal.models import Entry
from samspill.notes import actions
from samspill.notes.models import NoteSnapshot, NoteUpdate
from samspill.notes.queries import lines
from samspill.notes.tests.speaking import AT, FIELD, Town, town

pytestmark = pytest.mark.django_db
LATER = AT.replace(day=20)


@pytest.fixture
def place() -> Town:
    return town()


def test_added_lines_are_rows_at_once(place: Town) -> None:
    actions.append(place.note, FIELD, " en \n\nto", author=place.anna, at=AT)
    actions.append(place.note, "item-2", "annet", author=place.bo, at=AT)

    assert list(lines(place.note, FIELD).values_list("text", "place", "author__name")) == [
        ("en", 0, "Anna Lund"),
        ("to", 1, "Anna Lund"),
    ]
    assert Entry.objects.filter(verb="note.appended").count() == 2


def test_a_locked_text_takes_nothing(place: Town) -> None:
    actions.lock(place.note, acting=place.anna, at=AT)

    with pytest.raises(ValidationError, match="locked"):
        actions.append(place.note, FIELD, "for sent", author=place.bo, at=AT)

    assert not NoteUpdate.objects.exists()
    assert Entry.objects.filter(verb="note.locked").count() == 1


def test_unlocking_opens_it_again(place: Town) -> None:
    actions.lock(place.note, acting=place.anna, at=AT)

    actions.unlock(place.note, acting=place.anna, at=AT)
    actions.append(place.note, FIELD, "igjen", author=place.bo, at=AT)

    assert lines(place.note).get().text == "igjen"


def test_nothing_and_no_field_are_refused(place: Town) -> None:
    with pytest.raises(ValidationError, match="Write something"):
        actions.append(place.note, FIELD, " \n ", author=place.bo, at=AT)
    with pytest.raises(ValueError, match="names no field"):
        actions.append(place.note, "Item 1", "tekst", author=place.bo, at=AT)


def test_reading_out_again_changes_nothing(place: Town) -> None:
    actions.append(place.note, FIELD, "en\nto", author=place.anna, at=AT)
    before = list(lines(place.note).values())

    actions.extract(place.note, LATER)

    assert list(lines(place.note).values()) == before


def test_folding_keeps_text_and_writers(place: Town) -> None:
    actions.append(place.note, FIELD, "en", author=place.anna, at=AT)
    actions.append(place.note, FIELD, "to", author=place.bo, at=AT)
    before = list(lines(place.note).values())

    actions.fold(place.note, LATER)
    actions.append(place.note, FIELD, "tre", author=None, at=LATER)

    assert list(lines(place.note).values())[:2] == before
    assert NoteSnapshot.objects.get().note == place.note
    assert NoteUpdate.objects.count() == 1


def test_the_first_update_with_a_block_decides_who_wrote_it(place: Town) -> None:
    """Whatever the block claims: the attribute `author` is only the browser's word."""
    actions.append(place.note, FIELD, "annas", author=place.anna, at=AT)
    NoteUpdate.objects.update(author=place.bo)
    lines(place.note).delete()

    actions.extract(place.note, LATER)

    line = lines(place.note).get()
    assert (line.author, line.first_at) == (place.bo, AT)


def test_a_note_without_an_arena_is_nobodys(place: Town) -> None:
    note = actions.open_note(None, read_word="arena.read", write_word="arena.change", acting=None, at=AT)

    assert not note.scope().municipalities
