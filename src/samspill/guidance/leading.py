"""The page “From theirs to ours”: who designed and led each conference, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may
from samspill.guidance.actions import note_lead
from samspill.guidance.bridge import leads_in
from samspill.guidance.conferences import Conference, conferences_of
from samspill.guidance.handing_over import GUIDANCE, SELF, TOGETHER, Led, Year, by_year
from samspill.guidance.models import ConferenceLead, Leader
from samspill.people.asking import Asked
from samspill.people.panels import Crumb
from samspill.projects.models import Project
from samspill.projects.words import say_period

# From the first step to the last.
COLOURS = {GUIDANCE: "neutral", TOGETHER: "info", SELF: "success"}


@dataclass(frozen=True, slots=True)
class Line:
    """One conference: by whom it was designed and led, in words and as a colour; where that is written down."""

    conference: Conference
    designed: str
    led: str
    colours: tuple[str, str]
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One school year as a picture and as lines."""

    name: str
    own: int
    told: int
    words: str
    lines: tuple[Line, ...]


def page(request: Asked, project: Project) -> dict[str, Any]:
    """Every conference of a project with who designed it and who led it."""
    leads = {row.key: row for row in leads_in(project)}
    known = {one.key: one for one in conferences_of(project)}
    # What was written down stays, also where the plan has forgotten it since.
    gone = [_as_written(row) for key, row in leads.items() if key not in known]
    years = by_year(_led(one, leads.get(one.key)) for one in (*known.values(), *gone))
    municipality = Crumb(project.municipality.name, project.municipality.get_absolute_url())
    return {
        "project": project,
        "years": [_shown(request, project, year) for year in years],
        "crumbs": (municipality, Crumb(str(project), project.get_absolute_url())),
    }


def _as_written(row: ConferenceLead) -> Conference:
    return Conference(row.key, row.unit, row.on, row.name)


def _led(one: Conference, row: ConferenceLead | None) -> Led[Conference]:
    return Led(one.on, row.designed_by if row else "", row.led_by if row else "", one)


def _shown(request: Asked, project: Project, year: Year[Conference]) -> Shown:
    lines = tuple(_line(request, project, one) for one in year.led)
    return Shown(say_period(year.year.key), year.of(SELF), year.told, _words(year), lines)


def _words(year: Year[Conference]) -> str:
    """What one year says, in a sentence."""
    if not year.told:
        return _("Nobody has said yet who led them.")
    words = ngettext(
        "Of %(told)s conference: %(own)s led by ourselves, %(both)s together, %(guided)s by the guidance team.",
        "Of %(told)s conferences: %(own)s led by ourselves, %(both)s together, %(guided)s by the guidance team.",
        year.told,
    )
    counts = {"own": year.of(SELF), "both": year.of(TOGETHER), "guided": year.of(GUIDANCE)}
    return words % {"told": year.told, **counts}


def _line(request: Asked, project: Project, led: Led[Conference]) -> Line:
    one = led.thing
    writes = may(request, one.unit, "guidance.note_lead")
    url = reverse("guidance:note_lead", args=[project.pk, one.key]) if writes else ""
    colours = (COLOURS.get(led.designed_by, "neutral"), COLOURS.get(led.led_by, "neutral"))
    return Line(one, _who(led.designed_by), _who(led.led_by), colours, url)


def _who(who: str) -> str:
    return str(Leader(who).label) if who else ""


def form_frame(project: Project, one: Conference) -> dict[str, Any]:
    home = reverse("guidance:handing_over", args=[project.pk])
    crumbs = (Crumb(str(project), project.get_absolute_url()), Crumb(_("From theirs to ours"), home))
    title = _("Who designed it, and who led it?")
    return {"title": title, "lead": f"{one.name}, {one.unit}", "back": home, "crumbs": crumbs}


def held(row: ConferenceLead | None) -> dict[str, Any]:
    """What is written down already, for the form."""
    return {"version": row.version, "designed_by": row.designed_by, "led_by": row.led_by} if row else {}


def keep(project: Project, one: Conference, **said: Any) -> ConferenceLead:
    """What was said about a conference, kept with its name and day."""
    return note_lead(project, one.unit, key=one.key, name=one.name, on=one.on, **said)
