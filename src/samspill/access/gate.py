"""The only way to an object: through the check. Views call these first, before anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from samspill.access.rules import Actor, Decision, Permit, Scope, decide, permits


class Scoped(Protocol):
    """A model the gate can judge.

    `scope()` says where one row belongs. `SCOPE` says the same to the database: place → lookup, or several where a
    row belongs to two arenas, say. A model whose rows have states adds `STATES`: state → the condition under which
    `scope()` would name it.
    """

    SCOPE: ClassVar[Mapping[str, str | tuple[str, ...]]]

    def scope(self) -> Scope: ...


M = TypeVar("M", bound=Model)


class Refused(PermissionDenied):  # a decision, not a fault
    """A member lacks the word; carries the decision so that the page can say who may."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.word)
        self.decision = decision


def actor_of(request: HttpRequest) -> Actor:
    """The actor the middleware built for this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def fetch_for(
    request: HttpRequest,
    source: type[M] | QuerySet[M],
    pk: object,
    word: str,
    scope: Callable[[M], Scope] | None = None,
) -> M:
    """Fetch one row if the actor may do `word` to it: else 404 for outsiders, 403 with the reason for members.

    The decision is kept on the request, so that every page can say why its reader may see it. A room that knows more
    of a row's states than its model does gives its own `scope`.
    """
    rows = source if isinstance(source, QuerySet) else source._default_manager.all()
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    demand(request, scope(found) if scope else found, word)
    return found


def demand(request: HttpRequest, thing: Any, word: str) -> Decision:
    """Insist that the actor may do `word` to something already in hand (a row that is about to be made, say)."""
    decision = decide(actor_of(request), word, scope_of(thing))
    if not decision.known:
        raise Http404
    if not decision.allowed:
        raise Refused(decision)
    request.decision = decision  # type: ignore[attr-defined]
    return decision


def may(request: HttpRequest, thing: Any, word: str) -> bool:
    """Whether to offer an action at all; the action's own view asks the gate again."""
    return decide(actor_of(request), word, scope_of(thing)).allowed


def scope_of(thing: Any) -> Scope:
    return thing if isinstance(thing, Scope) else thing.scope()


def visible_to(actor: Actor, rows: QuerySet[M], word: str, states: Mapping[str, Q] | None = None) -> QuerySet[M]:
    """Only the rows the actor may do `word` to, decided by the database in the same query.

    `states` adds to the model's own `STATES` what only a higher room knows (a release of a board, say).
    """
    # A subquery, since lookups through many positions would give the same row more than once.
    matching = rows.model._default_manager.filter(allowed(actor, rows.model, word, states)).values("pk")
    return rows.filter(pk__in=matching)


def allowed(actor: Actor, model: type[Model], word: str, states: Mapping[str, Q] | None = None) -> Q:
    """The same as a condition, for a model whose scope is in columns of its own (else rows come more than once)."""
    lookups: Mapping[str, str | tuple[str, ...]] = model.SCOPE  # type: ignore[attr-defined]
    known = {**getattr(model, "STATES", {}), **(states or {})}
    condition = _NOTHING
    for permit in permits(word):
        condition |= _line(actor, permit, lookups) & _in_state(permit.state, known)
    return condition


_NOTHING = Q(pk__in=[])


def _line(actor: Actor, permit: Permit, lookups: Mapping[str, str | tuple[str, ...]]) -> Q:
    """Hat and place of one line of the table as a condition on rows; nothing when the model has no such place."""
    named = lookups.get(permit.place, ())
    ids = _ids(actor, permit) if named else set()
    if not ids:
        return _NOTHING
    ways = (Q(**{f"{lookup}__in": ids}) for lookup in ((named,) if isinstance(named, str) else named))
    return reduce(or_, ways)


def _ids(actor: Actor, permit: Permit) -> set[int]:
    """The municipalities, units, arenas (or the person herself) that one line opens to the actor."""
    hats = [hat for hat in actor.hats if permit.hat in ("anyone", hat.name)]
    if permit.place == "self":
        return {actor.id} if actor.id is not None and (hats or permit.hat == "anyone") else set()
    return {getattr(hat, permit.place) for hat in hats} - {None}


def _in_state(state: str | None, known: Mapping[str, Q]) -> Q:
    return Q() if state is None else known.get(state, _NOTHING)
