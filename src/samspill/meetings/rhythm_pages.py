"""What the pages show on which meetings are called, moved and laid in series."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.arenas.pages import under
from samspill.arenas.queries import memberships_on, usual_weekday
from samspill.arenas.words import name_of
from samspill.calendars.bridge import year_of
from samspill.core.schoolyear import period_of
from samspill.core.schoolyear.rhythm import Skipped, week_of
from samspill.meetings.actions.series import rest_of
from samspill.meetings.choosing import next_on
from samspill.meetings.clashing import told_of_all
from samspill.meetings.models import Meeting, Presence, Reply
from samspill.meetings.queries import meetings_of
from samspill.meetings.rhythm_forms import MomentAsked, SeriesForm
from samspill.meetings.words import kind_of, method_of
from samspill.methods.schema import ArenaKind
from samspill.people.asking import Asked
from samspill.people.models import Person
from samspill.people.panels import Crumb

WEDNESDAY = 3  # where neither earlier meetings nor the seats say on which day this arena meets
HOUR, PART = 60, 30  # minutes, where the method names none
AHEAD = timedelta(days=120)
TEACHING_WEEKS = {"half_year": 18, "school_year": 36}
MONTHLY = "m2"  # the first such weekday of January and May is often a day off


def title_of(meeting: Meeting) -> str:
    return meeting.title or name_of(meeting.arena, method_of(meeting.arena))


def arena_frame(arena: Arena, title: str) -> dict[str, Any]:
    """What every form for a new meeting of an arena shows round itself."""
    name = name_of(arena, method_of(arena))
    return {
        "title": title,
        "lead": name,
        "arena": arena,
        "day_url": day_url(arena),
        "back": arena.get_absolute_url(),
        "crumbs": under(arena, name),
    }


def frame(meeting: Meeting, title: str) -> dict[str, Any]:
    """What every form about one meeting shows round itself."""
    crumbs = under(meeting.arena, name_of(meeting.arena, method_of(meeting.arena)))
    own = Crumb(str(meeting), meeting.get_absolute_url())
    return {
        "title": title,
        "lead": own.label,
        "meeting": meeting,
        "day_url": day_url(meeting.arena, meeting=meeting.pk),
        "back": own.url,
        "crumbs": (*crumbs, own),
    }


def usual(arena: Arena, today: date, given: Mapping[str, str]) -> dict[str, Any]:
    """What most often is true of the next meeting: like the last one, else as the method says.

    A day in the address (the plan knows one) goes before the weekday on which this arena meets.
    """
    last = last_of(arena)
    asked = MomentAsked(given)
    on = asked.cleaned_data["on"] if asked.is_valid() else _next_day(arena, last, today)
    return {"on": on, **usual_frame(arena, last)}


def last_of(arena: Arena) -> Meeting | None:
    return meetings_of(arena).filter(called_off="").order_by("-on", "-pk").first()


def usual_frame(arena: Arena, last: Meeting | None) -> dict[str, Any]:
    if last:
        names = ("begins", "minutes", "part_minutes", "place")
        return {name: getattr(last, name) for name in names}
    kind = kind_of(arena, method_of(arena))
    minutes = kind.rhythm.minutes if kind and kind.rhythm else None
    return {"minutes": minutes or HOUR, "part_minutes": _part(kind) if kind and kind.inside_meeting else None}


def _part(kind: ArenaKind) -> int:
    """As long as its standing points take."""
    return sum(point.minutes or 0 for point in kind.agenda if point.kind == "standing") or PART


def weekday_of(arena: Arena, last: Meeting | None) -> int:
    return last.on.isoweekday() if last else usual_weekday(arena) or WEDNESDAY


def _next_day(arena: Arena, last: Meeting | None, today: date) -> date:
    after = max(today, last.on) if last else today
    return next_on(year_of(arena.unit, after, after + AHEAD).days, weekday_of(arena, last), after)


def usual_series(arena: Arena, today: date) -> dict[str, Any]:
    """The method's rhythm on the weekday on which the services are at the school, for the half-year that runs."""
    last = last_of(arena)
    half = period_of("half_year", today)
    if half.end - today < timedelta(weeks=4):
        half = period_of("half_year", half.end + timedelta(days=1))
    return {
        "weekday": weekday_of(arena, last),
        "every": _every(kind_of(arena, method_of(arena))),
        "starts": max(today, half.start),
        "until": half.end,
        **usual_frame(arena, last),
    }


def _every(kind: ArenaKind | None) -> str:
    rhythm = kind.rhythm if kind else None
    if rhythm is None or rhythm.period == "week":
        return "w1"
    if rhythm.period == "month":
        return MONTHLY if rhythm.at_least == 1 else "w2"
    weeks = TEACHING_WEEKS[rhythm.period] // rhythm.at_least
    return "w8" if weeks >= 8 else "w4"


@dataclass(frozen=True, slots=True)
class Date:
    """One date of a series, with its week and who is elsewhere."""

    on: date
    week: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    meets: tuple[Date, ...]
    skipped: tuple[tuple[Skipped, int], ...]
    always: tuple[str, ...]  # what is true of every date


def preview(actor: Actor, form: SeriesForm) -> Preview | None:
    """The dates a series would get, once the form can be read."""
    if not form.is_bound or not form.is_valid() or form.series is None or form.dates is None:
        return None
    series, days = form.series, form.dates.meets
    pattern = Meeting(arena=series.arena, on=series.starts, begins=series.begins, minutes=series.minutes)
    said = told_of_all(actor, pattern, days)
    always = set.intersection(*map(set, said.values())) if said else set()
    dates = tuple(Date(on, week_of(on), tuple(one for one in said[on] if one not in always)) for on in days)
    skipped = tuple((one, week_of(one.on)) for one in form.dates.skipped)
    return Preview(dates, skipped, tuple(sorted(always)))


def people_of(meeting: Meeting) -> QuerySet[Person]:
    """Who may take the minutes: everybody with a seat on the day, and whoever is invited."""
    seats = memberships_on(meeting.on).filter(arena_id=meeting.arena_id, guest=False)
    invited = meeting.presences.filter(guest=False)
    rows = Person.objects.filter(pk__in=seats.values("person")) | Person.objects.filter(pk__in=invited.values("person"))
    return rows.distinct()


def as_it_is(meeting: Meeting, *names: str) -> dict[str, Any]:
    """A form's first values."""
    return {"version": meeting.version, **{name: getattr(meeting, name) for name in names}}


def day_url(arena: Arena, **known: int) -> str:
    """Where a form asks what there is to say about the day in it."""
    url = reverse("meetings:day", args=[arena.pk])
    return f"{url}?{urlencode(known)}" if known else url


def asked_meeting(arena: Arena, form: Form) -> Meeting | None:
    """The meeting somebody is thinking of while they choose, from what is in the form so far."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    there = meetings_of(arena).filter(pk=given["meeting"]).first() if given["meeting"] else None
    minutes = given["minutes"] or (there.minutes if there else HOUR)
    return Meeting(pk=there.pk if there else None, arena=arena, on=given["on"], begins=given["begins"], minutes=minutes)


def as_it_stands(meeting: Meeting) -> dict[str, Any]:
    """The first values of a form about the rest of a series."""
    assert meeting.series, "only a meeting of a series has a rest"
    row = meeting.series
    names = ("weekday", "begins", "minutes", "part_minutes", "place")
    return {"version": row.version, **{name: getattr(row, name) for name in names}}


def rest_frame(meeting: Meeting, title: str) -> dict[str, Any]:
    return frame(meeting, title) | {"rest": [(one, week_of(one.on)) for one in rest_of(meeting)]}


def after_rest(request: Asked, meeting: Meeting) -> Callable[[list[Meeting]], str]:
    """Back to the meeting, with a word about those that kept their day."""

    def to(kept: list[Meeting]) -> str:
        if kept:
            days = ", ".join(date_format(one.on) for one in kept)
            said = _("There is no school on the new weekday, so these meetings keep their day: %(days)s.")
            messages.warning(request, said % {"days": days})
        return meeting.get_absolute_url()

    return to


def answer_so_far(presence: Presence) -> dict[str, Any]:
    given = presence.reply if presence.reply != Reply.NONE else None
    return {"version": presence.version, "answer": given, "remark": presence.remark}
