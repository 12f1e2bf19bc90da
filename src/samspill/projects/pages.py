"""What the pages about a project show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.core.fidelity import Wish
from samspill.methods.overlay import Adapted, Change
from samspill.methods.schema import ArenaKind, Method
from samspill.people.asking import Asked
from samspill.people.models import UnitKind
from samspill.people.panels import Crumb
from samspill.people.queries import units_of
from samspill.projects.adapting import Knob, knobs_of_arena, knobs_of_wish
from samspill.projects.models import Adaptation, Participation, Project
from samspill.projects.queries import adapted
from samspill.projects.words import say


@dataclass(frozen=True, slots=True)
class Running:
    """An adaptation that holds: its row, and what it changed."""

    row: Adaptation
    change: Change


@dataclass(frozen=True, slots=True)
class WishKnobs:
    wish: Wish
    knobs: list[Knob]


@dataclass(frozen=True, slots=True)
class ArenaKnobs:
    arena: ArenaKind
    knobs: list[Knob]


def project_page(request: Asked, project: Project) -> dict[str, Any]:
    """The project with its units, its contacts with services and what it does otherwise."""
    result = adapted(project)
    rows = Participation.objects.filter(project=project).select_related("unit").order_by("unit__name")
    units = [one for one in rows if one.left is None or one.left >= request.today]
    return {
        "project": project,
        "method": result.method,
        "crumbs": crumbs_of(project),
        "office": next((one for one in units if one.unit.kind == UnitKind.OFFICE), None),
        "schools": [one for one in units if one.unit.kind != UnitKind.OFFICE and one.takes_part],
        "compared": [one for one in units if not one.takes_part],
        "left": [one for one in rows if one not in units],
        "services": units_of(project.municipality, UnitKind.SERVICE),
        "contacts": list(project.service_contacts.select_related("service")),
        "running": running(project, result),
        "may_set_up": may(request, project, "project.set_up"),
        "may_adapt": may(request, project, "project.adapt"),
        "may_overview": may(request, project, "board.overview"),
    }


def adaptation_page(project: Project) -> dict[str, Any]:
    """Everything that can be adapted, as it stands now."""
    result = adapted(project)
    method = result.method
    return {
        "project": project,
        "method": method,
        "title": _("Adapt the method"),
        "crumbs": (*crumbs_of(project), Crumb(say(method, "method.name"), project.get_absolute_url())),
        "running": running(project, result),
        "wishes": [WishKnobs(wish, knobs_of_wish(method, wish)) for wish in method.requirements.values()],
        "arenas": [ArenaKnobs(arena, knobs_of_arena(method, arena)) for arena in method.arenas.values()],
        "roles": list(method.roles),
    }


def running(project: Project, result: Adapted) -> list[Running]:
    """The adaptations that hold, oldest first; one that no longer fits its pack is not shown as if it did."""
    rows = {row.path: row for row in project.adaptations.filter(withdrawn_at=None).select_related("made_by")}
    return [Running(rows[change.path], change) for change in result.changes if change.path in rows]


def crumbs_of(project: Project) -> tuple[Crumb, ...]:
    return (Crumb(project.municipality.name, project.municipality.get_absolute_url()),)


def frame(project: Project, title: str, method: Method | None = None) -> dict[str, Any]:
    """What every form about a project shows round itself."""
    own = Crumb(say(method or adapted(project).method, "method.name"), project.get_absolute_url())
    return {"title": title, "back": own.url, "crumbs": (*crumbs_of(project), own)}
