"""What the pages about clarifications show, gathered with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may, visible_to
from samspill.clarifications.models import CaseStep, Clarification
from samspill.clarifications.phases import (
    ANSWERED,
    CALLED,
    CLARIFIED,
    OF,
    RAISED,
    REPORTED,
    line_of,
    phase_name,
    skipped,
)
from samspill.clarifications.queries import written_about
from samspill.meetings.models import Item, ItemState
from samspill.meetings.rhythm_pages import title_of
from samspill.methods.schema import Method
from samspill.people.asking import Asked, number
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.panels import Crumb
from samspill.people.queries import units_of
from samspill.projects.queries import adapted
from samspill.projects.words import quoted, say, sentence

EACH_PAGE = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One case as a line: where it stands, for whom it waits, how old and how late it is."""

    case: Clarification
    phase: str
    waits: str
    age: str
    late: str


@dataclass(frozen=True, slots=True)
class Station:
    """One phase on the way: reached on a day by somebody, in a meeting or on a matter, or still ahead."""

    label: str
    status: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    step: CaseStep
    title: str
    over: str


class Methods(dict[int, Method]):
    """The method of each project, read once."""

    def of(self, case: Clarification) -> Method:
        if case.project_id not in self:
            self[case.project_id] = adapted(case.project).method
        return self[case.project_id]


def late_words(case: Clarification, today: date) -> str:
    if not case.is_late(today) or case.due is None:
        return ""
    days = (today - case.due).days
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def age_words(case: Clarification, today: date) -> str:
    """How long it has waited, or how long it took."""
    days = ((case.answered_on or case.withdrawn_on or today) - case.raised_on).days
    if case.is_open and not days:
        return _("raised today")
    if case.is_open:
        return ngettext("raised %(days)s day ago", "raised %(days)s days ago", days) % {"days": days}
    return ngettext("took %(days)s day", "took %(days)s days", days) % {"days": days}


def waits_for(case: Clarification) -> str:
    """Whose act is next; nothing once it is over."""
    if not case.is_open:
        return ""
    if case.phase == CALLED and case.meeting and not case.meeting.ended_at and not case.meeting.called_off:
        return sentence(_("the meeting on %(day)s"), day=date_format(case.meeting.on, "MONTH_DAY_FORMAT"))
    words = {
        RAISED: sentence(_("the leader of %(unit)s: report it"), unit=case.unit),
        REPORTED: _("the school owner: call a meeting"),
        CALLED: _("the school owner: write down the answer"),
        CLARIFIED: _("the school owner: answer those who asked"),
    }
    if case.phase == CALLED and case.meeting and case.meeting.called_off:
        return words[REPORTED]
    return words.get(case.phase, _("the school owner"))


def state_of(case: Clarification, method: Method) -> str:
    return _("withdrawn") if case.withdrawn_on else say(method, f"phases.{OF}.{case.phase}")


def rows_of(cases: Iterable[Clarification], today: date) -> Iterator[Row]:
    methods = Methods()
    for case in cases:
        phase = state_of(case, methods.of(case))
        yield Row(case, phase, waits_for(case), age_words(case, today), late_words(case, today))


def listed(request: Asked, cases: QuerySet[Clarification]) -> dict[str, object]:
    """The cases the reader may see, a page of them at a time."""
    seen = visible_to(request.actor, cases, "clarification.read")
    page = Paginator(seen, EACH_PAGE).get_page(number(request, "page") or 1)
    rows = list(rows_of(page.object_list, request.today))
    return {
        "open": [row for row in rows if row.case.is_open],
        "over": [row for row in rows if not row.case.is_open],
        "page": page,
    }


def municipality_frame(request: Asked, municipality: Municipality) -> dict[str, object]:
    """The list of a municipality; whoever heads something may ask from here."""
    heads = [hat.unit for hat in request.actor.hats if hat.name in ("school-leader", "service-head", "owner")]
    own = Unit.objects.filter(pk__in=[pk for pk in heads if pk], municipality=municipality).first()
    crumbs = (Crumb(municipality.name, municipality.get_absolute_url()),)
    return {"title": _("Clarifications"), "crumbs": crumbs, "shows_unit": True, "raise_url": raise_url(own)}


def unit_frame(request: Asked, unit: Unit) -> dict[str, object]:
    title = sentence(_("Clarifications: %(unit)s"), unit=unit)
    asks = unit if may(request, unit, "clarification.raise") else None
    return {"title": title, "crumbs": crumbs_of(unit)[:2], "shows_unit": False, "raise_url": raise_url(asks)}


def raise_url(unit: Unit | None) -> str:
    return reverse("clarifications:raise", args=[unit.pk]) if unit else ""


def crumbs_of(unit: Unit) -> tuple[Crumb, ...]:
    municipality = unit.municipality
    return (
        Crumb(municipality.name, municipality.get_absolute_url()),
        Crumb(unit.name, unit.get_absolute_url()),
        Crumb(_("Clarifications"), reverse("clarifications:of_unit", args=[unit.pk])),
    )


def services_in(municipality: Municipality) -> QuerySet[Unit]:
    return units_of(municipality, UnitKind.SERVICE)


def case_page(request: Asked, case: Clarification) -> dict[str, object]:
    method = adapted(case.project).method
    settles = may(request, case, "clarification.settle") and case.is_open
    steps = list(case.steps.select_related("by", "item__arena"))
    offered = settles and case.phase in (REPORTED, CALLED)
    return {
        "case": case,
        "phase": state_of(case, method),
        "late": late_words(case, request.today),
        "waits": waits_for(case),
        "crumbs": crumbs_of(case.unit),
        "stations": stations_of(request, case, method),
        "events": [Event(step, _kind(step, method), _over(step, method)) for step in steps],
        "services": list(case.services.all()),
        "raised_in": _readable(request, case.raised_in),
        "item": _readable(request, case.item),
        "written": list(written_about(case)) if offered else [],
        "returned": case.item.state == ItemState.RETURNED,
        "meeting_words": meeting_words(case),
        "next": next_step(request, case),
        "settles": settles,
        "may_report": case.is_open and may(request, case, "clarification.report"),
        "may_withdraw": case.is_open and may(request, case, "clarification.withdraw"),
    }


def next_step(request: Asked, case: Clarification) -> str:
    """The phase whose act is the reader's own now; nothing where others are awaited."""
    if not case.is_open:
        return ""
    if case.phase == RAISED:
        return REPORTED if may(request, case, "clarification.report") else ""
    ways = {REPORTED: CALLED, CALLED: CLARIFIED, CLARIFIED: ANSWERED}
    return ways.get(case.phase, "") if may(request, case, "clarification.settle") else ""


def stations_of(request: Asked, case: Clarification, method: Method) -> list[Station]:
    """The line of phases, each with its day and who did it."""
    line = line_of(method)
    now = line.index(case.phase) if case.phase in line else -1
    done = _done(request, case)
    found = []
    for place, phase in enumerate(line):
        on, by, url = done.get(phase, (None, None, ""))
        status = "done" if on else "current" if place == now + 1 and case.is_open else "coming"
        found.append(Station(phase_name(method, phase), status, _note(on, by, passed=place < now), url if on else ""))
    return found


def _done(request: Asked, case: Clarification) -> Mapping[str, tuple[date | None, Person | None, str]]:
    raised_in, item = _readable(request, case.raised_in), _readable(request, case.item)
    met = case.meeting.get_absolute_url() if case.meeting and item else ""
    return {
        RAISED: (case.raised_on, case.raised_by, raised_in.get_absolute_url() if raised_in else ""),
        REPORTED: (case.reported_on, case.reported_by, ""),
        CALLED: (case.called_on, case.called_by, met),
        CLARIFIED: (case.clarified_on, case.clarified_by, item.get_absolute_url() if item else ""),
        ANSWERED: (case.answered_on, case.answered_by, ""),
    }


def _note(on: date | None, by: Person | None, *, passed: bool) -> str:
    if on is None:
        return _("passed over") if passed else ""
    return ", ".join(filter(None, [date_format(on, "DATE_FORMAT"), by.name if by else ""]))


def _kind(step: CaseStep, method: Method) -> str:
    words = {"due": _("Due another day"), "returned": _("Returned by the forum"), "withdrawn": _("Withdrawn")}
    return words.get(step.kind) or say(method, f"phases.{OF}.{step.kind}")


def _over(step: CaseStep, method: Method) -> str:
    names = [phase_name(method, one) for one in step.instead_of.split()]
    return _("Passed over: %(phases)s.") % {"phases": get_text_list(names, _("and"))} if names else ""


def _readable(request: Asked, item: Item | None) -> Item | None:
    return item if item is not None and may(request, item, "item.read") else None


def frame(case: Clarification, title: str, **more: object) -> dict[str, object]:
    """What every form about a case shows round itself."""
    crumbs = (*crumbs_of(case.unit), Crumb(case.title, case.get_absolute_url()))
    return {"title": title, "lead": case.title, "back": case.get_absolute_url(), "crumbs": crumbs} | more


def missing_for(case: Clarification, phase: str) -> str:
    """What has not happened yet before this phase, as a sentence; nothing when nothing is missing."""
    method = adapted(case.project).method
    over = () if case.phase == phase else skipped(method, case.phase, phase)
    if not over:
        return ""
    names = get_text_list([quoted(phase_name(method, one)) for one in over], _("and"))
    return _("This has not happened yet: %(missing)s.") % {"missing": names}


def meeting_words(case: Clarification) -> str:
    """The meeting that takes it up, by name and day."""
    if case.meeting is None:
        return ""
    return sentence("%(title)s, %(day)s", title=title_of(case.meeting), day=date_format(case.meeting.on))
