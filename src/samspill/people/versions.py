"""Changing a row that somebody else may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F

from samspill.journal.actions import changed
from samspill.people.models import Versioned

V = TypeVar("V", bound=Versioned)


class StaleError(Exception):
    """The row was changed after the form was filled. Carries the row as it is now, so that both can be shown."""

    def __init__(self, current: Versioned) -> None:
        super().__init__(str(current))
        self.current = current


def change(thing: V, *, version: int | None, fields: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """Set `fields` and save only them, if `thing` still has `version`. Return what changed; nothing changed, no write.

    `version` None skips the check, for verbs that follow no form. Raises StaleError, or ValidationError by field.
    """
    differences = changed(thing, fields)
    if version is not None and thing.version != version:
        raise StaleError(thing)
    if not differences:
        return {}
    for name, (_before, after) in differences.items():
        setattr(thing, name, after)
    thing.full_clean()
    held = thing.version
    thing.version = held + 1
    values = {name: getattr(thing, name) for name in differences}
    kept = type(thing)._default_manager.filter(pk=thing.pk, version=held)
    if not kept.update(**values, version=F("version") + 1):
        raise StaleError(type(thing)._default_manager.get(pk=thing.pk))
    return differences


def save_new(thing: V) -> V:
    """Check and save a new row; a broken constraint becomes a ValidationError at its field."""
    thing.full_clean()
    thing.save()
    return thing


def at_field(error: ValidationError, field: str) -> ValidationError:
    """The same error, tied to a field of the form."""
    return ValidationError({field: error.messages})


@contextmanager
def naming(thing: str) -> Iterator[None]:
    """Let a refusal inside say what it speaks of: in a file of a thousand lines “too long” helps nobody."""
    try:
        yield
    except ValidationError as error:
        raise ValidationError([f"{thing}: {message}" for message in error.messages]) from error
