"""What the pages show on which a proposal is made and its words are changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import demand
from samspill.access.rules import Scope
from samspill.measures.actions.proposing import propose
from samspill.measures.likeness import Alike, alike
from samspill.measures.models import Measure, Source
from samspill.measures.models.measure import place_of
from samspill.measures.proposal_forms import LONGEST, Choices
from samspill.measures.queries import method_of, steering
from samspill.measures.sayings import Origin, Saying, quote_from
from samspill.measures.shown import crumbs, school_crumbs
from samspill.measures.words import level_name, levels_of
from samspill.methods.schema import Method
from samspill.people.asking import Asked, number, whole
from samspill.people.models import Person, Unit, UnitKind
from samspill.people.panels import Crumb
from samspill.projects.models import Project
from samspill.projects.queries import adapted, participation_of

SCHOOLS = (
    Unit.objects.filter(kind=UnitKind.SCHOOL, participations__isnull=False)
    .select_related("municipality")
    .prefetch_related("arenas")
    .distinct()
)


def schools_of(request: Asked) -> list[Unit]:
    """The schools in a project where the reader may propose: where one works, and where one sits in an arena."""
    worn = request.actor.hats
    units = {hat.unit for hat in worn if hat.name == "staff"} - {None}
    arenas = {hat.arena for hat in worn if hat.name == "member"} - {None}
    return list(SCHOOLS.filter(Q(pk__in=units) | Q(arenas__in=arenas)).order_by("name"))


def levels(method: Method) -> Choices:
    return [(one, level_name(method, one)) for one in levels_of(method)]


def project_of(unit: Unit) -> Project:
    """The project the proposals of a school belong to."""
    taking_part = participation_of(unit)
    if taking_part is None:
        raise Http404
    return taking_part.project


def steering_at(unit: Unit, day: date) -> Scope:
    """Where the proposals of a school belong for those who steer them, also while there are none."""
    measure = Measure(unit=unit, project=project_of(unit))
    return steering(measure, method_of(measure), day)


@dataclass(frozen=True, slots=True)
class NewPage:
    """The page on which proposals are made: who makes them, where, and what they come from."""

    request: Asked
    units: Sequence[Unit]
    origin: Origin | None

    @property
    def first(self) -> Unit:
        wanted = number(self.request, "unit")
        return next((unit for unit in self.units if unit.pk == wanted), self.units[0])

    @property
    def choices(self) -> Choices:
        return [(str(unit.pk), unit.name) for unit in self.units]

    @property
    def sayings(self) -> tuple[Saying, ...]:
        return self.origin.sayings if self.origin else ()

    @property
    def listed(self) -> str:
        return reverse("measures:proposals", args=[self.first.pk])

    def of_form(self) -> dict[str, Any]:
        title = self.origin.title[:LONGEST] if self.origin else ""
        outcome = number(self.request, "outcome")
        quoted = [f"outcome-{outcome}"] if outcome else []
        initial = {"title": title, "unit": str(self.first.pk), "quoted": quoted}
        return {"levels": levels(adapted(project_of(self.first)).method), "initial": initial}

    def context(self) -> dict[str, Any]:
        unit = self.first
        back = self.origin.item.get_absolute_url() if self.origin else self.listed
        return {
            "origin": self.origin,
            "unit": unit,
            "back": back,
            "draft": f"proposal-{self.origin.item.pk}" if self.origin else "proposal",
            "crumbs": (*school_crumbs(unit), Crumb(_("Proposals"), self.listed)),
        }

    def like(self, title: str, unit: str) -> list[Alike]:
        school = whole(unit) or self.first.pk
        return alike(self.request.actor, title, unit=school) if title.strip() else []

    def not_seen(self, typed: dict[str, Any]) -> list[Alike]:
        """What is alike and was not on the page yet when it was sent: nobody is stopped twice."""
        seen = set(",".join(self.request.POST.getlist("seen")).split(","))
        found = self.like(typed["title"], typed.get("unit", ""))
        return found if any(str(one.pk) not in seen for one in found) else []

    def make(
        self, *, acting: Person, at: datetime, title: str, unit: str = "", quoted: Sequence[str] = (), **words: Any
    ) -> Measure:
        school = next(one for one in self.units if not unit or str(one.pk) == unit)
        return self._one(school, project_of(school), title, quoted, acting, at, **words)

    def _one(
        self,
        unit: Unit,
        project: Project,
        title: str,
        quoted: Sequence[str],
        acting: Person,
        at: datetime,
        **words: Any,
    ) -> Measure:
        """Whose it is stands only where one person proposes: what a meeting proposes is the meeting's."""
        one = self.origin
        came: dict[str, Any] = {"proposed_by": acting, "source": Source.PERSON}
        if one:
            came = {"source": one.source, "source_item": one.item, "source_name": one.name}
            came |= {"source_url": one.item.get_absolute_url()}
            came |= {"statements": quote_from(one, quoted, project=project, acting=acting, at=at)}
        return propose(unit, project, title=title, acting=acting, at=at, **came, **words)

    @transaction.atomic
    def make_all(
        self, *, acting: Person, at: datetime, titles: Sequence[str], reason: str = "", quoted: Sequence[str] = ()
    ) -> list[Measure]:
        """One proposal for each chosen line and each typed one; what is too long for a title stands below it whole."""
        unit, project = self.first, project_of(self.first)
        lines = [(one.text, [one.key]) for one in self.sayings if one.key in quoted]
        made = []
        for text, keys in [*lines, *((title, []) for title in titles)]:
            title = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
            more = text if title != text else ""
            made.append(self._one(unit, project, title, keys, acting, at, reason=reason, text=more))
        said = ngettext("%(count)s proposal was made.", "%(count)s proposals were made.", len(made))
        messages.success(self.request, said % {"count": len(made)})
        return made


def new_page(request: Asked, origin: Origin | None) -> NewPage:
    """The page for this reader; refused where one may propose at no school."""
    if origin:
        unit = SCHOOLS.filter(pk=origin.item.arena.unit_id).first()
        if unit is None:
            raise Http404
        demand(request, place_of(unit), "measure.propose")
        return NewPage(request, (unit,), origin)
    units = schools_of(request)
    if not units:
        demand(request, Scope.of(request.municipality.pk) if request.municipality else Scope(), "measure.propose")
    return NewPage(request, units, None)


def several_page(request: Asked, origin: Origin | None) -> NewPage:
    """Several in one go come from a matter of a meeting."""
    if origin is None:
        raise Http404
    return new_page(request, origin)


def frame(measure: Measure, title: str) -> dict[str, Any]:
    """What every form below a proposal shows round itself."""
    return {
        "measure": measure,
        "title": title,
        "lead": measure.title,
        "back": measure.get_absolute_url(),
        "crumbs": (*crumbs(measure), Crumb(measure.title, measure.get_absolute_url())),
    }
