"""A group's statements are kept: many phones' ops in one transaction, whichever way they came.

Written in SQL over arrays, so that a hall of phones costs as many statements as one. There is no journal line: what a
group said is its rows, and nobody's name belongs to them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction

from samspill.conferences.models import Group
from samspill.conferences.opening import why_shut
from samspill.conferences.statements import Answer, Op, Sheet, Statement
from samspill.conferences.telling import CHANNEL

IDS_PER_NEWS = 500  # PostgreSQL takes 8,000 bytes


class Cursor(Protocol):
    """Django's cursor, or psycopg's own."""

    def execute(self, query: Any, params: Any = ..., /) -> Any: ...
    def fetchall(self) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """What one phone sent at once."""

    group: int
    ops: tuple[Op, ...]
    at: datetime
    receipt: Any = None  # handed back as it is


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group sits."""

    session: int
    conference: int
    shut: str


@dataclass(slots=True)
class Kept:
    """What became of it all: the answers in the order of what was said, and by group the statements that changed."""

    answers: list[list[Answer]] = field(default_factory=list)
    changed: dict[int, list[Statement]] = field(default_factory=dict)
    places: Mapping[int, Place] = field(default_factory=dict)


def keep_points(group: Group, ops: Iterable[Op], *, at: datetime) -> list[Answer]:
    """Keep what one phone says: the same for a form, for a phone without sockets, and for the hub."""
    with transaction.atomic(), connection.cursor() as cursor:
        return keep(cursor, [Said(group.pk, tuple(ops), at)]).answers[0]


def keep(cursor: Cursor, said: Sequence[Said], server: int = 0) -> Kept:
    """Lay what was said on the groups' statements. The groups are held until the commit, in one order."""
    places = _hold(cursor, said)
    sheets = _load(cursor, said)
    answers = [_lay(one, sheets, places) for one in said]
    at = {one.group: one.at for one in said}
    touched = {group: sheet for group, sheet in sheets.items() if sheet.changed}
    ids = _save(cursor, [(group, one, at[group]) for group, sheet in touched.items() for one in _changed(sheet)])
    _remember(cursor, said, answers)
    changed = {
        group: [replace(one, id=one.id or ids[one.uid]) for one in _changed(sheet)] for group, sheet in touched.items()
    }
    _tell(cursor, [_news(group, places[group], points, server) for group, points in changed.items()])
    return Kept(answers, changed, places)


def _changed(sheet: Sheet) -> list[Statement]:
    return sorted((sheet.there[uid] for uid in sheet.changed), key=lambda one: one.place)


def _hold(cursor: Cursor, said: Iterable[Said]) -> dict[int, Place]:
    latest = {one.group: one.at for one in said}
    cursor.execute(
        "SELECT g.id, s.id, c.id, m.on, m.begun_at, m.ended_at, m.called_off <> '' FROM conferences_group g "
        "JOIN conferences_session s ON s.id = g.session_id JOIN conferences_conference c ON c.id = s.conference_id "
        "JOIN meetings_meeting m ON m.id = c.meeting_id WHERE g.id = ANY(%s) ORDER BY g.id FOR NO KEY UPDATE OF g",
        [sorted(latest)],
    )
    return {
        group: Place(session, conference, why_shut(on, begun, ended, latest[group], called_off=off))
        for group, session, conference, on, begun, ended, off in cursor.fetchall()
    }


def _load(cursor: Cursor, said: Iterable[Said]) -> dict[int, Sheet]:
    """Only what is spoken of: a note has up to 300 statements, and each batch may touch every group of a hall."""
    groups = sorted({one.group for one in said})
    taken = _taken(cursor, [op.id for one in said for op in one.ops])
    there: dict[int, dict[UUID, Statement]] = {group: {} for group in groups}
    owners = {}
    for row in _spoken_of(cursor, said):
        owners[row[2]] = row[0]
        if row[0] in there:
            there[row[0]][row[2]] = statement(row)
    sizes = _sizes(cursor, groups)
    return {
        group: Sheet(
            there[group],
            {uid for uid, owner in owners.items() if owner != group},
            taken,
            unread=sizes.get(group, (0, -1))[0] - len(there[group]),
            last=sizes.get(group, (0, -1))[1],
        )
        for group in groups
    }


def _spoken_of(cursor: Cursor, said: Iterable[Said]) -> list[Any]:
    """The statements that ops name, those they stand beside, and all of a group that is put in order."""
    named = [op.uid for one in said for op in one.ops if op.uid]
    ordered = sorted({one.group for one in said if any(op.do == "order" for op in one.ops)})
    cursor.execute(
        f"{_SELECT}WHERE p.uid = ANY(%s) OR p.group_id = ANY(%s) OR p.id = ANY(ARRAY({_BESIDE}))",
        [named, ordered, named],
    )
    return cursor.fetchall()


def _sizes(cursor: Cursor, groups: Sequence[int]) -> dict[int, tuple[int, int]]:
    cursor.execute(
        "SELECT group_id, count(*), max(place) FROM conferences_point WHERE group_id = ANY(%s) GROUP BY group_id",
        [groups],
    )
    return {group: (count, last) for group, count, last in cursor.fetchall()}


_SELECT = (
    "SELECT p.group_id, p.id, p.uid, p.text, p.level, p.place, p.plenary, f.uid, p.removed_at IS NOT NULL, p.version "
    "FROM conferences_point p LEFT JOIN conferences_point f ON f.id = p.beside_id "
)
_BESIDE = "SELECT beside_id FROM conferences_point WHERE uid = ANY(%s) AND beside_id IS NOT NULL"


def statement(row: Sequence[Any]) -> Statement:
    _group, id_, uid, text, level, place, plenary, beside, removed, version = row
    return Statement(uid, text, level, place, plenary, beside, removed, version, id_)


def stored(cursor: Cursor, *, groups: Sequence[int] = (), ids: Sequence[int] = ()) -> list[tuple[int, Statement]]:
    """Statements as they are now, with their group: all of some groups, or those with these ids."""
    by, which = ("p.group_id", groups) if groups else ("p.id", ids)
    cursor.execute(f"{_SELECT}WHERE {by} = ANY(%s) ORDER BY p.group_id, p.place, p.id", [list(which)])
    return [(row[0], statement(row)) for row in cursor.fetchall()]


def _taken(cursor: Cursor, ops: list[UUID]) -> dict[UUID, tuple[str, UUID | None]]:
    cursor.execute("SELECT op, state, uid FROM conferences_takenop WHERE op = ANY(%s)", [ops])
    return {op: (state, uid) for op, state, uid in cursor.fetchall()}


def _lay(one: Said, sheets: Mapping[int, Sheet], places: Mapping[int, Place]) -> list[Answer]:
    place = places.get(one.group)
    why = place.shut if place else "code"
    if why:
        return [Answer(op.id, "refused", op.uid, why=why) for op in one.ops]
    return [sheets[one.group].lay(op) for op in one.ops]


Row = tuple[int, Statement, datetime]  # group, statement, when


def _save(cursor: Cursor, rows: Sequence[Row]) -> dict[UUID, int]:
    """Write new rows and changed ones; give the ids of the new."""
    new = [row for row in rows if row[1].id is None]
    old = [row for row in rows if row[1].id is not None]
    ids = _insert(cursor, new) if new else {}
    if old:
        _update(cursor, old)
    besides = [(one.uid, one.beside) for _group, one, _at in new if one.beside]
    if besides:
        cursor.execute(
            "UPDATE conferences_point p SET beside_id = f.id FROM unnest(%s::uuid[], %s::uuid[]) AS said(uid, beside) "
            "JOIN conferences_point f ON f.uid = said.beside WHERE p.uid = said.uid",
            [list(column) for column in zip(*besides, strict=True)],
        )
    return ids


def _insert(cursor: Cursor, rows: Sequence[Row]) -> dict[UUID, int]:
    columns = [
        (one.uid, group, one.text, one.level, one.place, one.version, one.removed, at) for group, one, at in rows
    ]
    cursor.execute(
        "INSERT INTO conferences_point "
        "(uid, group_id, text, level, place, version, removed_at, first_at, changed_at) "
        "SELECT uid, g, text, level, place, version, CASE WHEN removed THEN at END, at, at "
        "FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::int[], %s::int[], %s::bool[], "
        "%s::timestamptz[]) WITH ORDINALITY AS said(uid, g, text, level, place, version, removed, at, n) ORDER BY n "
        "RETURNING uid, id",
        _turned(columns),
    )
    return dict(cursor.fetchall())


def _update(cursor: Cursor, rows: Sequence[Row]) -> None:
    columns = [
        (one.id, one.text, one.level, one.place, one.version, one.plenary, one.removed, one.beside is None, at)
        for _group, one, at in rows
    ]
    cursor.execute(
        "UPDATE conferences_point p SET text = said.text, level = said.level, place = said.place, "
        "version = said.version, plenary = said.plenary, changed_at = said.at, "
        "removed_at = CASE WHEN said.removed THEN coalesce(p.removed_at, said.at) END, "
        "beside_id = CASE WHEN NOT said.alone THEN p.beside_id END "
        "FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::int[], %s::int[], %s::int[], %s::bool[], %s::bool[], "
        "%s::timestamptz[]) AS said(id, text, level, place, version, plenary, removed, alone, at) "
        "WHERE p.id = said.id",
        _turned(columns),
    )


def _turned(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _remember(cursor: Cursor, said: Iterable[Said], answers: Iterable[list[Answer]]) -> None:
    """What was taken does nothing when it comes again. Orders may come as often as they like."""
    rows = [
        (answer.op, one.group, answer.uid, answer.state)
        for one, found in zip(said, answers, strict=True)
        for answer in found
        if answer.state != "refused" and answer.uid
    ]
    if rows:
        cursor.execute(
            "INSERT INTO conferences_takenop (op, group_id, uid, state) "
            "SELECT * FROM unnest(%s::uuid[], %s::bigint[], %s::uuid[], %s::text[]) ON CONFLICT (op) DO NOTHING",
            _turned(rows),
        )


def _news(group: int, place: Place, points: Sequence[Statement], server: int) -> list[str]:
    """As of `telling.tell`; `server` is the process that has told its own already."""
    about = {"conference": place.conference, "what": "point", "session": place.session, "group": group}
    ids = [one.id for one in points]
    return [
        json.dumps({**about, "points": ids[start : start + IDS_PER_NEWS], "server": server})
        for start in range(0, len(ids), IDS_PER_NEWS)
    ]


def _tell(cursor: Cursor, news: Iterable[list[str]]) -> None:
    said = [one for ones in news for one in ones]
    if said:
        cursor.execute("SELECT pg_notify(%s, said) FROM unnest(%s::text[]) AS told(said)", [CHANNEL, said])
