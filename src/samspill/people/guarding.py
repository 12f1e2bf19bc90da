"""The name guard at work: typed text is looked at and forgotten. Nothing of it is stored, written down or blocked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import actor_of
from samspill.access.rules import Actor
from samspill.core.nordic.guard import Hit, Kind, Roster, look
from samspill.people.asking import Asked
from samspill.people.models import Person

LONGEST = 5_000  # letters; the island sends the end of a longer text
MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Said:
    """One kind of thing that was found: a sentence, and the places as a browser counts them (“3-7 20-24”)."""

    kind: str
    sentence: str
    places: str


@require_POST
def guard(request: Asked) -> HttpResponse:
    return nudge(request, actor_of(request))


def nudge(request: Asked, actor: Actor) -> HttpResponse:
    """What in the text might point at a pupil, as a fragment; 204 when there is nothing, 413 when it is too long."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > LONGEST:
        return HttpResponse(_("Send 5,000 characters at the most."), status=413)
    found = said(text, found_in(text, actor))
    return render(request, "people/_nudge.html", {"found": found}) if found else HttpResponse(status=204)


def found_in(text: str, actor: Actor) -> tuple[Hit, ...]:
    """What the guard finds; those who work where the reader works may be named. One query, none without names."""
    hits = look(text)
    firsts = {text[hit.start : hit.end].split()[0].split("-")[0] for hit in hits if hit.kind == Kind.NAME}
    return look(text, _colleagues(sorted(firsts)[:MOST_NAMES], actor)) if firsts else hits


def _colleagues(firsts: Iterable[str], actor: Actor) -> Roster:
    """Everybody of the reader's municipalities whose first name may be meant, with or without a genitive ending."""
    forms = {form for first in firsts for form in (first, first.rstrip("s").rstrip("'’"))}
    named = Q(pk=None)
    for form in forms - {""}:
        named |= Q(name__istartswith=form)
    people = Person.objects.filter(named, positions__unit__municipality__in=actor.municipalities)
    return Roster.of(people.order_by().values_list("name", flat=True).distinct())


def said(text: str, hits: Iterable[Hit]) -> list[Said]:
    """One sentence for each kind, however many places there are."""
    sentences = {
        Kind.NAME: _("This may be the name of a pupil or a parent. Write “the pupil”, or describe the situation."),
        Kind.IDENTITY_NUMBER: _("This looks like a national identity number. It does not belong here."),
        Kind.PHONE: _("This looks like a private phone number. It does not belong here."),
    }
    places: dict[Kind, list[str]] = {}
    for hit in hits:
        places.setdefault(hit.kind, []).append(f"{_units(text[: hit.start])}-{_units(text[: hit.end])}")
    return [Said(kind, sentence, " ".join(places[kind])) for kind, sentence in sentences.items() if kind in places]


def _units(text: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
