"""What somebody has before them after meetings: minutes to open and approve, follow-ups, coming meetings, answers.

The weekly letter, its page and my page are made from this. The number of queries does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.arenas.queries import seats_of
from samspill.clarifications.queries import answered_for
from samspill.conferences.mine import Moved, moved_for
from samspill.design.dates import weekday
from samspill.followups.models import Followup
from samspill.followups.pages import late_words
from samspill.followups.queries import open_of
from samspill.measures.hearing import unanswered_in
from samspill.measures.models import Answer
from samspill.measures.news import News, news_for
from samspill.measures.reminders import late_milestones
from samspill.meetings.models import Approval, Here, Meeting, Presence, Receipt, Step
from samspill.meetings.queries import MEETINGS
from samspill.overall.queries import unanswered_in as plans_unanswered_in
from samspill.people.models import Person

WEEK = timedelta(days=7)
LATELY = timedelta(days=60)
# What the lead answered, put after the title of the matter.
ANSWERS = {
    "accepted": gettext_lazy("on the agenda"),
    "postponed": gettext_lazy("postponed"),
    "returned": gettext_lazy("returned"),
    "sent_on": gettext_lazy("sent to another arena"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of one arena: what it is, where it is, when it was news. `waits`: somebody waits for the reader."""

    arena: Arena
    words: str
    url: str
    at: datetime
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a measure the reader had a part in: it belongs to a school, to no arena."""

    words: str
    url: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    arena: str
    where: str
    lines: tuple[Line | Became, ...]


def gather(person: Person, at: datetime) -> list[Group]:
    """Everything of the week, by arena: the arena with the newest first, and in each what waits before what is news."""
    today = timezone.localdate(at)
    lines = [
        *(_approval(one) for one in to_approve(person)),
        *(_promise(one, today) for one in due_this_week(person, today)),
        *(_coming(one) for one in coming_week(person, today)),
        *_unopened(unopened(person, today)),
        *_answers(person, at),
        *_clarified(person, today),
        *to_hear(person, today),
        *_milestones(person, today),
    ]
    arenas = {line.arena.pk: line.arena for line in lines}
    groups = [(arena, [line for line in lines if line.arena.pk == pk]) for pk, arena in arenas.items()]
    groups.sort(key=lambda group: max(line.at for line in group[1]), reverse=True)
    return [*(Group(str(arena), arena.unit.name, _ordered(found)) for arena, found in groups), *_became(person, today)]


def became(person: Person, today: date, since: date) -> list[News]:
    """What became of the measures somebody had a part in."""
    actor: Actor = import_string(settings.ACTOR_FOR)(person, today)
    return news_for(person, actor, since)


def _became(person: Person, today: date) -> Iterator[Group]:
    """One group for all of them, one line for each measure; to the thread, where the reasons stand. One more for each
    conference whose proposals moved on: to its page, which also guests may read."""
    rows = became(person, today, today - WEEK)
    if rows:
        lines = tuple(Became(one.line, reverse("measures:thread", args=[one.measure.pk])) for one in rows)
        where = ", ".join(dict.fromkeys(one.measure.unit.name for one in rows))
        yield Group(_("What became of what you took part in"), where, lines)
    by_conference: dict[int, list[Moved]] = {}
    for one in moved_for(person, today - WEEK, [row.measure.pk for row in rows]):
        by_conference.setdefault(one.conference.pk, []).append(one)
    for moved in by_conference.values():
        conference = moved[0].conference
        url = reverse("conferences:report", args=[conference.pk])
        lines = tuple(Became(one.line, url) for one in moved)
        title = _("What became of what we said: %(title)s") % {"title": conference.title}
        yield Group(title, conference.unit.name, lines)


def _ordered(lines: list[Line]) -> tuple[Line, ...]:
    """What waits, the longest waiting first; then what is news, the newest first."""
    waits = sorted((line for line in lines if line.waits), key=lambda line: line.at)
    news = sorted((line for line in lines if not line.waits), key=lambda line: line.at, reverse=True)
    return (*waits, *news)


def to_approve(person: Person) -> QuerySet[Meeting]:
    """Minutes that wait for this person's word: shared, not approved, not left to the next meeting."""
    there = Presence.objects.filter(meeting=OuterRef("pk"), person=person, here=Here.PRESENT, guest=False)
    answered = Approval.objects.filter(meeting=OuterRef("pk"), person=person)
    rows = MEETINGS.filter(shared_at__isnull=False, approved_at=None, approved_in=None)
    return rows.filter(Exists(there), ~Exists(answered)).order_by("-shared_at")


def to_share(actor: Actor, today: date) -> QuerySet[Meeting]:
    """Meetings that are over and whose minutes nobody has shared, where that is the reader's own work."""
    leads = {hat.arena for hat in actor.hats if hat.name == "arena-lead"} - {None}
    mine = Q(arena__in=leads) | Q(minute_taker=actor.id)
    rows = MEETINGS.filter(mine, shared_at=None, ended_at__isnull=False, called_off="")
    return rows.filter(on__gt=today - LATELY).order_by("-on")


def due_this_week(person: Person, today: date) -> QuerySet[Followup]:
    """Follow-ups that are late, or due before the week is over."""
    return open_of(person).filter(by__lte=today + timedelta(days=7 - today.isoweekday()))


def coming_week(person: Person, today: date) -> QuerySet[Meeting]:
    """The meetings of the next seven days that somebody is invited to."""
    rows = MEETINGS.filter(presences__person=person, called_off="", ended_at=None)
    return rows.filter(on__gte=today, on__lt=today + WEEK)


def unopened(person: Person, today: date) -> list[Receipt]:
    """Minutes that reached somebody and are not opened, once each; only what the reader may still read."""
    sits = seats_of(person, today).values("arena")
    there = Presence.objects.filter(meeting=OuterRef("meeting"), person=person, here=Here.PRESENT, guest=False)
    rows = Receipt.objects.filter(Q(arena__in=sits) | Exists(there), person=person, opened_at=None)
    found = rows.select_related("meeting__arena__unit", "meeting__arena__project").order_by("-delivered_at", "-pk")
    return list({row.meeting_id: row for row in reversed(found)}.values())[::-1]


def _approval(meeting: Meeting) -> Line:
    assert meeting.shared_at, "to_approve asks for it"
    words = _("Approve the minutes of %(day)s") % {"day": _day(meeting.on)}
    return Line(meeting.arena, words, _minutes(meeting), meeting.shared_at, waits=True)


def _promise(one: Followup, today: date) -> Line:
    assert one.by, "due_this_week asks for it"
    when = late_words(one, today) or _("by %(day)s") % {"day": _day(one.by)}
    words = _("Follow up: %(text)s (%(when)s)") % {"text": one.text, "when": when}
    return Line(one.arena, words, one.get_absolute_url(), _moment(one.by), waits=True)


def _coming(meeting: Meeting) -> Line:
    words = _("Meeting on %(day)s") % {"day": _day(meeting.on)}
    if meeting.title:
        words = _("%(title)s on %(day)s") % {"title": meeting.title, "day": _day(meeting.on)}
    return Line(meeting.arena, words, meeting.get_absolute_url(), meeting.starts_at or _moment(meeting.on))


def _unopened(rows: Iterable[Receipt]) -> Iterator[Line]:
    """One line for each arena: whoever has nine to read is not helped by nine lines."""
    by_arena: dict[int, list[Receipt]] = {}
    for row in rows:
        by_arena.setdefault(row.meeting.arena_id, []).append(row)
    for newest, *older in by_arena.values():
        holes = {"day": _day(newest.meeting.on), "count": len(older)}
        words = _("Minutes of %(day)s, not opened yet") % holes
        if older:
            words = (
                ngettext(
                    "Minutes of %(day)s and %(count)s earlier meeting, not opened yet",
                    "Minutes of %(day)s and %(count)s earlier meetings, not opened yet",
                    len(older),
                )
                % holes
            )
        yield Line(newest.meeting.arena, words, _minutes(newest.meeting), newest.delivered_at)


def _answers(person: Person, at: datetime) -> Iterator[Line]:
    """What became of the matters somebody handed in, in the last week."""
    rows = Step.objects.filter(item__submitted_by=person, kind__in=ANSWERS, at__gt=at - WEEK).exclude(by=person)
    for step in rows.select_related("item__arena__unit", "item__arena__project").order_by("-at"):
        words = _("Your matter “%(title)s”: %(answer)s") % {"title": step.item.title, "answer": ANSWERS[step.kind]}
        yield Line(step.item.arena, words, step.item.get_absolute_url(), step.at)


def _clarified(person: Person, today: date) -> Iterator[Line]:
    """What somebody asked to have clarified, and was answered in the last week."""
    for case in answered_for(person, today - WEEK):
        assert case.answered_on, "answered_for asks for it"
        words = _("Your question is answered: %(title)s") % {"title": case.title}
        yield Line(case.arena or case.item.arena, words, case.get_absolute_url(), _moment(case.answered_on))


def to_hear(person: Person, today: date) -> Iterator[Line]:
    """What the arenas somebody leads have been asked and have not answered: one line for each arena."""
    led = seats_of(person, today).filter(person=person, leads=True, guest=False).values("arena")
    by_arena: dict[int, list[Answer]] = {}
    for one in unanswered_in(led):
        by_arena.setdefault(one.arena_id, []).append(one)
    for first, *others in by_arena.values():
        words = _("Write down what the team thinks of “%(title)s”") % {"title": first.measure.title}
        url = reverse("measures:answer", args=[first.pk])
        if others:
            url = reverse("measures:answer_all", args=[first.arena_id])
            words = ngettext(
                "Write down what the team thinks of “%(title)s” and %(count)s other proposal",
                "Write down what the team thinks of “%(title)s” and %(count)s other proposals",
                len(others),
            ) % {"title": first.measure.title, "count": len(others)}
        yield Line(first.arena, words, url, _moment(first.asked_on), waits=True)
    for asked in plans_unanswered_in(led):
        words = _("Write down what the team thinks of “%(title)s”") % {"title": asked.plan}
        yield Line(asked.arena, words, asked.get_absolute_url(), _moment(asked.asked_on), waits=True)


def _milestones(person: Person, today: date) -> Iterator[Line]:
    """Milestones that are late in the measures somebody coordinates."""
    for one in late_milestones(person, today):
        plan = getattr(one.measure, "plan", None)
        if plan and plan.main_arena:
            words = _("Late in “%(measure)s”: %(text)s") % {"measure": one.measure.title, "text": one.text}
            url = f"{one.measure.get_absolute_url()}#milestones"
            yield Line(plan.main_arena, words, url, _moment(one.by), waits=True)


def _minutes(meeting: Meeting) -> str:
    return reverse("meetings:minutes", args=[meeting.pk])


def _day(day: date) -> str:
    return weekday(day)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8)))
