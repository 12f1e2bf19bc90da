"""What the operations page shows: what waits, what did not arrive, what nobody understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest

from samspill.access.gate import actor_of, demand, visible_to
from samspill.access.rules import Scope
from samspill.delivery.models import Message, Outcome, Received, State
from samspill.delivery.words import AGAIN, PROBLEMS, STATES, Said, reason_of
from samspill.queue.jobs import UnknownTaskError, task_named
from samspill.queue.models import Job
from samspill.queue.models import State as JobState

PER_PAGE = 50
# A worker looks every second; when work is due for so long, none is there.
STANDSTILL = timedelta(minutes=10)
COLORS = {State.FAILED: "danger", State.BOUNCED: "danger", State.WITHHELD: "warning"}


@dataclass(frozen=True, slots=True)
class Stat:
    label: Any
    value: int
    color: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that did not arrive."""

    message: Message
    state: Any
    color: str
    said: Said


@dataclass(frozen=True, slots=True)
class Work:
    """A job that failed, or fails and is tried again."""

    job: Job
    title: Any
    failed: bool


@dataclass(frozen=True, slots=True)
class Unread:
    mail: Received
    said: Said


@dataclass(frozen=True, slots=True)
class Queue:
    waiting: int
    oldest: datetime | None
    last: datetime | None
    stands_still: bool


def everywhere(request: HttpRequest) -> Scope:
    """What belongs to no municipality is looked after by whoever looks after one."""
    return Scope(actor_of(request).municipalities)


def scope_of(request: HttpRequest, thing: Job | Received) -> Scope:
    return everywhere(request) if thing.municipality_id is None else thing.scope()


def operations(request: HttpRequest, now: datetime) -> dict[str, Any]:
    demand(request, everywhere(request), "operations.read")
    mine = visible_to(actor_of(request), Message.objects.all(), "operations.read")
    page = Paginator(_not_arrived(mine), PER_PAGE).get_page(request.GET.get("page"))
    return {
        "stats": list(_stats(mine)),
        "page": page,
        "letters": _letters(page),
        "again": _again(mine),
        "queue": _queue(_jobs(request), now),
        "work": list(_work(_jobs(request))),
        "unread": _unread(request),
    }


def _not_arrived(mine: QuerySet[Message]) -> QuerySet[Message]:
    return mine.filter(state__in=list(COLORS), laid_aside=None).defer("html", "text", "calendar")


def to_send_again(request: HttpRequest) -> QuerySet[Message]:
    """Every mail of the reader's that did not arrive."""
    demand(request, everywhere(request), "operations.retry")
    return _not_arrived(visible_to(actor_of(request), Message.objects.all(), "operations.retry"))


def _stats(mine: QuerySet[Message]) -> Iterator[Stat]:
    count = dict(mine.filter(laid_aside=None).order_by().values_list("state").annotate(Count("pk")))
    for state, label in STATES.items():
        found = count.get(state, 0)
        yield Stat(label, found, COLORS.get(State(state), "") if found else "")


def _letters(page: Page[Message]) -> list[Letter]:
    return [Letter(one, STATES[one.state], COLORS[State(one.state)], reason_of(one.reason)) for one in page]


def _again(mine: QuerySet[Message]) -> list[tuple[Any, int]]:
    """Why mail is late, and how many."""
    late = mine.filter(state=State.WAITING, attempts__gt=0).order_by().values_list("reason").annotate(Count("pk"))
    return [(AGAIN[reason], count) for reason, count in late if reason in AGAIN]


def _jobs(request: HttpRequest) -> QuerySet[Job]:
    mine = visible_to(actor_of(request), Job.objects.all(), "operations.read")
    return Job.objects.filter(Q(pk__in=mine.values("pk")) | Q(municipality_id=None))


def _queue(jobs: QuerySet[Job], now: datetime) -> Queue:
    due = Q(state=JobState.WAITING, run_at__lte=now)
    found = jobs.aggregate(waiting=Count("pk", due), oldest=Min("run_at", filter=due), last=Max("finished"))
    still = found["oldest"] is not None and now - found["oldest"] > STANDSTILL
    return Queue(found["waiting"], found["oldest"], found["last"], still)


def _work(jobs: QuerySet[Job]) -> Iterator[Work]:
    troubled = jobs.filter(Q(state=JobState.FAILED) | Q(state=JobState.WAITING, attempts__gt=0))
    # A mail that is late is told among the mails.
    for job in troubled.exclude(task="samspill.delivery.jobs.post", state=JobState.WAITING)[:PER_PAGE]:
        yield Work(job, title_of(job), job.state == JobState.FAILED)


def title_of(job: Job) -> Any:
    try:
        return task_named(job.task).title
    except UnknownTaskError:
        return job.task


def _unread(request: HttpRequest) -> list[Unread]:
    mine = visible_to(actor_of(request), Received.objects.all(), "operations.read")
    rows = Received.objects.filter(Q(pk__in=mine.values("pk")) | Q(municipality_id=None))
    kept = rows.filter(outcome=Outcome.UNREAD, seen=None)[:PER_PAGE]
    return [Unread(one, PROBLEMS.get(one.problem, Said("", ""))) for one in kept]
