"""From a TOML table to a frozen dataclass, guided by type hints; a mismatch becomes a problem, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from samspill.methods.problem import Problem, listed

T = TypeVar("T")
NAMES = {str: "a text", int: "a whole number", bool: "true or false", float: "a number"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the pack one is reading, and where problems go."""

    file: str
    key: str
    problems: list[Problem]

    def under(self, key: str) -> Spot:
        return Spot(self.file, f"{self.key}.{key}" if self.key else key, self.problems)

    def report(self, sentence: str) -> None:
        self.problems.append(Problem(self.file, self.key, sentence))


class _Wrong:
    """Stands for a value that could not be shaped and has been reported."""


WRONG = _Wrong()


def freeze(value: object) -> Any:
    """Lists to tuples and tables to read-only mappings, all the way down."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: freeze(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(inner) for inner in value)
    return value


def build(cls: type[T], table: object, spot: Spot) -> T | None:
    """The dataclass, or None when something in the table was wrong (all of it is reported)."""
    made = _shape(cls, table, spot)
    return made if isinstance(made, cls) else None


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _shape(hint: Any, value: object, spot: Spot) -> Any:
    origin = get_origin(hint)
    if origin is UnionType:
        return _shape(next(arm for arm in get_args(hint) if arm is not NoneType), value, spot)
    if origin is tuple:
        return _row(get_args(hint), value, spot)
    if is_dataclass(hint) and isinstance(hint, type):
        return _table(hint, value, spot)
    if origin is not None or hint is object:
        return freeze(value)
    return _plain(hint, value, spot)


def _plain(hint: type, value: object, spot: Spot) -> Any:
    if issubclass(hint, StrEnum):
        accepted = [str(member) for member in hint]
        if value in accepted:
            return hint(str(value))
        return _wrong(spot, f"{value!r} is not known. Accepted: {listed(accepted)}.")
    if isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    return _wrong(spot, f"{value!r} is the wrong kind of value. Accepted: {NAMES[hint]}.")


def _row(args: tuple[Any, ...], value: object, spot: Spot) -> Any:
    if not isinstance(value, list | tuple):
        return _wrong(spot, f"{value!r} is the wrong kind of value. Accepted: a list.")
    if args[-1] is not Ellipsis and len(value) != len(args):
        return _wrong(spot, f"This list has {len(value)} values. Accepted: exactly {len(args)}.")
    made = tuple(_shape(args[0], inner, spot.under(str(index))) for index, inner in enumerate(value))
    return WRONG if WRONG in made else made


def _table(cls: type, value: object, spot: Spot) -> Any:
    if not isinstance(value, Mapping):
        return _wrong(spot, f"{value!r} is the wrong kind of value. Accepted: a table.")
    known = {each.name: each for each in fields(cls)}
    for key in value:
        if key not in known:
            spot.under(key).report(f"This key is not known. Accepted: {listed(known)}.")
    given = {key: _shape(_hints(cls)[key], inner, spot.under(key)) for key, inner in value.items() if key in known}
    needed = [n for n, each in known.items() if each.default is MISSING and each.default_factory is MISSING]
    missing = [name for name in needed if name not in given]
    for name in missing:
        spot.under(name).report(f"This key is missing. A {cls.__name__} needs: {listed(needed)}.")
    return WRONG if missing or WRONG in given.values() else cls(**given)


def _wrong(spot: Spot, sentence: str) -> Any:
    spot.report(sentence)
    return WRONG
