"""What measures bring on agendas by themselves (`settings.AGENDA_SOURCES`): to be heard, looked at, decided, tried."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.measures.actions.analysing import NEW
from samspill.measures.bridge import pack_phases
from samspill.measures.hearing import FEW, SOURCE, TOGETHER, unanswered
from samspill.measures.log_queries import Methods, running, treats_each
from samspill.measures.models import Measure
from samspill.measures.proposal_list import at_stages
from samspill.measures.queries import LIVE, MEASURES
from samspill.measures.reminders import back_from_forum
from samspill.meetings.due import Due
from samspill.meetings.models import Item, Meeting
from samspill.meetings.words import points_of
from samspill.methods.schema import Method
from samspill.projects.queries import adapted

TREATS = "measure"


def about(measure: Measure, title: str) -> Due:
    """One matter about one measure."""
    words = title % {"title": measure.title}
    return Due(SOURCE, words[:200], measure.pk, measure.get_absolute_url(), treats=TREATS, tryout=True)


def hearing(meeting: Meeting) -> Iterator[Due]:
    """What the arena has been asked and has not answered: a matter for each, or one for them all where they are many.

    L27 reads the answers, which know the matter they were given at.
    """
    there = set(Item.objects.filter(meeting=meeting).values_list("source", "source_id"))
    rows = [one for one in unanswered(meeting.arena) if (SOURCE, one.measure_id) not in there]
    if len(rows) > FEW or (rows and (TOGETHER, meeting.arena_id) in there):
        url = reverse("measures:answer_all", args=[meeting.arena_id])
        yield Due(TOGETHER, _("Proposals to be heard"), meeting.arena_id, url, treats=TREATS, tryout=True)
        return
    for one in rows:
        yield about(one.measure, _("To be heard: %(title)s"))


def deciding(meeting: Meeting) -> Iterator[Due]:
    """What waits for this arena: new proposals as one matter with a list, all else one matter each (R21, R34)."""
    arena = meeting.arena
    if arena.project is None:
        return
    method = adapted(arena.project).method
    methods = {arena.project.pk: method}
    rows = MEASURES.filter(LIVE, unit=arena.unit_id, project=arena.project_id).order_by("phase_on", "pk")
    new = stages_for(method, arena.kind) & {"proposed"}
    if new and rows.filter(at_stages(methods, new)).exists():
        url = reverse("measures:proposals", args=[arena.unit_id])
        yield Due(NEW, _("New proposals to look at"), arena.unit_id, url, treats=TREATS, tryout=True)
    titles = {
        "heard": _("To make concrete: %(title)s"),
        "planned": _("To decide: %(title)s"),
        "evaluated": _("To decide: %(title)s"),
    }
    for stage in stages_for(method, arena.kind) & set(titles):
        for one in rows.filter(at_stages(methods, [stage])):
            yield about(one, titles[stage])


def clarified(meeting: Meeting) -> Iterator[Due]:
    """What the forum has answered, where proposals are looked at: taken up again, or not, on what it said (R45)."""
    arena = meeting.arena
    if arena.project is None or "proposed" not in stages_for(adapted(arena.project).method, arena.kind):
        return
    for one in back_from_forum([arena.unit_id]).filter(project=arena.project_id):
        yield about(one, _("Clarified, to be taken up again: %(title)s"))


def stages_for(method: Method, kind: str) -> set[str]:
    """The stations at which a measure waits for this kind of arena."""
    return {phase.stage for phase in pack_phases(method).values() if phase.waits_for == kind}


def try_outs(meeting: Meeting) -> Iterator[Due]:
    """Each running try-out, where every meeting treats every measure (R42), and in its own main arena (R48)."""
    arena, methods = meeting.arena, Methods()
    if arena.project is None:
        return
    method = methods.of(arena.project)
    if not any(SOURCE in point.collects for point in points_of(arena, method)):
        return
    rows = MEASURES.filter(project=arena.project, unit=arena.unit_id)
    if not treats_each(method, arena.kind):
        rows = rows.filter(plan__main_arena=arena)
    for one in running(rows, methods):
        yield Due(SOURCE, one.title[:200], one.pk, one.get_absolute_url(), treats=TREATS, tryout=True)
