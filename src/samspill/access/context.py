"""Why the reader may see the page: the decision of the gate, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspill.access.phrases import WEARING, WORDS
from samspill.access.rules import Decision, Hat

# How narrow a hat is: being a member says more about why one may see an arena than working at the school does.
ORDER = ("arena-lead", "member", "guest", "school-leader", "service-head", "owner", "administrator")


@dataclass(frozen=True, slots=True)
class Why:
    """`may` is the action, `because` the nearest reason, `also` the others."""

    may: str
    because: str
    also: tuple[str, ...] = ()


def why(request: HttpRequest) -> dict[str, object]:
    """Context processor: `why` for `access/_why.html`; nothing is asked before the template asks."""
    return {"why": SimpleLazyObject(lambda: reasons(request))}


def reasons(request: HttpRequest) -> Why | None:
    """The words for the decision the gate left on the request; None on pages that need no decision."""
    decision: Decision | None = getattr(request, "decision", None)
    if decision is None or not decision.allowed:
        return None
    name: Callable[[Hat], str] = getattr(request, "name_of", lambda _hat: "")
    said = dict.fromkeys(wearing(hat, name(hat)) for hat in sorted(decision.hats, key=_nearness))
    if any(line.place == "self" for line in decision.because):
        said = dict.fromkeys([_("are the one it is about"), *said])
    first, *others = said
    return Why(str(WORDS[decision.word]), first, tuple(others))


def wearing(hat: Hat, place: str) -> str:
    """One reason: “are school leader at Fjellheim skole”."""
    if not place:
        return str(WEARING[hat.name])
    return _("%(wearing)s (%(place)s)") % {"wearing": WEARING[hat.name], "place": place}


def _nearness(hat: Hat) -> int:
    return ORDER.index(hat.name) if hat.name in ORDER else len(ORDER)
