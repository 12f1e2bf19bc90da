"""The preview as a page shows it: words instead of codes, long lists cut with the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.core.registers.codes import Level
from samspill.core.registers.model import Choice
from samspill.imports.preview import Preview
from samspill.imports.words import because, sentence

MANY = 200

FIELDS: Mapping[str, Promise] = {
    "name": _("name"),
    "lowest_grade": _("lowest grade"),
    "highest_grade": _("highest grade"),
    "ownership": _("ownership"),
    "address": _("address"),
    "phone": _("phone"),
    "grades": _("grades"),
    "since": _("from"),
    "until": _("to"),
    "last": _("last day"),
    "kind": _("kind"),
}
THINGS: Mapping[str, Promise] = {
    "encoding": _("letters"),
    "delimiter": _("what stands between the cells"),
    "compression": _("compression"),
    "sheet": _("sheet"),
    "header": _("line with the column names"),
    "language_form": _("language"),
}


@dataclass(frozen=True)
class ShownChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownRow:
    kind: str
    title: str
    changes: tuple[ShownChange, ...] = ()


@dataclass(frozen=True)
class ShownChoice:
    what: str
    chosen: str
    because: str
    sure: bool


@dataclass(frozen=True)
class Shown:
    rows: tuple[ShownRow, ...]
    more: int
    stops: tuple[str, ...]
    left_out: tuple[str, ...]
    to_look_at: tuple[str, ...]
    choices: tuple[ShownChoice, ...]


def shown(preview: Preview) -> Shown:
    rows = list(_rows(preview))
    by_level = {level: [p for p in preview.problems if p.level is level] for level in Level}
    return Shown(
        rows=tuple(rows[:MANY]),
        more=max(0, len(rows) - MANY),
        stops=tuple(map(sentence, by_level[Level.FILE])),
        left_out=tuple(map(sentence, by_level[Level.ROW])),
        to_look_at=tuple(map(sentence, [*by_level[Level.CELL], *by_level[Level.LOOK]])),
        choices=tuple(map(_choice, preview.reading.choices)),
    )


def _rows(preview: Preview) -> Iterable[ShownRow]:
    for change in preview.diff.changed:
        changes = tuple(ShownChange(_label(one.field), _plain(one.before), _plain(one.after)) for one in change.fields)
        yield ShownRow("changed", preview.title(change.key), changes)
    for key in preview.diff.new:
        yield ShownRow("new", preview.title(key))
    for key in preview.diff.gone:
        yield ShownRow("gone", preview.title(key))


def _label(field: str) -> str:
    return str(FIELDS.get(field, field))


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _choice(choice: Choice) -> ShownChoice:
    what = str(THINGS.get(choice.what, choice.what.removeprefix("column.")))
    return ShownChoice(what, choice.chosen, because(choice), choice.sure)
