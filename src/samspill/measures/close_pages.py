"""What the measure's page and the forms show of evaluations, decisions and practices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.access.rules import Scope
from samspill.measures.bridge import judged_from
from samspill.measures.close_forms import ChangeLeaderForm, ChangeTeamForm, LeaderForm, words_of
from samspill.measures.closing import (
    begun_on,
    evaluating_arenas,
    evaluations_since,
    is_settled,
    leading,
    those_who_tried,
)
from samspill.measures.models import Evaluation, Judge, Measure
from samspill.measures.queries import matters_about
from samspill.measures.reader import Reader
from samspill.measures.shown import Shown, crumbs
from samspill.methods.schema import Method
from samspill.people.asking import Asked, posted
from samspill.people.panels import Crumb, Panel
from samspill.projects.words import say

PREFILLED = 8  # entries of the log: what a team still reads through before it evaluates


@dataclass(frozen=True, slots=True)
class Found:
    """One evaluation as a column: whose, when, and each of its texts under the pack's words."""

    row: Evaluation
    who: str
    speaker: str  # the elected representative, for those who learn names
    texts: tuple[tuple[str, str], ...]
    change_url: str


def frame(measure: Measure, title: str) -> dict[str, Any]:
    return {
        "measure": measure,
        "title": title,
        "lead": measure.title,
        "back": measure.get_absolute_url(),
        "crumbs": (*crumbs(measure), Crumb(measure.title, measure.get_absolute_url())),
    }


def found(rows: Iterable[Evaluation], method: Method, request: Asked) -> list[Found]:
    """Evaluations side by side, each with a way to change it where the reader may and nobody has decided yet."""
    reader = Reader(request)
    return [
        Found(
            row,
            who_judged(row),
            reader.name(row.representative, row.measure),
            tuple(texts_of(row, method)),
            change_url(row, request),
        )
        for row in rows
    ]


def who_judged(row: Evaluation) -> str:
    if row.judge == Judge.LEADER:
        return _("The leader with the coordinator")
    return str(row.arena) if row.arena else _("The team")


def texts_of(row: Evaluation, method: Method) -> Iterator[tuple[str, str]]:
    for column, field, key in words_of(method):
        value = getattr(row, column)
        if value:
            shown = say(method, f"{key}.choices.{value}") if field.kind == "choice" else value
            yield say(method, f"{key}.label"), shown


def change_url(row: Evaluation, request: Asked) -> str:
    allowed = may(request, place_of(row), "measure.evaluate")
    return reverse("measures:change_evaluation", args=[row.pk]) if allowed and not is_settled(row) else ""


def evaluate_page(request: Asked, measure: Measure, method: Method) -> dict[str, Any]:
    """The team's form: what is there already from other teams, and whether somebody speaks for those who tried it."""
    begun = begun_on(measure, method)
    tried = list(those_who_tried(measure, begun))
    return {
        **frame(measure, say(method, "forms.evaluation.name")),
        "begun": begun,
        "draft": f"evaluation-{measure.pk}-{request.actor.id}",
        "nobody_tried": not tried,
        "nobody_elected": not any(one.represents for one in tried),
        "found": found(evaluations_since(measure, begun), method, request),
        "proposed": True,
    }


def leader_page(request: Asked, measure: Measure, method: Method) -> dict[str, Any]:
    """The leader's form, under what the teams have found."""
    begun = begun_on(measure, method)
    teams = evaluations_since(measure, begun, Judge.TEAM)
    return {
        **frame(measure, _("The leader evaluates with the coordinator")),
        "begun": begun,
        "draft": f"leader-evaluation-{measure.pk}-{request.actor.id}",
        "leader": True,
        "coordinator": measure.coordinator,
        "found": found(teams, method, request),
    }


def change_page(request: Asked, row: Evaluation, method: Method) -> dict[str, Any]:
    page = leader_page if row.judge == Judge.LEADER else evaluate_page
    shown = page(request, row.measure, method)
    others = [one for one in shown["found"] if one.row.pk != row.pk]
    key = f"evaluation-of-{row.pk}-{request.actor.id}"
    return {**shown, "found": others, "proposed": False, "settled": is_settled(row), "draft": key}


def team_choices(measure: Measure, method: Method, today: date) -> dict[str, Any]:
    return {
        "items": matters_about(measure),
        "arenas": evaluating_arenas(measure, method, today),
        "tried": those_who_tried(measure, begun_on(measure, method)),
    }


def place_of(row: Evaluation) -> Scope:
    """The team's evaluation is open to those who evaluate, the leader's to the leader and the coordinator."""
    return leading(row.measure) if row.judge == Judge.LEADER else row.scope()


def change_form(request: Asked, row: Evaluation, method: Method) -> LeaderForm:
    if row.judge == Judge.LEADER:
        return ChangeLeaderForm(posted(request), evaluation=row, method=method, items=matters_about(row.measure))
    choices = team_choices(row.measure, method, request.today)
    return ChangeTeamForm(posted(request), evaluation=row, method=method, **choices)


def account(measure: Measure, begun: date | None) -> str:
    """What was tried, put together from plan and log: a proposal to read through, never an evaluation."""
    return "\n".join(_account(measure, begun)) if begun else ""


def _account(measure: Measure, begun: date) -> Iterator[str]:
    plan = getattr(measure, "plan", None)
    if plan and plan.content:
        yield plan.content
    entries = list(measure.log.filter(on__gte=begun, withdrawn_at=None).order_by("-on", "-pk")[:PREFILLED])
    for entry in reversed(entries):
        yield f"{date_format(entry.on, 'MONTH_DAY_FORMAT')}: {entry.done}"


def first_words(request: Asked, measure: Measure, method: Method) -> Mapping[str, Any]:
    return {"on": request.today, "tried": account(measure, begun_on(measure, method))}


def evaluation(one: Shown) -> Panel | None:
    """What those who tried it and the leader found, side by side."""
    begun = begun_on(one.measure, one.method)
    if begun is None:
        return None
    first = judged_from(one.measure, begun)
    latest = [row for row in one.measure.evaluations.all() if row.on >= first]
    rows = found(latest, one.method, one.request)
    open_now = one.measure.live and one.stage in ("trying", "evaluated")
    pk = one.measure.pk
    by_team = open_now and may(one.request, one.measure, "measure.evaluate")
    by_leader = open_now and may(one.request, leading(one.measure), "measure.evaluate")
    if not rows and not by_team:
        return None
    led = any(row.row.judge == Judge.LEADER for row in rows)
    unspoken = [row for row in rows if row.row.judge == Judge.TEAM and not row.row.representative_id]
    return Panel(
        "measures/_close_evaluation.html",
        {
            "found": rows,
            "unspoken": unspoken,
            "evaluate_url": reverse("measures:evaluate", args=[pk]) if by_team else "",
            "leader_url": reverse("measures:evaluate_with_coordinator", args=[pk]) if by_leader and not led else "",
        },
    )
