"""What many tests begin with, done by the verbs once for a worker and poured in for the next test."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from tests.cast import Cast
from tests.poured import Poured, rows_by_table, writings

P = ParamSpec("P")
T = TypeVar("T")


def remembered(build: Callable[Concatenate[Cast, P], T]) -> Callable[Concatenate[Cast, P], T]:
    """Let `build(cast, …)` be poured in where nothing was written in a `fresh` world yet; elsewhere the verbs do it.

    Only what the very same call made in the very same world is poured, so a test cannot tell the difference.
    """
    kept: dict[str, tuple[T, Poured]] = {}

    @wraps(build)
    def made(cast: Cast, /, *args: P.args, **given: P.kwargs) -> T:
        if not cast.world or cast.writings != writings():
            return build(cast, *args, **given)
        key = f"{cast.world}, {build.__module__}.{build.__name__}{args}{sorted(given.items())}"
        if key in kept:
            thing, rows = kept[key]
            rows.pour()
        else:
            before = rows_by_table()
            thing = build(cast, *args, **given)
            kept[key] = (deepcopy(thing), Poured(before, rows_by_table()))
        cast.world, cast.writings = key, writings()
        return deepcopy(thing)

    return made
