"""What the projects say on the pages of the rooms below."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.methods import load
from samspill.people.asking import Asked
from samspill.people.models import Municipality
from samspill.people.panels import Panel
from samspill.projects.models import Participation
from samspill.projects.words import say, sentence


def municipality(request: Asked, municipality: Municipality) -> Panel:
    """A word about each school and service that is in a project: takes part, or is compared with."""
    present = Q(joined__lte=request.today) & (Q(left__isnull=True) | Q(left__gte=request.today))
    rows = Participation.objects.filter(present, project__municipality=municipality).select_related("project")
    return Panel(notes={row.unit_id: _part(row) for row in rows.order_by("project__starts")})


def _part(row: Participation) -> str:
    method = say(load.method(row.project.method, row.project.revision), "method.name")
    if row.takes_part:
        return sentence(_("takes part in %(method)s"), method=method)
    return sentence(_("comparison school in %(method)s"), method=method)
