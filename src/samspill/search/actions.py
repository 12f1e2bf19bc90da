"""Putting things into the index and taking them out. Derived rows: no journal line, the thing's own verb wrote one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import islice

from django.db import transaction

from samspill.access.rules import permits
from samspill.core.nordic.compounds import Vocabulary
from samspill.core.nordic.postgres import tsvector
from samspill.core.nordic.words import analyse, clean
from samspill.search import vocabulary
from samspill.search.models import Entry
from samspill.search.sources import Draft, sources

TITLE, PLACE, AT_ONCE = 300, 300, 500
KEY = ("kind", "thing_id")
REST = tuple(field.name for field in Entry._meta.concrete_fields if field.name not in (*KEY, "id"))


def index(draft: Draft, *, at: datetime) -> None:
    """Make a thing findable, or find it by what it says now. Call it in the verb's own transaction."""
    index_all([draft], at=at)


def index_all(drafts: Iterable[Draft], *, at: datetime) -> int:
    """The same for many, one statement for each five hundred; how many they were."""
    done, waiting = 0, iter(drafts)
    while some := [_entry(draft, at) for draft in islice(waiting, AT_ONCE)]:
        Entry.objects.bulk_create(some, update_conflicts=True, unique_fields=KEY, update_fields=REST)
        done += len(some)
    return done


def forget(kind: str, thing_id: int) -> None:
    """Let a thing be found no more."""
    Entry.objects.filter(kind=kind, thing_id=thing_id).delete()


def _entry(draft: Draft, at: datetime) -> Entry:
    permits(draft.read_word)  # a misspelt word would hide the thing from everybody
    title, text = clean(draft.title)[:TITLE], clean(draft.text)
    known = vocabulary.at_hand(draft.municipality)
    fields = asdict(draft) | {
        "title": title,
        "text": text,
        "place": draft.place[:PLACE],
        "persons": list(draft.persons),
        "words": _words(title, text, draft.language, known),
    }
    return Entry(**fields, updated_at=at)


def _words(title: str, text: str, language: str, known: Vocabulary) -> str:
    return tsvector(analyse(title, language, known), analyse(text, language, known))


@transaction.atomic
def reindex(*, at: datetime) -> dict[str, int]:
    """Write the whole index anew from `settings.SEARCH_SOURCES`; how many entries each kind has.

    Twice over: the first round brings the municipality's words, the second divides compounds by them.
    """
    found = {source.kind: index_all(source.drafts(), at=at) for source in sources().values()}
    Entry.objects.exclude(kind__in=found, updated_at=at).delete()
    divide_anew()
    return found


def divide_anew() -> None:
    """Analyse what is stored by the words that are known now."""
    vocabulary.forget()
    entries: Iterator[Entry] = Entry.objects.defer("words").order_by("pk").iterator(AT_ONCE)
    while some := list(islice(entries, AT_ONCE)):
        for entry in some:
            known = vocabulary.known_in(entry.municipality).vocabulary
            entry.words = _words(entry.title, entry.text, entry.language, known)
        Entry.objects.bulk_update(some, ["words"])
