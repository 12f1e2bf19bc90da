"""The only way to an object: through the check. Views call these first, before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from samspill.access.rules import Actor, Decision, Permit, Scope, decide, permits


class Scoped(Protocol):
    """A model the gate can judge.

    `scope()` says where one row belongs. `SCOPE` says the same to the database: place → lookup, with `if:<state>`
    naming the lookups that make a state true.
    """

    SCOPE: ClassVar[Mapping[str, str]]

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


def fetch_for(request: HttpRequest, source: type[M] | QuerySet[M], pk: object, word: str) -> M:
    """Fetch one row if the actor may do `word` to it: else 404 for outsiders, 403 with the reason for members.

    The decision is kept on the request, so that every page can say why its reader may see it.
    """
    rows = source if isinstance(source, QuerySet) else source._default_manager.all()
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    demand(request, found, word)
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


def visible_to(actor: Actor, rows: QuerySet[M], word: str) -> QuerySet[M]:
    """Only the rows the actor may do `word` to, decided by the database in the same query."""
    lookups: Mapping[str, str] = rows.model.SCOPE  # type: ignore[attr-defined]
    allowed = Q(pk__in=[])
    for permit in permits(word):
        allowed |= _lines(actor, permit, lookups)
    matching = rows.model._default_manager.filter(allowed).values("pk")
    return rows.filter(pk__in=matching)


def _lines(actor: Actor, permit: Permit, lookups: Mapping[str, str]) -> Q:
    """One line of the table as a condition on rows; nothing when the model has no such place or state."""
    nothing = Q(pk__in=[])
    lookup = lookups.get(permit.place)
    if lookup is None:
        return nothing
    if permit.place == "self":
        ids = {actor.id} if actor.id is not None else set()
    else:
        ids = {getattr(hat, permit.place) for hat in actor.hats if permit.hat in ("anyone", hat.name)} - {None}
    if not ids:
        return nothing
    condition = Q(**{f"{lookup}__in": ids})
    if permit.state is None:
        return condition
    state = lookups.get(f"if:{permit.state}")
    return condition & Q(**{state: True}) if state else nothing
