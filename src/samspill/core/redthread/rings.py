"""Circles in a graph: the groups of nodes that can all be reached from each other (Kosaraju's two sweeps)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Neighbours = Mapping[str, Sequence[str]]


def rings(keys: Iterable[str], out: Neighbours, into: Neighbours) -> tuple[tuple[str, ...], ...]:
    """The groups of two or more keys that lie on circles, each sorted, in the order of their first key. O(n + m).

    `out` holds where one gets from each key in one step, `into` where one comes from. Without recursion: a log of
    thousands of entries is one long chain.
    """
    taken: set[str] = set()
    groups = [_gathered(key, into, taken) for key in reversed(_by_leaving(keys, out)) if key not in taken]
    return tuple(sorted(tuple(sorted(group)) for group in groups if len(group) > 1))


def _by_leaving(keys: Iterable[str], out: Neighbours) -> list[str]:
    """The keys in the order in which a walk into the depth is done with them."""
    seen: set[str] = set()
    left: list[str] = []
    for root in keys:
        path = _entered(root, out, seen)
        while path:
            key, more = path[-1]
            deeper = next((each for each in more if each not in seen), None)
            if deeper is None:
                left.append(key)
                path.pop()
            else:
                path += _entered(deeper, out, seen)
    return left


def _entered(key: str, out: Neighbours, seen: set[str]) -> list[tuple[str, Iterator[str]]]:
    if key in seen:
        return []
    seen.add(key)
    return [(key, iter(out.get(key, ())))]


def _gathered(start: str, into: Neighbours, taken: set[str]) -> list[str]:
    taken.add(start)
    group = [start]
    for key in group:
        fresh = [each for each in dict.fromkeys(into.get(key, ())) if each not in taken]
        taken.update(fresh)
        group += fresh
    return group
