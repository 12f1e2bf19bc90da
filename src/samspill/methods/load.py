"""Reads the packs once. `method("log")` is what everybody calls; it refuses a pack that could not be shaped."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from samspill.core.fidelity.model import Force, Wish
from samspill.methods.derive import filled
from samspill.methods.problem import PackError, Problem
from samspill.methods.schema import (
    Activity,
    AgendaPoint,
    ArenaKind,
    Form,
    Laying,
    Method,
    Phase,
    Place,
    Rhythm,
    Role,
    Script,
    Succession,
    When,
)
from samspill.methods.schema import Field as FormField
from samspill.methods.shape import Spot, build
from samspill.methods.vocabulary import LANGUAGES

ROOT = Path(__file__).parent / "packs"
COMMON = "_common"
T = TypeVar("T")
Tables = Mapping[str, Any]
Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it was read: `method` holds what could be shaped, `problems` what could not, `own` its own texts."""

    folder: str  # "log/2017.1", below the root
    method: Method
    own: Texts
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    slug: str
    revision: str
    fallbacks: Mapping[str, Any]
    ends: When | None = None
    retired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Arena:
    """`arenas.toml` as it is written; the agenda lies in a file of its own."""

    level: str
    lead: str
    places: tuple[Place, ...]
    rhythm: Rhythm | None = None
    per_grade: tuple[int, ...] = ()
    decides: bool = False
    standing: bool = True
    forwards_to: tuple[str, ...] = ()
    settles: bool = False
    inside_meeting: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Requirement:
    """`requirements.toml` as it is written: a wish, and what it is asked per."""

    rule: str
    force: Force
    level: str
    responsible: str
    period: str
    sources: tuple[str, ...]
    params: Mapping[str, object] = field(default_factory=dict)


def method(slug: str, revision: str | None = None) -> Method:
    """The method by its slug; without a revision the newest one, which new projects begin with."""
    known = methods()
    wanted = revision or max((key[1] for key in known if key[0] == slug), default="")
    if (slug, wanted) not in known:
        have = ", ".join(" ".join(key) for key in sorted(known))
        raise LookupError(f"There is no method pack {slug!r} {wanted!r}. There are: {have}.")
    return known[slug, wanted]


def requirements(slug: str, revision: str) -> tuple[Wish, ...]:
    """The wishes the rules are asked about, in the order of the pack."""
    return tuple(method(slug, revision).requirements.values())


@cache
def methods() -> Mapping[tuple[str, str], Method]:
    """Every shipped method by slug and revision."""
    packs = read_all(ROOT)
    problems = [problem for pack in packs for problem in pack.problems]
    if problems:
        raise PackError(problems)
    return MappingProxyType({(pack.method.slug, pack.method.revision): pack.method for pack in packs})


@cache
def common() -> Method:
    """The sentences all methods share, as a method without structure, for readers who have no method at hand."""
    problems: list[Problem] = []
    shared = read_common(ROOT, problems)
    if problems:
        raise PackError(problems)
    return shared


def read_all(root: Path) -> tuple[Pack, ...]:
    """All packs below a root, each with its problems; those of the common texts stand with `check`."""
    shared = read_common(root, [])
    return tuple(read_pack(root, folder, shared) for folder in folders(root))


def folders(root: Path) -> tuple[str, ...]:
    """Pack folders below a root, as "<method>/<revision>"; whatever holds a TOML file there means to be a pack."""
    found = {path.parent.relative_to(root).as_posix() for path in root.glob("[!_.]*/*/*.toml")}
    return tuple(sorted(found))


def read_common(root: Path, problems: list[Problem]) -> Method:
    """The shared texts and conference scripts below a root."""
    head = _toml(root, f"{COMMON}/languages.toml", problems)
    fallbacks = _fallbacks(head.get("fallbacks", {}), Spot(f"{COMMON}/languages.toml", "fallbacks", problems))
    texts = _texts(root, COMMON, problems)
    scripts = _scripts(root, COMMON, problems)
    return Method(COMMON, "", {}, {}, {}, (), scripts=scripts, fallbacks=fallbacks, texts=texts)


def read_pack(root: Path, folder: str, shared: Method) -> Pack:
    """Shapes one pack; what is broken is left out and reported."""
    problems: list[Problem] = []
    raw = _toml(root, f"{folder}/method.toml", problems)
    head = build(_Head, raw, Spot(f"{folder}/method.toml", "", problems))
    head = head or _Head(slug=folder.split("/")[0], revision=folder.split("/")[1], fallbacks={})
    arenas = _arenas(root, folder, problems)
    own = _texts(root, folder, problems)
    wheel = _wheel(root, folder, problems)
    asked = _each(_Requirement, root, f"{folder}/requirements.toml", problems)
    made = Method(
        slug=head.slug,
        revision=head.revision,
        roles=_each(Role, root, f"{folder}/roles.toml", problems),
        arenas=arenas,
        requirements=MappingProxyType({name: _wish(name, each, arenas) for name, each in asked.items()}),
        plan=tuple(_each(Activity, root, f"{folder}/plan.toml", problems).values()),
        forms=_forms(root, folder, problems),
        phases=_phases(root, folder, problems),
        scripts=MappingProxyType({**_scripts(root, folder, problems), **shared.scripts}),
        layings=_tables(Laying, wheel.get("meetings", {}), Spot(f"{folder}/wheel.toml", "meetings", problems)),
        successions=_tables(Succession, wheel.get("orders", {}), Spot(f"{folder}/wheel.toml", "orders", problems)),
        fallbacks=_fallbacks(head.fallbacks, Spot(f"{folder}/method.toml", "fallbacks", problems)),
        texts=_joined(shared.texts, own),
        periods=MappingProxyType({name: each.period for name, each in asked.items()}),
        ends=head.ends,
        retired=head.retired,
    )
    return Pack(folder, made, own, tuple(problems))


def _joined(shared: Texts, own: Texts) -> Texts:
    """Shared and own sentences by language, in the order of the languages, for the last resort of a reader."""
    present = [language for language in dict.fromkeys((*LANGUAGES, *shared, *own)) if language in {*shared, *own}]
    return MappingProxyType(
        {language: MappingProxyType({**shared.get(language, {}), **own.get(language, {})}) for language in present}
    )


def _arenas(root: Path, folder: str, problems: list[Problem]) -> Mapping[str, ArenaKind]:
    made: dict[str, ArenaKind] = {}
    for name, arena in _each(_Arena, root, f"{folder}/arenas.toml", problems).items():
        written = {each.name: getattr(arena, each.name) for each in fields(_Arena)}
        made[name] = ArenaKind(id=name, agenda=_agenda(root, folder, name, problems), **written)
    return MappingProxyType(made)


def _wish(name: str, asked: _Requirement, arenas: Mapping[str, ArenaKind]) -> Wish:
    wish = Wish(name, asked.rule, asked.force, asked.level, asked.responsible, asked.params, asked.sources)
    return filled(wish, arenas)


def _each(cls: type[T], root: Path, file: str, problems: list[Problem]) -> Mapping[str, T]:
    """A file of tables, each keyed by its id."""
    return _tables(cls, _toml(root, file, problems), Spot(file, "", problems))


def _tables(cls: type[T], tables: object, spot: Spot) -> Mapping[str, T]:
    has_id = "id" in getattr(cls, "__slots__", ())
    made: dict[str, T] = {}
    for name, table in _mapping(tables, spot).items():
        given = {**table, "id": name} if has_id and isinstance(table, Mapping) else table
        shaped = build(cls, given, spot.under(name))
        if shaped is not None:
            made[name] = shaped
    return MappingProxyType(made)


def _agenda(root: Path, folder: str, arena: str, problems: list[Problem]) -> tuple[AgendaPoint, ...]:
    file = f"{folder}/agendas/{arena}.toml"
    if not (root / file).exists():
        return ()
    return tuple(_each(AgendaPoint, root, file, problems).values())


def _scripts(root: Path, folder: str, problems: list[Problem]) -> Mapping[str, Script]:
    file = f"{folder}/scripts.toml"
    return _each(Script, root, file, problems) if (root / file).exists() else {}


def _forms(root: Path, folder: str, problems: list[Problem]) -> Mapping[str, Form]:
    files = sorted((root / folder / "forms").glob("*.toml"))
    return MappingProxyType({path.stem: _form(root, folder, path.stem, problems) for path in files})


def _wheel(root: Path, folder: str, problems: list[Problem]) -> Tables:
    """How the year is laid; a pack that does not say is planned by its rhythms alone."""
    file = f"{folder}/wheel.toml"
    raw = _toml(root, file, problems) if (root / file).exists() else {}
    for key in sorted(set(raw) - {"meetings", "orders"}):
        Spot(file, key, problems).report("This key is not known. Accepted: meetings, orders.")
    return raw


def _form(root: Path, folder: str, name: str, problems: list[Problem]) -> Form:
    file = f"{folder}/forms/{name}.toml"
    table = _toml(root, file, problems)
    fields = _tables(FormField, table.get("fields", {}), Spot(file, "fields", problems))
    rest = {key: value for key, value in table.items() if key != "fields"}
    shaped = build(Form, {**rest, "id": name, "fields": []}, Spot(file, "", problems))
    return Form(name, tuple(fields.values()), shaped.sources if shaped else ())


def _phases(root: Path, folder: str, problems: list[Problem]) -> Mapping[str, Phase]:
    file = f"{folder}/phases.toml"
    made: dict[str, Phase] = {}
    for of, tables in _toml(root, file, problems).items():
        spot = Spot(file, of, problems)
        named = _mapping(tables, spot).items()
        phases = _tables(Phase, {name: {**_mapping(one, spot.under(name)), "of": of} for name, one in named}, spot)
        made |= {f"{of}.{name}": phase for name, phase in phases.items()}
    return MappingProxyType(made)


def _texts(root: Path, folder: str, problems: list[Problem]) -> Texts:
    files = sorted((root / folder / "text").glob("*.toml"))
    return MappingProxyType({path.stem: _sentences(root, path, problems) for path in files})


def _sentences(root: Path, path: Path, problems: list[Problem]) -> Mapping[str, str]:
    file = path.relative_to(root).as_posix()
    flat: dict[str, str] = {}
    _flatten(_toml(root, file, problems), "", flat, Spot(file, "", problems))
    return MappingProxyType(flat)


def _flatten(table: Tables, prefix: str, into: dict[str, str], spot: Spot) -> None:
    for key, value in table.items():
        if isinstance(value, Mapping):
            _flatten(value, f"{prefix}{key}.", into, spot)
        elif isinstance(value, str):
            into[f"{prefix}{key}"] = value
        else:
            spot.under(f"{prefix}{key}").report(f"{value!r} is not a sentence. Accepted: a text in quotation marks.")


def _fallbacks(table: object, spot: Spot) -> Mapping[str, tuple[str, ...]]:
    chains: dict[str, tuple[str, ...]] = {}
    for language, chain in _mapping(table, spot).items():
        if isinstance(chain, list | tuple):
            chains[language] = tuple(str(each) for each in chain)
        else:
            spot.under(language).report(f"{chain!r} is the wrong kind of value. Accepted: a list of languages.")
    return MappingProxyType(chains)


def _mapping(value: object, spot: Spot) -> Tables:
    if isinstance(value, Mapping):
        return value
    spot.report(f"{value!r} is the wrong kind of value. Accepted: a table.")
    return {}


def _toml(root: Path, file: str, problems: list[Problem]) -> Tables:
    try:
        with (root / file).open("rb") as opened:
            return tomllib.load(opened)
    except FileNotFoundError:
        problems.append(Problem(file, "file", "This file is missing. Every pack has it."))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        problems.append(Problem(file, "file", f"This is not TOML in UTF-8: {broken}."))
    return {}
