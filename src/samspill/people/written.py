"""Reads whose SQL is written once.

Django writes the SQL of a query anew each time it is read. For the few rows of one measure that takes longer than
reading them, and a page that gathers them from twenty tables spends a third of its time on it. What is always read in
the same way, by the keys of other rows, is written here at its first use and kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
SEAT = -72_000_301  # where the keys go: a number that no row has


class Written(Generic[M]):
    """The rows of a query whose `column` is among some keys; without joined rows, which raw SQL cannot give."""

    def __init__(self, rows: QuerySet[M], column: str) -> None:
        self._rows, self._column = rows, column

    @cached_property
    def _sql(self) -> tuple[str, tuple[object, ...]]:
        sql, params = self._rows.filter(**{f"{self._column}__in": [SEAT]}).query.sql_with_params()
        pieces, seat = sql.split("%s"), params.index(SEAT)
        before, after = pieces[seat].removesuffix("IN ("), pieces[seat + 1].removeprefix(")")
        return "%s".join((*pieces[:seat], f"{before}= ANY(", f"){after}", *pieces[seat + 2 :])), params

    def among(self, keys: Iterable[int]) -> list[M]:
        """In the order of the query; nothing, and nothing asked, where there is no key."""
        wanted = list(keys)
        if not wanted:
            return []
        sql, params = self._sql
        given = [wanted if one == SEAT else one for one in params]
        return list(self._rows.model._default_manager.raw(sql, given))
