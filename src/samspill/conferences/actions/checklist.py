"""What is to be done around a conference: follow-ups like any other, with days counted from its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.arenas.queries import arenas_of_project
from samspill.conferences.models import Conference
from samspill.conferences.queries import deciders_of, method_of
from samspill.followups.actions import change_followup, drop, promise
from samspill.followups.models import Followup
from samspill.followups.queries import OPEN, made_in
from samspill.methods.schema import Task
from samspill.people.models import Person

KIND = "conference"


def followups_of(conference: Conference) -> QuerySet[Followup]:
    """What is to be done for it, done or not."""
    return made_in(KIND, [conference.pk]).order_by("by", "pk")


@transaction.atomic
def promise_tasks(
    conference: Conference, tasks: Iterable[Task], *, acting: Person | None, at: datetime
) -> list[Followup]:
    """What a script asks to be done, by days before and after; what would be late already is due at once."""
    arena = _arena(conference, at)
    made = []
    for task in tasks:
        who = _doer(conference, task.role, acting)
        if who is not None:
            words, day = conference.project.word(f"checklist.{task.id}"), at_work(conference.meeting.on, task.days)
            made.append(_promise(conference, arena, words, who, max(day, at.date()), acting, at))
    return made


@transaction.atomic
def promise_again(conference: Conference, like: Conference, *, acting: Person | None, at: datetime) -> None:
    """The same as last time, the same number of days from the day; whoever did it then does it again."""
    arena = _arena(conference, at)
    for one in followups_of(like):
        day = one.by and max(one.by - like.meeting.on + conference.meeting.on, at.date())
        _promise(conference, arena, one.text, one.who, day, acting, at)


@transaction.atomic
def add_task(
    conference: Conference, *, text: str, who: Person, by: object, acting: Person | None, at: datetime
) -> Followup:
    """One thing more."""
    return _promise(conference, _arena(conference, at), text, who, by, acting, at)


def shift(conference: Conference, days: timedelta, *, acting: Person | None, at: datetime) -> None:
    """The day of the conference has moved: what is not done moves along."""
    for one in followups_of(conference).filter(OPEN, by__isnull=False):
        assert one.by, "asked for"
        change_followup(one, version=None, by=max(one.by + days, at.date()), acting=acting, at=at)


def follow(
    conference: Conference, differences: Mapping[str, tuple[object, object]], *, acting: Person | None, at: datetime
) -> None:
    """Somebody else is responsible or facilitates: what the one before had not done yet is theirs now."""
    for name in ("responsible", "facilitator"):
        before, after = differences.get(name, (None, None))
        if isinstance(before, Person) and isinstance(after, Person):
            for one in followups_of(conference).filter(OPEN, who=before):
                change_followup(one, version=None, who=after, acting=acting, at=at)


def drop_open(conference: Conference, reason: str, *, acting: Person | None, at: datetime) -> None:
    why = _("The conference is called off: %(reason)s") % {"reason": reason}
    for one in followups_of(conference).filter(OPEN):
        drop(one, reason=why, version=None, acting=acting, at=at)


def at_work(day: date, days: int) -> date:
    """So many days from a day; on a weekend the Friday before it, or the Monday after where it comes later."""
    found = day + timedelta(days=days)
    beyond = max(found.isoweekday() - 5, 0)
    return found - timedelta(days=beyond) if days < 0 else found + timedelta(days=(3 - beyond) if beyond else 0)


def _promise(
    conference: Conference, arena: Arena, text: str, who: Person, by: object, acting: Person | None, at: datetime
) -> Followup:
    origin = (KIND, conference.pk, conference.title, conference.get_absolute_url())
    return promise(arena, text=text, who=who, by=by, origin=origin, acting=acting, at=at)  # type: ignore[arg-type]


def _doer(conference: Conference, role: str, acting: Person | None) -> Person | None:
    named = {"responsible": conference.responsible, "facilitator": conference.facilitator}[role]
    return named or conference.responsible or acting


def _arena(conference: Conference, at: datetime) -> Arena:
    """The body that plans conferences here (R20), else the first that meets: there the follow-ups are looked through.

    Not the row that stands for the conferences: what is open there would come onto the agenda of the day itself.
    """
    if found := deciders_of(conference, at.date()):
        return found[0]
    standing = [kind.id for kind in method_of(conference).arenas.values() if kind.standing]
    rows = arenas_of_project(conference.project, at.date()).filter(unit=conference.unit, kind__in=standing)
    return rows.order_by("pk").first() or conference.meeting.arena
