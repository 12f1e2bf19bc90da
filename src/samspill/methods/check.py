"""Checks packs whole: all problems at once, so that a pedagogue sees twenty mistakes in one run and not in twenty."""

from __future__ import annotations

from pathlib import Path

from samspill.methods import load, lock
from samspill.methods.problem import Problem, listed
from samspill.methods.references import of_scripts, references
from samspill.methods.wording import Needed, needed_by, needed_by_all, wording

__all__ = ["Problem", "check_all"]


def check_all(root: Path = load.ROOT) -> list[Problem]:
    """Every problem in every pack below a root, its shared texts and its lock; none is well."""
    problems: list[Problem] = []
    shared = load.read_common(root, problems)
    needed = needed_by_all(shared)
    problems += of_scripts(shared.scripts.values(), f"{load.COMMON}/scripts.toml")
    problems += wording(needed, shared.texts, load.COMMON, {})
    packs = load.read_all(root)
    for pack in packs:
        problems += _pack(root, pack, needed)
    problems += lock.locked(root, packs)
    return problems


def _pack(root: Path, pack: load.Pack, shared: Needed) -> list[Problem]:
    problems = [*pack.problems, *references(pack.method, pack.folder)]
    problems += wording(needed_by(pack.method, shared), pack.own, pack.folder, shared)
    for path in sorted((root / pack.folder / "agendas").glob("*.toml")):
        if path.stem not in pack.method.arenas:
            said = f"This agenda belongs to no arena. Accepted: {listed(pack.method.arenas)}."
            problems.append(Problem(f"{pack.folder}/agendas/{path.name}", "file", said))
    if pack.folder != f"{pack.method.slug}/{pack.method.revision}":
        said = "slug and revision differ from the folder. Accepted: the names of the two folders it lies in."
        problems.append(Problem(f"{pack.folder}/method.toml", "slug", said))
    return problems
