"""What the pages about a hearing show: the answers side by side, and who has not answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may
from samspill.access.rules import Actor, decide
from samspill.arenas.words import name_of
from samspill.measures.bridge import phase_at
from samspill.measures.hearing import ANSWERS, SOURCE, answer_scope, closed, sitting, unanswered
from samspill.measures.models import Answer, Measure, Stance
from samspill.measures.proposal_list import age, at_stages, methods_in
from samspill.measures.proposal_pages import frame, project_of
from samspill.measures.queries import LIVE, MEASURES, method_of
from samspill.measures.shown import Shown, school_crumbs
from samspill.meetings.beside import Beside, Said
from samspill.meetings.models import Item
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.models import Person, Unit
from samspill.people.panels import Crumb, Panel

COLOURS = {
    Stance.FOR: "success",
    Stance.WITH_CHANGES: "info",
    Stance.UNSURE: "warning",
    Stance.AGAINST: "danger",
}
INSIDE = ("measure.propose", "log.read")  # whoever may either is told why a team thinks what it thinks
USUAL = timedelta(weeks=3)  # every team has met once by then


@dataclass(frozen=True, slots=True)
class Voice:
    """One arena in the hearing, and what it thinks or how long it has been silent."""

    answer: Answer
    name: str
    colour: str
    silent: str
    late: bool
    url: str
    reason: str


def hearing_section(one: Shown) -> Panel | None:
    """The answers side by side; before anybody is asked, the way to ask them."""
    voices = voices_of(one)
    asks = one.steers and one.measure.live and one.stage == "analysed"
    if not voices and not asks:
        return None
    heard = sum(bool(voice.answer.stance) for voice in voices)
    onward = phase_at(one.method, "heard")
    ready = asks and onward is not None and "answers" in one.evidence
    return Panel(
        "measures/_hearing_section.html",
        {
            "measure": one.measure,
            "voices": voices,
            "asks": asks,
            "asked": bool(voices),
            "count": counted(heard, len(voices)) if voices else "",
            "onward": reverse("measures:step", args=[one.measure.pk, onward.id]) if ready and onward else "",
        },
    )


def counted(heard: int, asked: int) -> str:
    words = ngettext("%(heard)s of %(asked)s team has answered", "%(heard)s of %(asked)s teams have answered", asked)
    return words % {"heard": heard, "asked": asked}


def voices_of(one: Shown) -> list[Voice]:
    too_late = closed(one.measure)
    inside = reads_reasons(one.request, one.measure)
    return [_voice(one, answer, too_late=too_late, inside=inside) for answer in one.measure.answers.all()]


def reads_reasons(request: Asked, measure: Measure) -> bool:
    """Why a team thinks what it thinks is for the school and whom it lets in; the owner learns what, not why."""
    return any(may(request, measure, word) for word in INSIDE)


def _voice(one: Shown, answer: Answer, *, too_late: bool, inside: bool) -> Voice:
    answer.measure = one.measure
    may_answer = not too_late and _may_answer(one.request.actor, answer, one.request.person)
    return Voice(
        answer,
        name=name_of(answer.arena, one.method),
        colour=COLOURS.get(Stance(answer.stance), "neutral") if answer.stance else "neutral",
        silent="" if answer.stance else age(answer.asked_on, one.today),
        late=not answer.stance and answer.by is not None and answer.by < one.today,
        url=reverse("measures:answer", args=[answer.pk]) if may_answer else "",
        reason=answer.reason if inside else "",
    )


def _may_answer(actor: Actor, answer: Answer, person: Person | None) -> bool:
    return decide(actor, "measure.answer", answer_scope(answer, person)).allowed


def answer_page(request: Asked, answer: Answer) -> dict[str, Any]:
    """The form for what one arena thinks, with what was proposed above it."""
    measure = answer.measure
    name = name_of(answer.arena, method_of(measure))
    facts = {"measure": measure, "proposer": measure.proposed_by, "statements": list(measure.statements.all())}
    title = _("What %(arena)s thinks") % {"arena": name}
    in_a_row = may(request, sitting(request.person)(answer.arena), "measure.answer")
    others = unanswered(answer.arena).exclude(pk=answer.pk).count() if in_a_row else 0
    row = reverse("measures:answer_all", args=[answer.arena_id])
    more = {"others": others, "row_url": row, "submit": _("Keep the answer")}
    return {**frame(measure, title), "facts": facts, "too_late": closed(measure), **more}


def ask_page(measure: Measure) -> dict[str, Any]:
    return {**frame(measure, _("Ask the teams")), "submit": _("Ask the teams")}


def ask_all_page(unit: Unit, count: int) -> dict[str, Any]:
    listed = reverse("measures:proposals", args=[unit.pk])
    lead = ngettext(
        "%(count)s proposal comes on the agenda of each team.",
        "%(count)s proposals come on the agenda of each team.",
        count,
    )
    return {
        "title": _("Ask the teams"),
        "lead": lead % {"count": count},
        "submit": _("Ask the teams"),
        "back": listed,
        "crumbs": (*school_crumbs(unit), Crumb(_("Proposals"), listed)),
    }


def to_ask(unit: Unit) -> list[Measure]:
    """What is put forward at a school and nobody has been asked about, the longest waiting first."""
    rows = MEASURES.filter(LIVE, unit=unit, project=project_of(unit))
    found = rows.filter(at_stages(methods_in(rows), ["analysed"]), answers=None)
    return list(found.order_by("phase_on", "pk"))


def beside(items: Sequence[Item], actor: Actor) -> Iterator[tuple[int, Beside]]:
    """At a matter about a proposal: what the teams think, and the way to write down what this one thinks."""
    about = {item.pk: item for item in items if item.source == SOURCE and item.source_id}
    if not about:
        return
    found: dict[int, list[Answer]] = {}
    rows = ANSWERS.filter(measure__in={item.source_id for item in about.values()})
    for answer in rows.prefetch_related("measure__unit__arenas", "measure__decisions"):
        found.setdefault(answer.measure_id, []).append(answer)
    methods: dict[int, Method] = {}
    for pk, item in about.items():
        answers = found.get(item.source_id or 0, [])
        if answers and (one := _beside(item, answers, actor, methods)):
            yield pk, one


def _beside(item: Item, answers: Sequence[Answer], actor: Actor, methods: dict[int, Method]) -> Beside | None:
    measure = answers[0].measure
    if not decide(actor, "measure.read", measure.scope()).allowed:
        return None
    method = methods.setdefault(measure.project_id, methods.get(measure.project_id) or method_of(measure))
    inside = any(decide(actor, word, measure.scope()).allowed for word in INSIDE)
    lines = [_said(answer, method, inside=inside) for answer in answers if answer.stance]
    own = next((answer for answer in answers if answer.arena_id == item.arena_id), None)
    if own is None or closed(measure):
        return Beside(_("What the teams think"), tuple(lines)) if lines else None
    label = _("Change what we think") if own.stance else _("Write down what we think")
    return Beside(_("What the teams think"), tuple(lines), reverse("measures:answer", args=[own.pk]), label)


def _said(answer: Answer, method: Method, *, inside: bool) -> Said:
    stance = str(Stance(answer.stance).label)
    words = _("%(arena)s: %(stance)s") % {"arena": name_of(answer.arena, method), "stance": stance}
    return Said(words, answer.answered_on, ((str(_("Why")), answer.reason),) if answer.reason and inside else ())
