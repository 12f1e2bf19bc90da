"""The page of one measure: where it stands, what comes next, and a section from each part of its life."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.core.redthread.phases import Way, lacking, ways
from samspill.measures import (
    analysis_pages,
    close_pages,
    decision_pages,
    hearing_pages,
    history,
    log_pages,
    plan_pages,
    practice_pages,
    thread_section,
)
from samspill.measures.actions.stepping import ENDS, STAMPS
from samspill.measures.bridge import pack_phases, phases_of
from samspill.measures.models import Measure
from samspill.measures.onward import TOO_EARLY, todo
from samspill.measures.places import mended_at
from samspill.measures.plan_pages import Lack, lacks_of, parts_of, vacancy_words
from samspill.measures.shown import Shown, crumbs, shown
from samspill.measures.side import AT_WORK, next_due, turn_of
from samspill.measures.words import NEEDS, level_name, phase_name
from samspill.people.asking import Asked
from samspill.people.panels import Crumb, Panel, panels_for


@dataclass(frozen=True, slots=True)
class Next:
    """One step that may come next, with what is still missing and where that is mended.

    `ends`: nothing follows it. `aside`: it ends the way, or goes round once more, so it is not what is hoped for next.
    """

    way: Way
    name: str
    missing: tuple[Lack, ...]
    url: str
    ends: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the method's way: "done", "current" or "coming", and the day it came there."""

    label: str
    status: str
    on: date | None
    skipped: bool = False


Section = Callable[[Shown], Panel | None]
#: The sections of the page, from top to bottom; each says nothing (None) where it has nothing to show this reader.
SECTIONS: tuple[Section, ...] = (
    thread_section.line,
    analysis_pages.proposal_section,
    hearing_pages.hearing_section,
    plan_pages.plan_section,
    log_pages.log_section,
    close_pages.evaluation,
    decision_pages.decision,
    practice_pages.practice,
    history.history_section,
)
BEGINNING: tuple[Section, ...] = (analysis_pages.proposal_section, hearing_pages.hearing_section)
WORK: tuple[Section, ...] = (log_pages.log_section, plan_pages.plan_section)
ENDING: tuple[Section, ...] = (practice_pages.practice, close_pages.evaluation, decision_pages.decision)


def sections(one: Shown) -> tuple[Section, ...]:
    """What happens now comes first: until the decision what was proposed, then the work, then what came of it."""
    if one.measure.decided_on is None or one.stage not in AT_WORK:
        return SECTIONS
    middle = (*WORK, *ENDING) if one.stage == "trying" else (*ENDING, *WORK)
    return (thread_section.line, *middle, *BEGINNING, history.history_section)


def page(request: Asked, measure: Measure) -> dict[str, Any]:
    """What the page of a measure shows."""
    one = shown(request, measure)
    ways_on = nexts(one) if measure.live else []
    next_on, next_what = next_due(measure, [check for check in measure.rechecks.all() if check.checked_on is None])
    return {
        "measure": measure,
        "stage": one.stage,
        "phase": phase_name(measure.project, measure.phase),
        "level": level_name(one.method, measure.level),
        "turn": turn(one),
        "stations": stations(one),
        "next_on": next_on,
        "next_what": next_what,
        "late": next_on is not None and next_on < one.today,
        "todo": todo(one, ways_on),
        "nexts": [it for it in ways_on if not it.aside and it.missing],
        "ways": ways_on if one.steers else [],
        "decide_url": reverse("measures:decide", args=[measure.pk]) if decides_early(one) else "",
        "vacancy": one.vacancy,
        "vacant_words": vacancy_words(one.vacancy),
        "steers": one.steers,
        "plans": measure.live and may(request, measure, "measure.plan"),
        "edits": may(request, measure, "measure.edit"),
        "log_url": log_pages.way_to_write(one),
        "panels": [it for section in sections(one) if (it := section(one))] + panels_for("measure", request, measure),
        "crumbs": crumbs(measure),
    }


def decides_early(one: Shown) -> bool:
    return one.steers and one.measure.live and one.stage in TOO_EARLY


def turn(one: Shown) -> str:
    """Whose turn it is while the measure stands where it stands: an arena's, a role's or the coordinator's name."""
    phase = pack_phases(one.method).get(one.measure.phase)
    waits = phase.waits_for if phase and phase.waits_for and one.measure.live else ""
    return turn_of(one.measure, one.method, waits, vacant=one.vacancy is not None)


def stations(one: Shown) -> list[Station]:
    """The whole way of the method, with the days the measure came to each; an end only where it has come to one."""
    phases = [it for it in pack_phases(one.method).values() if it.stage not in ENDS or it.id == one.measure.phase]
    here = next((at for at, it in enumerate(phases) if it.id == one.measure.phase), -1)
    found = []
    for at, it in enumerate(phases):
        stamp = one.measure.phase_on if at == here else getattr(one.measure, STAMPS.get(it.stage, "proposed_on"))
        status = "current" if at == here else "done" if at < here and stamp else "coming"
        skipped = at < here and not stamp
        name = phase_name(one.measure.project, it.id)
        found.append(Station(name, status, stamp if at <= here else None, skipped))
    return found


def nexts(one: Shown) -> list[Next]:
    """The steps that stand open, those that go on before those that end it."""
    kinds = pack_phases(one.method)
    found = [
        Next(
            way,
            _name_of(one, way.to),
            tuple(missing(one, way.missing)),
            reverse("measures:step", args=[one.measure.pk, way.to]),
            kinds[way.to].stage in ENDS,
            kinds[way.to].stage in ENDS or way.to == one.measure.phase or one.stage == "practice",
        )
        for way in ways(phases_of(one.method), one.measure.phase, one.evidence)
    ]
    return sorted(found, key=lambda it: (it.ends, it.way.to == one.measure.phase))


def _name_of(one: Shown, to: str) -> str:
    """What a step is called; where the method leads to the same phase again, that it goes on there."""
    name = phase_name(one.measure.project, to)
    return _("%(phase)s, once more") % {"phase": name} if to == one.measure.phase else name


def missing(one: Shown, needs: Iterable[str]) -> Iterator[Lack]:
    """What is missing, with where it is mended; of a plan, only the points that are still empty."""
    for need in needs:
        if need == "reason":  # the step itself asks for it
            continue
        if need != "plan":
            yield Lack(str(NEEDS[need]), mended_at(one, need))
            continue
        lacks = lacks_of(one.measure, getattr(one.measure, "plan", None), parts_of(one.measure))
        plans = may(one.request, one.measure, "measure.plan")
        for lack in lacks:
            yield Lack(_("in the plan: %(point)s") % {"point": lack.words}, lack.url if plans else "")


def step_page(request: Asked, measure: Measure, to: str) -> dict[str, Any]:
    """The page of one step: what is still missing for it, before anything is typed."""
    one = shown(request, measure)
    phases = phases_of(one.method)
    needs = lacking(phases[to], measure.phase, one.evidence)
    return {
        "measure": measure,
        "title": phase_name(measure.project, to),
        "lead": measure.title,
        "here": phase_name(measure.project, measure.phase),
        "missing": list(missing(one, needs)),
        "asks_why": "reason" in needs,
        "skips": to not in phases[measure.phase].next if measure.phase in phases else True,
        "back": measure.get_absolute_url(),
        "crumbs": (*crumbs(measure), Crumb(measure.title, measure.get_absolute_url())),
    }
