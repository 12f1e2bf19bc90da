"""How proposals and measures become one another: what may be merged or split, and what is then written.

Nothing is ever deleted: what is merged away or split up stays as a station of the thread, with ties to what it became.
Every statement goes on with at least one of those (R66, L23: a proposal keeps the statements it grew from).

Codes, and what fills their holes:
  merge-nothing             key                  nothing was chosen to merge into it
  merge-itself              key                  it was chosen to be merged into itself
  merge-twice               key                  the same one was chosen twice
  merge-decided             key                  it is already decided: it may take others in, never go away itself
  merge-over                key                  it was merged, split, declined or stopped before
  merge-other-unit          key, unit            it belongs to another school
  merge-circle              key                  it grew from the one it would be merged into
  split-too-few             key                  fewer than two parts
  split-decided             key                  already decided
  split-over                key                  merged, split, declined or stopped before
  split-key-taken           key, part            a part has the key of another part or of the whole
  split-statement-left      key, statement       no part takes it along
  split-statement-unknown   key, statement, part the whole never had it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from samspill.core.finding import Finding
from samspill.core.redthread.thread import Tie, forward

MERGED = "merged-into"
SPLIT = "split-from"
GREW = "grew-from"


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal or measure, as its lineage sees it. `statements` are the keys of what it grew from, in their order.

    `decided` when the steering group has decided on it; `over` when it was merged, split, declined or stopped.
    Keys are those of the thread's stations: unique among lines and statements together.
    """

    key: str
    unit: int | str
    statements: tuple[str, ...] = ()
    decided: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge or split writes: the lines as they are afterwards, the changed first, and the new ties."""

    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]


class RefusedError(ValueError):
    """A merge or split that may not be. `findings` say why, all reasons at once; nothing was changed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


def may_merge(target: Line, sources: Sequence[Line], ties: Iterable[Tie] = ()) -> tuple[Finding, ...]:
    """Why these may not be merged into `target`; () when they may.

    A decided target may take others in: the same idea comes up again. `ties` are the known ties around them, to find
    circles: what grew from the target cannot be merged back into it, while the parts of one split can be merged with
    each other. O(sources + ties).
    """
    found = [] if sources else [_no("merge-nothing", target)]
    if target.over:
        found.append(_no("merge-over", target))
    later = forward(ties, target.key)
    seen: set[str] = set()
    for source in sources:
        if source.key in seen:
            found.append(_no("merge-twice", source))
        else:
            found += [_no(code, source, **holes) for code, holes in _against(source, target, later)]
        seen.add(source.key)
    return tuple(found)


def merge(target: Line, sources: Sequence[Line], ties: Iterable[Tie] = ()) -> Change:
    """`target` with the statements of all, its own first; the sources over. Raises RefusedError as `may_merge` says."""
    _hold(may_merge(target, sources, ties))
    together = dict.fromkeys(key for line in (target, *sources) for key in line.statements)
    fresh = [key for key in together if key not in target.statements]
    return Change(
        (replace(target, statements=tuple(together)), *(replace(source, over=True) for source in sources)),
        (
            *(Tie(source.key, target.key, MERGED) for source in sources),
            *(Tie(statement, target.key, GREW) for statement in fresh),
        ),
    )


def may_split(whole: Line, parts: Sequence[Line]) -> tuple[Finding, ...]:
    """Why `whole` may not be split into these; () when it may.

    Only the parts' keys and statements count. A statement may go with several parts, but with one at least.
    O(statements).
    """
    found = [] if len(parts) > 1 else [_no("split-too-few", whole)]
    if whole.over:
        found.append(_no("split-over", whole))
    if whole.decided:
        found.append(_no("split-decided", whole))
    keys = [whole.key, *(part.key for part in parts)]
    found += [_no("split-key-taken", whole, part=key) for at, key in enumerate(keys) if key in keys[:at]]
    taken = {statement for part in parts for statement in part.statements}
    found += [_no("split-statement-left", whole, statement=key) for key in whole.statements if key not in taken]
    found += [
        _no("split-statement-unknown", whole, statement=key, part=part.key)
        for part in parts
        for key in part.statements
        if key not in whole.statements
    ]
    return tuple(found)


def split(whole: Line, parts: Sequence[Line]) -> Change:
    """`whole` over, its parts at the same school and undecided. Raises RefusedError as `may_split` says."""
    _hold(may_split(whole, parts))
    return Change(
        (replace(whole, over=True), *(replace(part, unit=whole.unit, decided=False, over=False) for part in parts)),
        (
            *(Tie(whole.key, part.key, SPLIT) for part in parts),
            *(Tie(statement, part.key, GREW) for part in parts for statement in part.statements),
        ),
    )


def lost(lines: Iterable[Line], ties: Iterable[Tie]) -> tuple[str, ...]:
    """The statements whose thread is cut: () as long as all is well. For checks of what is stored. O(lines + ties).

    A statement must be tied to each line that carries it, and be carried by one at least of the lines that such a line
    was merged into or split up in.
    """
    known = {line.key: line for line in lines}
    tied: set[tuple[str, str]] = set()
    became: dict[str, list[Line]] = {}
    for tie in ties:
        tied.add((tie.source, tie.target))
        if tie.kind in (MERGED, SPLIT) and tie.target in known:
            became.setdefault(tie.source, []).append(known[tie.target])
    cut = (
        key
        for line in known.values()
        for key in line.statements
        if (key, line.key) not in tied or not _carried(key, became.get(line.key, [line]))
    )
    return tuple(dict.fromkeys(cut))


def _carried(statement: str, lines: Sequence[Line]) -> bool:
    return any(statement in line.statements for line in lines)


def _against(source: Line, target: Line, later: frozenset[str]) -> Iterator[tuple[str, dict[str, int | str]]]:
    if source.key == target.key:
        yield "merge-itself", {}
        return
    if source.over:
        yield "merge-over", {}
    if source.decided:
        yield "merge-decided", {}
    if source.unit != target.unit:
        yield "merge-other-unit", {"unit": source.unit}
    if source.key in later:
        yield "merge-circle", {}


def _no(code: str, line: Line, **holes: int | str) -> Finding:
    return Finding(code, params={"key": line.key, **holes})


def _hold(findings: Sequence[Finding]) -> None:
    if findings:
        raise RefusedError(findings)
