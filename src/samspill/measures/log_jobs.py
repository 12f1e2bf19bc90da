"""One mail a week at most, to the coordinator only, when a log has stood empty for as long as the method allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.arenas.queries import memberships_on
from samspill.calendars.bridge import year_of
from samspill.delivery import addresses
from samspill.delivery.letter import Block, Items, Letter, Paragraph, compose
from samspill.measures.log_pages import new_url
from samspill.measures.log_queries import Methods, last_days, running, weeks_between
from samspill.measures.models import Measure
from samspill.measures.queries import MEASURES
from samspill.people.models import Person
from samspill.people.post import write_to
from samspill.people.queries import positions_on
from samspill.queue.jobs import job
from samspill.queue.schedules import Daily

KIND = "log-reminder"
Quiet = tuple[Measure, date]  # a try-out, and since when nothing is logged in it


@job(title=gettext_lazy("Remind coordinators of an empty log"), schedule=Daily(6, 30))
def remind_of_logs(*, at: datetime) -> None:
    """Every morning, for those whose day it is. Each mail is a job of its own."""
    today = timezone.localdate(at)
    year, week, _weekday = today.isocalendar()
    for person in sorted({one.coordinator_id for one, _since in quiet_on(today) if one.coordinator_id}):
        remind.enqueue(person=person, key=f"{KIND} {person} {year}-W{week:02}", at=at)


@job(title=gettext_lazy("Remind one coordinator of an empty log"))
def remind(*, person: int, at: datetime) -> None:
    reader = Person.objects.filter(pk=person, is_active=True, email__isnull=False).first()
    if reader is not None:
        write_reminder(reader, at=at)


def quiet_on(today: date) -> list[Quiet]:
    """The running try-outs with nothing logged for the method's weeks, where this is their coordinator's school day."""
    methods, working = Methods(), positions_on(today).values("person")
    rows = MEASURES.filter(coordinator__in=working, coordinator__is_active=True, coordinator__email__isnull=False)
    measures = running(rows.exclude(coordinator__log_reminder__wanted=False), methods)
    logged, days = last_days(measures), weekdays(measures, today)
    found = []
    for one in measures:
        weeks = weeks_between(methods.of(one.project))
        since = max(logged.get(one.pk, one.phase_on), one.phase_on)
        late = weeks is not None and since <= today - timedelta(weeks=weeks)
        if late and days.get(one.coordinator_id or 0, 1) == today.isoweekday():
            found.append((one, since))
    return [(one, since) for one, since in found if year_of(one.unit, today, today).days.is_school_day(today)]


def weekdays(measures: Sequence[Measure], today: date) -> dict[int, int]:
    """The first day of the week on which each coordinator is at the school (1 is Monday); who said none is left out."""
    people = {one.coordinator_id for one in measures}
    units = {one.unit_id for one in measures}
    seats = memberships_on(today).filter(person__in=people, arena__unit__in=units).exclude(weekdays=[])
    found: dict[int, int] = {}
    for person, days in seats.values_list("person", "weekdays"):
        found[person] = min([found.get(person, 7), *days])
    return found


@transaction.atomic
def write_reminder(person: Person, *, at: datetime) -> bool:
    """Write to one coordinator about all of her empty logs; give back whether there was anything to say."""
    today = timezone.localdate(at)
    own = [(one, since) for one, since in quiet_on(today) if one.coordinator_id == person.pk]
    if not own:
        return False
    year, week, _weekday = today.isocalendar()
    write_to(
        person,
        partial(_letter, own),
        kind=KIND,
        key=f"{KIND} {person.pk} {year}-W{week:02}",
        municipality_id=own[0][0].unit.municipality_id,
        at=at,
        about=new_url(own[0][0]),
        unsubscribe=addresses.page(reverse("measures:log_reminder")),
    )
    return True


def _letter(own: Sequence[Quiet], language: str) -> Letter:
    blocks: list[Block] = [
        Paragraph(_("One sentence is enough: what you did, and what you saw. It takes a minute on the phone."))
    ]
    blocks.append(Items([_line(one, since) for one, since in own]))
    path = new_url(own[0][0]) if len(own) == 1 else reverse("measures:log_choose")
    return compose(
        _("How is the try-out going?"),
        blocks,
        language=language,
        municipality=own[0][0].unit.municipality.name,
        why=_("You get this because you coordinate this try-out, at most once a week."),
        link=addresses.page(path),
        label=_("Write in the log"),
        unsubscribe=addresses.page(reverse("measures:log_reminder")),
    )


def _line(measure: Measure, since: date) -> str:
    return _("%(title)s: nothing logged since %(day)s") % {
        "title": measure.title,
        "day": date_format(since, "MONTH_DAY_FORMAT"),
    }
