"""What the pages about planning show: the conferences of a unit, what one may begin from, and the sections of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.arenas.queries import memberships_on
from samspill.conferences import plan_forms as forms
from samspill.conferences.actions import planning
from samspill.conferences.actions.checklist import followups_of
from samspill.conferences.models import Conference
from samspill.conferences.queries import deciders_of, kind_for, readable
from samspill.conferences.rights import planner
from samspill.conferences.scripts import Offer, offer_of, offers
from samspill.conferences.shown import Next, Shown, frame
from samspill.conferences.words import state_name
from samspill.followups.pages import rows_of
from samspill.meetings.models import Meeting
from samspill.meetings.rhythm_forms import MomentAsked
from samspill.people.asking import Asked, posted
from samspill.people.models import Person, Unit
from samspill.people.pages import unit_crumbs
from samspill.people.panels import Crumb, Panel
from samspill.people.queries import running
from samspill.projects.models import Project
from samspill.projects.queries import adapted, participation_of

LIKE = 5  # how many earlier conferences are offered as a pattern


@dataclass(frozen=True, slots=True)
class Row:
    """One conference in the list."""

    conference: Conference
    state: str
    people: int


@dataclass(frozen=True, slots=True)
class Start:
    """What a new conference begins from: a script, an earlier one, or nothing."""

    script: Offer | None = None
    like: Conference | None = None

    @property
    def title(self) -> str:
        return self.like.title if self.like else ""

    @property
    def minutes(self) -> int:
        return self.script.minutes if self.script else self.like.meeting.minutes if self.like else 180


def project_of(unit: Unit) -> Project:
    """The project in which a unit holds conferences; where there is none, there is no page."""
    found = participation_of(unit)
    if found is None or kind_for(unit, found.project) is None:
        raise Http404
    return found.project


def list_page(request: Asked, unit: Unit, project: Project) -> dict[str, Any]:
    counted = Count("participants", filter=Q(participants__absent=False))
    found = readable(request.actor).filter(unit=unit).annotate(people=counted).order_by("-meeting__on", "-pk")
    rows = [Row(one, state_name(one), one.people) for one in found]
    coming = [row for row in rows if row.conference.meeting.ended_at is None and not row.conference.meeting.called_off]
    scope = planner(project, unit, request.today)
    return {
        "unit": unit,
        "crumbs": unit_crumbs(unit),
        "coming": coming[::-1],  # the next first
        "done": [row for row in rows if row not in coming],
        "may_plan": may(request, scope, "conference.plan"),
        "new_url": reverse("conferences:new", args=[unit.pk]),
    }


def starts_page(request: Asked, unit: Unit, project: Project) -> dict[str, Any]:
    """What the plan has filled in already, activity and day, goes along to the form."""
    along = {name: request.GET[name] for name in ("activity", "on") if request.GET.get(name)}
    return {
        "along": f"&{urlencode(along)}" if along else "",
        **unit_frame(unit, _("Plan a conference")),
        "offers": offers(project),
        "earlier": list(_earlier(unit, project)[:LIKE]),
    }


def _earlier(unit: Unit, project: Project) -> QuerySet[Conference]:
    rows = Conference.objects.filter(unit=unit, project__municipality=project.municipality_id)
    return rows.select_related("meeting").order_by("-meeting__on", "-pk")


def start_of(unit: Unit, project: Project, chosen: str) -> Start | None:
    """What the address names; None while nothing is chosen yet."""
    what, _colon, which = chosen.partition(":")
    if what == "script" and (offer := offer_of(project, which)):
        return Start(script=offer)
    if what == "like" and which.isdecimal() and len(which) < 19:
        found = _earlier(unit, project).filter(pk=int(which)).first()
        return Start(like=found) if found else None
    return Start() if what == "own" else None


def along_of(start: Start) -> list[tuple[str, str]]:
    """What may come along from an earlier conference."""
    if start.like is None:
        return []
    return [
        (planning.PROGRAMME, _("the programme, with its questions")),
        (planning.CHECKLIST, _("what there was to do, as many days before and after")),
        (planning.PARTICIPANTS, _("the participants who still work here")),
        (planning.WISHES, _("who is to sit together, and who apart")),
    ]


def begin_with(request: Asked, unit: Unit, project: Project, start: Start) -> dict[str, Any]:
    """What the form for a new conference holds at first."""
    mine = people_of(unit, request.today).filter(pk=request.actor.id or 0).first()
    like, names = start.like, dict(activities_of(unit, project))
    asked = request.GET.get("activity", "")
    opens = next((pk for pk, _name in activities_of(unit, project, open_only=True)), "")
    return {
        "title": start.title or names.get(asked, ""),
        "on": request.GET.get("on", ""),
        "purpose": like.purpose if like else "",
        "place": like.meeting.place if like else "",
        "begins": like.meeting.begins if like else "08:30",
        "minutes": start.minutes,
        "responsible": mine,
        "facilitator": mine,
        "activity": asked if asked in names else opens,
        "along": [planning.PROGRAMME, planning.CHECKLIST, planning.PARTICIPANTS],
    }


def activities_of(unit: Unit, project: Project, *, open_only: bool = False) -> list[tuple[str, str]]:
    """The conferences of the plan at this level, in its order; `open_only` those nobody has begun to plan."""
    kind = kind_for(unit, project)
    taken = set(Conference.objects.filter(unit=unit, meeting__called_off="").values_list("activity", flat=True))
    rows = [one.id for one in adapted(project).method.plan if kind and one.arena == kind.id]
    return [(pk, project.word(f"activities.{pk}.name")) for pk in rows if not open_only or pk not in taken]


def people_of(unit: Unit, day: date) -> QuerySet[Person]:
    """Who may answer for a conference: those who work at the unit or sit in one of its arenas."""
    seats = memberships_on(day).filter(arena__unit=unit).values("person")
    works = running(day, "positions__") & Q(positions__unit=unit)
    return Person.objects.filter(Q(pk__in=seats) | Q(pk__in=Person.objects.filter(works).values("pk"))).order_by("name")


def people_for(conference: Conference, day: date) -> QuerySet[Person]:
    """The same for one that is planned: whoever is named already stays in the list."""
    named = [conference.responsible_id, conference.facilitator_id]
    ids = people_of(conference.unit, day).order_by().values("pk")
    return Person.objects.filter(Q(pk__in=ids) | Q(pk__in=[pk for pk in named if pk])).order_by("name")


def unit_frame(unit: Unit, title: str) -> dict[str, Any]:
    back = reverse("conferences:of_unit", args=[unit.pk])
    return {"unit": unit, "title": title, "back": back, "crumbs": (*unit_crumbs(unit), Crumb(_("Conferences"), back))}


def thought_of(unit: Unit, project: Project) -> Meeting:
    """The day of a conference that is not called yet, to be warned about."""
    kind = kind_for(unit, project)
    assert kind, "asked before"
    found = Arena.objects.filter(project=project, unit=unit, kind=kind.id, until=None).first()
    return Meeting(arena=found or Arena(unit=unit, project=project, kind=kind.id))


def as_it_is(conference: Conference, *names: str) -> dict[str, Any]:
    return {name: getattr(conference, name) for name in ("version", *names)}


# Forms, filled


def new_form(request: Asked, unit: Unit, project: Project, start: Start) -> forms.NewForm:
    return forms.NewForm(
        posted(request),
        people=people_of(unit, request.today),
        activities=activities_of(unit, project),
        along=along_of(start),
        today=request.today,
        initial=begin_with(request, unit, project, start),
    )


def beginner(request: Asked, unit: Unit, project: Project, start: Start, *, at: datetime) -> Callable[..., Conference]:
    """The verb for a new conference, with what it begins from."""
    script = start.script.script.id if start.script else ""
    return partial(
        planning.plan_conference, project, unit, script=script, like=start.like, acting=request.person, at=at
    )


def new_frame(unit: Unit, start: Start) -> dict[str, Any]:
    lead = start.script.name if start.script else str(start.like) if start.like else _("Your own programme")
    return {
        **unit_frame(unit, _("Plan a conference")),
        "lead": lead,
        "back": reverse("conferences:new", args=[unit.pk]),
        "submit": _("Begin to plan"),
        "day_url": reverse("conferences:day", args=[unit.pk]),
    }


def asked_day(unit: Unit, project: Project, form: MomentAsked) -> Meeting | None:
    """The meeting as it would be; None while day and hour cannot be read."""
    if not form.is_valid():
        return None
    given, meeting = form.cleaned_data, thought_of(unit, project)
    if given.get("meeting"):
        meeting.pk = (
            Meeting.objects.filter(pk=given["meeting"], conference__unit=unit).values_list("pk", flat=True).first()
        )
    meeting.on, meeting.begins, meeting.minutes = given["on"], given["begins"], given["minutes"] or 180
    return meeting


def change_form(request: Asked, conference: Conference) -> forms.ChangeForm:
    names = ("title", "purpose", "responsible", "facilitator", "activity", "analysis_due", "report_due")
    return forms.ChangeForm(
        posted(request),
        people=people_for(conference, request.today),
        activities=activities_of(conference.unit, conference.project),
        day=conference.meeting.on,
        initial=as_it_is(conference, *names),
    )


def move_form(request: Asked, conference: Conference) -> forms.MoveForm:
    meeting = conference.meeting
    start = {name: getattr(meeting, name) for name in ("version", "on", "begins", "minutes", "place")}
    return forms.MoveForm(posted(request), today=request.today, initial=start)


def move_frame(conference: Conference) -> dict[str, Any]:
    url = f"{reverse('conferences:day', args=[conference.unit_id])}?meeting={conference.meeting_id}"
    return {**frame(conference, _("Day, hours and place")), "submit": _("Save"), "day_url": url}


# Sections and what comes next


def purpose_section(one: Shown) -> Panel | None:
    conference = one.conference
    activity = conference.activity
    return Panel(
        "conferences/_plan_purpose.html",
        {
            "conference": conference,
            "activity": conference.project.word(f"activities.{activity}.name") if activity else "",
            "may_plan": one.may_plan,
            "friends": friends_of(conference, one.today) if one.may_plan else (),
            "friends_url": reverse("guidance:school", args=[conference.unit_id]),
            "call_url": _call_url(one),
            "ended": bool(conference.meeting.ended_at or conference.meeting.called_off),
        },
    )


def _call_url(one: Shown) -> str:
    """Where those who plan are called together with the guidance team, until they have sat together."""
    if not one.may_plan or one.conference.prepared_on or one.conference.meeting.begun_at:
        return ""
    arenas = deciders_of(one.conference, one.today)
    found = next((arena for arena in arenas if may(one.request, arena, "meeting.prepare")), None)
    return reverse("meetings:call", args=[found.pk]) if found else ""


def friends_of(conference: Conference, day: date) -> Iterable[Person]:
    """Who of the guidance team is invited to follow the unit, and so sees the plan (R84)."""
    found: Iterable[Person] = import_string(settings.CONFERENCE_FRIENDS)(conference.unit, day)
    return found


def checklist_section(one: Shown) -> Panel | None:
    """What there is to do, for those who plan: what is late first said, what is done below."""
    if not one.may_plan:
        return None
    rows = list(followups_of(one.conference))
    shown = rows_of(one.request, [row for row in rows if row.is_open], "?back=origin")
    return Panel(
        "conferences/_plan_checklist.html",
        {
            "rows": shown,
            "late": sum(bool(row.late) for row in shown),
            "done": [row for row in rows if not row.is_open],
            "total": len(rows),
            "add_url": reverse("conferences:add_task", args=[one.conference.pk]),
        },
    )


def hour_next(one: Shown) -> Next | None:
    """Nothing can be reckoned on the clock while nobody knows when it begins."""
    if not one.may_plan or one.conference.meeting.begins or one.conference.state != "planned":
        return None
    said = _("Nobody has said yet at what hour it begins.")
    return Next(said, capfirst(_("set the hour")), reverse("conferences:move", args=[one.conference.pk]))
