"""A municipality's adaptation of a method: a few values changed, each with its reason. A deviation is knowledge.

Only what is listed in ACCEPTED can be adapted; rules, sources and structure stay the method's own, so that two
municipalities that follow the same method can still be told apart by what they changed and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

from samspill.core.fidelity import RULES, Departure, Wish
from samspill.core.fidelity.rules.shape import Param
from samspill.methods.derive import follows
from samspill.methods.problem import Problem, listed
from samspill.methods.references import of_arena, of_wish
from samspill.methods.schema import ArenaKind, Method, Place, Rhythm
from samspill.methods.shape import Spot, build, freeze
from samspill.methods.vocabulary import LANGUAGES
from samspill.methods.wording import terms

T = TypeVar("T")
ACCEPTED = (
    "requirements.<id>.params.<name>",
    "requirements.<id>.off",
    "arenas.<id>.places",
    "arenas.<id>.rhythm",
    "texts.<language>.roles.<id>.name",
    "texts.<language>.arenas.<id>.name",
)
# What a requirement measures may be adapted; what it is about may not, or it would be another requirement.
FIXED_PARAMS = frozenset(
    ("arena", "arena_a", "arena_b", "arenas", "subject", "while_subject", "kind", "item", "from_item", "to_item")
) | frozenset(("then", "tag", "prefer", "places", "lead", "roles", "per_group"))


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A wish to change one value. Lists and tables are given as they would stand in a pack."""

    path: str
    value: object
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an adaptation did. `requirement`, `arena` or `role` is the id it belongs to, for the board to show it there.

    `moved` names requirements that followed because they read the changed arena.
    """

    path: str
    before: object
    after: object
    reason: str
    requirement: str | None = None
    arena: str | None = None
    role: str | None = None
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adapted:
    """The method as it holds here. `departures` are the requirements set aside, as evidence for the rules."""

    method: Method
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    departures: tuple[Departure, ...] = ()


class _RefusedError(Exception):
    """An adaptation that does not fit, with what to say about it."""

    def __init__(self, code: str, path: str, accepted: Iterable[str] = (), value: object = "") -> None:
        super().__init__(code)
        known = listed(accepted)
        self.problem = Problem(
            "adaptation", path, _ENGLISH[code].format(value, known), code, _holes(path, value, known)
        )


def apply(method: Method, adaptations: Iterable[Adaptation]) -> Adapted:
    """The method with all adaptations that fit; those that do not are left out, each with its problem."""
    done = Adapted(method)
    for each in adaptations:
        try:
            done = _one(done, each)
        except _RefusedError as refused:
            done = replace(done, problems=(*done.problems, refused.problem))
    return done


def _one(done: Adapted, wanted: Adaptation) -> Adapted:
    if not wanted.reason.strip():
        raise _RefusedError("empty_reason", wanted.path)
    if wanted.path in {change.path for change in done.changes}:
        raise _RefusedError("twice", wanted.path)
    match wanted.path.split("."):
        case ["requirements", name, "params", param]:
            return _parameter(done, wanted, _find(done.method.requirements, name, wanted.path), param)
        case ["requirements", name, "off"]:
            return _set_aside(done, wanted, _find(done.method.requirements, name, wanted.path))
        case ["arenas", name, "places"]:
            return _places(done, wanted, _find(done.method.arenas, name, wanted.path))
        case ["arenas", name, "rhythm"]:
            return _rhythm(done, wanted, _find(done.method.arenas, name, wanted.path))
        case ["texts", language, "roles" | "arenas" as kind, name, "name"] if language in LANGUAGES:
            return _name(done, wanted, language, kind, name)
    raise _RefusedError("unknown_path", wanted.path, ACCEPTED)


def _find(known: Mapping[str, T], name: str, path: str) -> T:
    if name not in known:
        raise _RefusedError("unknown_id", path, known)
    return known[name]


def _parameter(done: Adapted, wanted: Adaptation, wish: Wish, name: str) -> Adapted:
    open_params = {one.name: one for one in RULES[wish.rule].params if one.name not in FIXED_PARAMS}
    if name not in open_params:
        raise _RefusedError("unknown_param", wanted.path, open_params)
    value = freeze(wanted.value)
    _accept(wanted, open_params[name], value)
    _worded(wanted, done.method, value)
    after = replace(wish, params=MappingProxyType({**wish.params, name: value}))
    before = wish.params.get(name, open_params[name].default)
    change = Change(wanted.path, before, value, wanted.reason, requirement=wish.id)
    return _checked(done, wanted, _with_wishes(done.method, {wish.id: after}), change)


def _accept(wanted: Adaptation, param: Param, value: object) -> None:
    if not param.accepts(value):
        raise _RefusedError("wrong_value", wanted.path, param.choices or [param.kind], wanted.value)


def _set_aside(done: Adapted, wanted: Adaptation, wish: Wish) -> Adapted:
    if wanted.value is not True:
        raise _RefusedError("wrong_value", wanted.path, ["flag"], wanted.value)
    change = Change(wanted.path, False, True, wanted.reason, requirement=wish.id)
    aside = Departure(wish.id, wanted.reason, date.min, not_applicable=True)
    return replace(done, changes=(*done.changes, change), departures=(*done.departures, aside))


def _places(done: Adapted, wanted: Adaptation, arena: ArenaKind) -> Adapted:
    given = wanted.value if isinstance(wanted.value, list | tuple) else ()
    places = tuple(_built(Place, one, wanted, "places") for one in given)
    if not places:
        raise _RefusedError("wrong_value", wanted.path, ["places"], wanted.value)
    return _arena(done, wanted, arena, replace(arena, places=places))


def _rhythm(done: Adapted, wanted: Adaptation, arena: ArenaKind) -> Adapted:
    rhythm = _built(Rhythm, wanted.value, wanted, "rhythm")
    return _arena(done, wanted, arena, replace(arena, rhythm=rhythm))


def _built(cls: type[T], value: object, wanted: Adaptation, kind: str) -> T:
    problems: list[Problem] = []
    made = build(cls, value, Spot("adaptation", wanted.path, problems))
    if made is None or problems:
        raise _RefusedError("wrong_value", wanted.path, [kind], wanted.value)
    return made


def _arena(done: Adapted, wanted: Adaptation, before: ArenaKind, after: ArenaKind) -> Adapted:
    wishes = {name: follows(wish, before, after) for name, wish in done.method.requirements.items()}
    moved = {name: wish for name, wish in wishes.items() if wish != done.method.requirements[name]}
    field = wanted.path.rpartition(".")[2]
    old, new = getattr(before, field), getattr(after, field)
    change = Change(wanted.path, old, new, wanted.reason, arena=before.id, moved=tuple(moved))
    arenas = MappingProxyType({**done.method.arenas, before.id: after})
    return _checked(done, wanted, replace(_with_wishes(done.method, moved), arenas=arenas), change)


def _name(done: Adapted, wanted: Adaptation, language: str, kind: str, name: str) -> Adapted:
    known: Mapping[str, object] = done.method.roles if kind == "roles" else done.method.arenas
    _find(known, name, wanted.path)
    value, key = wanted.value, f"{kind}.{name}.name"
    if not isinstance(value, str) or not value.strip() or set(value) & set("<>{}&"):
        raise _RefusedError("wrong_value", wanted.path, ["text"], value)
    own = done.method.texts.get(language, {})
    texts = MappingProxyType({**done.method.texts, language: MappingProxyType({**own, key: value})})
    role, arena = (name, None) if kind == "roles" else (None, name)
    change = Change(wanted.path, own.get(key), value, wanted.reason, role=role, arena=arena)
    return replace(done, method=replace(done.method, texts=texts), changes=(*done.changes, change))


def _checked(done: Adapted, wanted: Adaptation, method: Method, change: Change) -> Adapted:
    """The checker of the packs has the last word: an adapted method is as sound as a shipped one."""
    touched = (change.requirement, *change.moved)
    wishes = (of_wish(method, method.requirements[name], "") for name in touched if name)
    arena = of_arena(method, method.arenas[change.arena], "") if change.arena else ()
    wrong = next(chain(arena, *wishes), None)
    if wrong is not None:
        accepted = wrong.sentence.partition("Accepted: ")[2].rstrip(".") or wrong.sentence
        raise _RefusedError("wrong_value", wanted.path, [accepted], wanted.value)
    return replace(done, method=method, changes=(*done.changes, change))


def _worded(wanted: Adaptation, method: Method, value: object) -> None:
    """A list may only name what the method has words for: a finding will speak of it."""
    known = {*terms(method)}
    if isinstance(value, tuple) and any(isinstance(one, str) and one not in known for one in value):
        raise _RefusedError("wrong_value", wanted.path, known, wanted.value)


def _with_wishes(method: Method, wishes: Mapping[str, Wish]) -> Method:
    return replace(method, requirements=MappingProxyType({**method.requirements, **wishes}))


def _holes(path: str, value: object, accepted: str) -> Mapping[str, str]:
    return {"path": path, "value": str(value), "accepted": accepted}


_ENGLISH = {
    "unknown_path": "This cannot be adapted. Accepted: {1}.",
    "unknown_id": "This is not in the method. Accepted: {1}.",
    "unknown_param": "This parameter cannot be changed here. Accepted: {1}.",
    "empty_reason": "The reason is missing. Accepted: any words that say why it is done this way.",
    "wrong_value": "The value {0!r} does not fit. Accepted: {1}.",
    "twice": "This is adapted twice. Accepted: once.",
}
