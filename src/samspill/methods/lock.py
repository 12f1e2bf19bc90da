"""Every id ever shipped: rows, links and adaptations point at them, so an id may be retired but never vanish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from samspill.methods.load import ROOT, Pack, read_all
from samspill.methods.problem import Problem
from samspill.methods.schema import Method

NAME = "packs.lock"
HEAD = "# Every id ever shipped, one a line. Written by samspill.methods.lock.write; ids are added, never taken out.\n"
Shipped = Mapping[str, frozenset[str]]  # method → ids


def ids(method: Method) -> frozenset[str]:
    """All ids of one method that something outside the pack may point at."""
    return frozenset(
        (
            f"revisions.{method.revision}",
            *(f"roles.{role}" for role in method.roles),
            *(f"arenas.{arena}" for arena in method.arenas),
            *(f"agendas.{arena.id}.{point.id}" for arena in method.arenas.values() for point in arena.agenda),
            *(f"requirements.{wish}" for wish in method.requirements),
            *(f"activities.{activity.id}" for activity in method.plan),
            *(f"forms.{form}" for form in method.forms),
            *(f"forms.{form.id}.{each.id}" for form in method.forms.values() for each in form.fields),
            *(f"phases.{phase}" for phase in method.phases),
            *(f"orders.{order}" for order in method.successions),
            *(f"scripts.{script}" for script in method.scripts),
            *(f"scripts.{script.id}.{part.id}" for script in method.scripts.values() for part in script.parts),
            *(f"checklist.{task.id}" for script in method.scripts.values() for task in script.tasks),
        )
    )


def read(root: Path = ROOT) -> Shipped:
    """The ids in the lock; none when there is no lock yet."""
    shipped: dict[str, set[str]] = defaultdict(set)
    path = root / NAME
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for slug, _, name in (line.partition(" ") for line in lines if line and not line.startswith("#")):
        shipped[slug].add(name)
    return {slug: frozenset(names) for slug, names in shipped.items()}


def write(root: Path = ROOT) -> Path:
    """Adds the ids of all packs to the lock. What stands there already stays, whatever the packs say."""
    shipped = {slug: set(names) for slug, names in read(root).items()}
    for pack in read_all(root):
        shipped.setdefault(pack.method.slug, set()).update(ids(pack.method))
    lines = (f"{slug} {name}\n" for slug in sorted(shipped) for name in sorted(shipped[slug]))
    path = root / NAME
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def locked(root: Path, packs: tuple[Pack, ...]) -> Iterator[Problem]:
    """Ids that were never locked, and locked ids that have gone without being retired."""
    shipped = read(root)
    by_slug: dict[str, list[Method]] = defaultdict(list)
    for pack in packs:
        by_slug[pack.method.slug].append(pack.method)
    for slug in sorted({*shipped, *by_slug}):
        yield from _of_method(slug, shipped.get(slug, frozenset()), by_slug.get(slug, []))


def _of_method(slug: str, shipped: frozenset[str], methods: list[Method]) -> Iterator[Problem]:
    newest = max(methods, key=lambda method: method.revision, default=None)
    present = frozenset[str]().union(*(ids(method) for method in methods))
    alive = ids(newest) if newest else frozenset[str]()
    retired = frozenset(newest.retired) if newest else frozenset[str]()
    revisions = {name for name in present if name.startswith("revisions.")}
    for name in sorted(present - shipped):
        yield Problem(NAME, f"{slug} {name}", "This id is not in the lock. Write the lock again before shipping it.")
    for name in sorted(shipped - alive - retired - revisions):
        said = "This id was shipped and has gone. Accepted: keep it, or name it under retired in method.toml."
        yield Problem(NAME, f"{slug} {name}", said)
    for name in sorted(retired & alive):
        yield Problem(NAME, f"{slug} {name}", "This id is retired and in use. Accepted: one of the two.")
    for name in sorted(retired - shipped):
        yield Problem(NAME, f"{slug} {name}", "This id is retired but was never shipped. Accepted: ids in the lock.")
