"""What the lines of a staff list say beside each other, before anybody is looked for in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from samspill.core.registers.people import Person as Row
from samspill.imports.preview import Remark


def told_apart(rows: Sequence[Row]) -> tuple[list[Row], list[Remark]]:
    """The rows that say of whom and of which position they speak, and why the others do not."""
    named, nameless = _with_emails(rows)
    kept, doubled = _with_own_days(named)
    return kept, [*nameless, *doubled]


def two_spans(row: Row, before: Row) -> Remark:
    return Remark("person.two-spans", row=row.row, params={"other": before.row})


def _with_emails(rows: Sequence[Row]) -> tuple[list[Row], list[Remark]]:
    """Who has an e-mail in one line is the same without it in another."""
    emails: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        emails[row.name.casefold()] |= {row.email} - {""}
    kept: list[Row] = []
    remarks: list[Remark] = []
    for row in rows:
        own = emails[row.name.casefold()]
        if not row.email and len(own) > 1:
            remarks.append(Remark("person.two-of-one-name", row=row.row, params={"value": row.name}))
        else:
            kept.append(replace(row, email=row.email or next(iter(own), "")))
    return kept, remarks


def _with_own_days(rows: Iterable[Row]) -> tuple[list[Row], list[Remark]]:
    """Several spans of one position are told apart by their first days; without them the first line counts."""
    kept: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    remarks: list[Remark] = []
    for row in rows:
        same = kept[row.email or row.name.casefold(), row.unit, row.profession]
        rival = next((other for other in same if _contradict(row, other)), None)
        if rival:
            remarks.append(two_spans(row, rival))
        else:
            same.append(row)
    return [row for same in kept.values() for row in same], remarks


def _contradict(one: Row, other: Row) -> bool:
    if one.start != other.start and one.start and other.start:
        return False
    return (one.start, one.end) != (other.start, other.end)
