"""The proposals of one school by where they stand: what waits, since when and for whom, and what became of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may, visible_to
from samspill.clarifications.models import Clarification
from samspill.measures.bridge import pack_phases
from samspill.measures.finding import KIND
from samspill.measures.hearing import WITH_ANSWERS, turn_in_hearing
from samspill.measures.models import Fate, Measure
from samspill.measures.models.measure import place_of
from samspill.measures.proposal_pages import steering_at
from samspill.measures.queries import LIVE, MEASURES, method_of
from samspill.measures.shown import school_crumbs
from samspill.measures.words import level_name, phase_name, turn_name
from samspill.methods.schema import Method, Phase
from samspill.people.asking import Asked
from samspill.people.models import Unit

PER_PAGE = 30
BEFORE = ("proposed", "analysed", "heard", "planned")
Methods = Mapping[int, Method]


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal in the list: how long it has stood where it stands, and who has it."""

    measure: Measure
    phase: str
    level: str
    waits: str
    turn: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Proposals that stand at one place, the longest waiting first."""

    name: str
    title: str
    lead: str
    rows: tuple[Row, ...]


def list_page(request: Asked, unit: Unit) -> dict[str, Any]:
    """One page for what waits and one for what is over; a fixed number of queries."""
    rows = visible_to(request.actor, MEASURES.filter(unit=unit), "measure.read")
    methods = methods_in(rows)
    over = request.GET.get("show") == "over"
    waiting, done = _waiting(rows, methods), _over(rows)
    clarified = clarified_in(unit)
    page = Paginator(done.order_by("-ended_on", "-fate_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    groups = () if over else tuple(_groups(request, waiting, methods, clarified))
    first = next((row.measure for group in groups if group.name == "analyse" for row in group.rows), None)
    return {
        "unit": unit,
        "over": over,
        "groups": groups,
        "page": page,
        "closed": [row_of(request, one, methods) for one in page] if over else (),
        "first": first,
        "steers": may(request, steering_at(unit, request.today), "measure.steer"),
        "proposes": may(request, place_of(unit), "measure.propose"),
        "new_url": f"{reverse('measures:propose')}?unit={unit.pk}",
        "crumbs": school_crumbs(unit),
    }


def methods_in(rows: QuerySet[Measure]) -> dict[int, Method]:
    """The methods of the projects these belong to: one in most schools, two while one follows another."""
    first = rows.order_by("project_id", "pk").distinct("project_id")
    return {one.project_id: method_of(one) for one in first}


def at_stages(methods: Methods, stages: Iterable[str]) -> Q:
    """Those that stand at one of these stations, whatever each method calls its phases."""
    wanted = set(stages)
    found = Q(pk__in=[])
    for project, method in methods.items():
        phases = [one.id for one in pack_phases(method).values() if one.stage in wanted]
        found |= Q(project=project, phase__in=phases)
    return found


def to_analyse(rows: QuerySet[Measure], methods: Methods) -> QuerySet[Measure]:
    """What nobody has looked at yet, the longest waiting first: the order of the sitting too."""
    return rows.filter(LIVE & at_stages(methods, ["proposed"])).order_by("phase_on", "pk")


def _waiting(rows: QuerySet[Measure], methods: Methods) -> QuerySet[Measure]:
    aside = Q(fate__in=[Fate.PARKED, Fate.FORUM], ended_on__isnull=True)
    found = rows.filter(at_stages(methods, BEFORE), LIVE | aside).order_by("phase_on", "pk")
    return found.prefetch_related(WITH_ANSWERS).annotate(grew_from=Count("statements"))


def _over(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """Merged, split up, or declined: never tried, and never thrown away."""
    gone = Q(fate__in=[Fate.MERGED, Fate.SPLIT]) | Q(ended_on__isnull=False, tried_on__isnull=True)
    return rows.filter(gone).annotate(grew_from=Count("statements"))


def clarified_in(unit: Unit) -> frozenset[int]:
    """The proposals of a school whose latest clarification is there now, or was given up."""
    rows = Clarification.objects.filter(unit=unit, origin_kind=KIND).order_by("origin_id", "-pk").distinct("origin_id")
    cases = rows.values_list("origin_id", "answered_on", "withdrawn_on")
    return frozenset(pk for pk, answered, withdrawn in cases if pk and (answered or withdrawn))


def _groups(request: Asked, rows: Iterable[Measure], methods: Methods, clarified: frozenset[int]) -> Iterator[Group]:
    found: dict[str, list[Row]] = {}
    for one in rows:
        place = place_in_list(one, methods)
        if place == "forum" and one.pk in clarified:
            place = "clarified"
        found.setdefault(place, []).append(row_of(request, one, methods))
    for name, title, lead in (
        ("analyse", _("Not looked at yet"), _("The longest waiting first.")),
        ("ask", _("To be heard"), _("Put forward. The teams have not been asked yet.")),
        ("hearing", _("In hearing"), _("The teams say what they think, each at its next meeting.")),
        ("heard", _("Heard, on the way to a decision"), ""),
        ("clarified", _("Clarified: take them up again"), ""),
        ("forum", _("Sent to be clarified"), ""),
        ("parked", _("Parked"), ""),
    ):
        if name in found:
            yield Group(name, title, lead, tuple(found[name]))


def place_in_list(measure: Measure, methods: Methods) -> str:
    if measure.fate:
        return str(measure.fate)
    phase = phase_in(measure, methods)
    stage = phase.stage if phase else ""
    if stage == "analysed":
        return "hearing" if measure.answers.all() else "ask"
    return "analyse" if stage == "proposed" else "heard"


def phase_in(measure: Measure, methods: Methods) -> Phase | None:
    return pack_phases(methods[measure.project_id]).get(measure.phase)


def row_of(request: Asked, measure: Measure, methods: Methods) -> Row:
    method = methods[measure.project_id]
    over = bool(measure.ended_on) or measure.fate in (Fate.MERGED, Fate.SPLIT)
    since = measure.fate_on or measure.phase_on
    return Row(
        measure,
        phase=phase_name(measure.project, measure.phase),
        level=level_name(method, measure.level),
        waits="" if over else age(since, request.today),
        turn="" if over else turn_of(measure, methods),
        mine=request.person is not None and measure.proposed_by_id == request.person.pk,
    )


def age(since: date, today: date) -> str:
    days = max((today - since).days, 0)
    if days == 0:
        return _("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days}


def turn_of(measure: Measure, methods: Methods) -> str:
    """Whom it waits for: by name the teams that have not answered, else the arena the method names."""
    method, phase = methods[measure.project_id], phase_in(measure, methods)
    if phase is None or measure.fate:
        return ""
    if phase.stage == "analysed":
        return turn_in_hearing(measure, method, phase)
    return turn_name(method, phase.waits_for) if phase.waits_for else ""


def own_waiting(request: Asked) -> list[Row]:
    """What the reader has proposed and nobody has decided on yet, the newest first."""
    rows = visible_to(request.actor, MEASURES.filter(proposed_by=request.person), "measure.read")
    methods = methods_in(rows)
    found = _waiting(rows, methods).order_by("-proposed_on", "-pk") if methods else ()
    return [row_of(request, one, methods) for one in found]
