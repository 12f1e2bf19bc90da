"""What an import would do: incoming records against standing ones, by key. Absence is reported, never carried out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Record = Mapping[str, object]
LIMIT = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Changed(Generic[Key]):
    key: Key
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Diff(Generic[Key]):
    """`gone` are keys the file does not hold; they stay as they are."""

    new: Mapping[Key, Record]
    changed: tuple[Changed[Key], ...]
    same: tuple[Key, ...]
    gone: tuple[Key, ...]

    @property
    def empty(self) -> bool:
        return not self.new and not self.changed and not self.gone


@dataclass(frozen=True, slots=True)
class Stop:
    """The file would end too large a share of what stands; a person must look at it first."""

    would_end: int
    standing: int
    limit: Fraction


def compare(incoming: Mapping[Key, Record], existing: Mapping[Key, Record]) -> Diff[Key]:
    """A field the incoming record does not speak of is untouched: the file has no such column."""
    changed: list[Changed[Key]] = []
    same: list[Key] = []
    for key, record in incoming.items():
        if key not in existing:
            continue
        fields = _changes(existing[key], record)
        if fields:
            changed.append(Changed(key, fields))
        else:
            same.append(key)
    return Diff(
        new={key: record for key, record in incoming.items() if key not in existing},
        changed=tuple(changed),
        same=tuple(same),
        gone=tuple(key for key in existing if key not in incoming),
    )


def _changes(before: Record, after: Record) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field, before.get(field), value)
        for field, value in after.items()
        if field not in before or before[field] != value
    )


def apply(existing: Mapping[Key, Record], diff: Diff[Key]) -> dict[Key, Record]:
    """The records after the import: the old with their changes, the gone kept, the new added."""
    after: dict[Key, Record] = dict(existing)
    for change in diff.changed:
        after[change.key] = {**existing[change.key], **{one.field: one.after for one in change.fields}}
    return {**after, **diff.new}


def guard(*, would_end: int, standing: int, limit: Fraction = LIMIT) -> Stop | None:
    """Stops an import that would end more than the limit of what stands. Exactly the limit may pass."""
    if would_end > limit * standing:
        return Stop(would_end, standing, limit)
    return None
