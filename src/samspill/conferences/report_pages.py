"""The answer to the participants: its page, its part on the conference's page, what it needs before it goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may
from samspill.conferences.fates import settled_on
from samspill.conferences.models import Conference, ThemeProposal
from samspill.conferences.queries import readable
from samspill.conferences.report_bridge import report_of
from samspill.conferences.rights import steer
from samspill.conferences.shown import Next, Shown, frame
from samspill.conferences.words import state_name
from samspill.measures.models import Measure
from samspill.people.asking import Asked
from samspill.people.panels import Panel

LINES = 40  # on one page
BEHIND = 14  # days after which one that nobody ended is no longer to come


def page(request: Asked, conference: Conference) -> dict[str, Any]:
    """The answer as it stands today; before it has gone out only for those who write it."""
    writes = may(request, steer(request.today)(conference), "conference.analyse")
    shown = conference.reported_at is not None or writes
    return {
        **frame(conference, _("What we said, and what became of it")),
        "report": report_of(conference, leads(request)) if shown else None,
        "write_url": reverse("conferences:report_back", args=[conference.pk]) if writes else "",
    }


def every(request: Asked) -> dict[str, Any]:
    """All conferences of the reader: those to come, the next first, and a page of those that were."""
    counted = Count("participants", filter=Q(participants__absent=False))
    rows = readable(request.actor).annotate(people=counted).order_by("-meeting__on", "-pk")  # counting drops the order
    ahead = Q(meeting__ended_at=None, meeting__called_off="", meeting__on__gte=request.today - timedelta(days=BEHIND))
    page = Paginator(rows.exclude(ahead), LINES).get_page(request.GET.get("page"))
    return {
        "coming": [_row(one) for one in rows.filter(ahead).order_by("meeting__on", "pk")],
        "done": [_row(one) for one in page.object_list],
        "page": page,
    }


def _row(one: Any) -> dict[str, Any]:
    return {"conference": one, "state": state_name(one), "people": one.people}


def leads(request: Asked) -> Callable[[Measure], str]:
    """The way to a measure, for those who may follow it."""
    return lambda one: one.get_absolute_url() if may(request, one, "measure.read") else ""


def write_frame(conference: Conference) -> dict[str, Any]:
    """What goes out with the words, before somebody sends it."""
    context = frame(conference, _("Answer the participants"))
    if conference.reported_at:
        day = date_format(conference.reported_at)
        lead = _(
            "The participants got this on %(day)s. What you change stands on the page; nobody is written to again."
        )
        return {**context, "lead": lead % {"day": day}, "draft": f"report-{conference.pk}"}
    people = conference.participants.filter(absent=False).count()
    lead = ngettext(
        "%(count)s participant gets a mail with your words and the way to the page.",
        "%(count)s participants get a mail each, with your words and the way to the page.",
        people,
    )
    words = " ".join(filter(None, [lead % {"count": people}, unanswered(conference)]))
    draft = {"draft": f"report-{conference.pk}", "submit": _("Send the answer")}
    return {**context, "lead": words, **draft}


def unanswered(conference: Conference) -> str:
    """How many proposals nobody has answered yet, as a sentence; empty when all are."""
    rows = ThemeProposal.objects.filter(theme__conference=conference).select_related("measure")
    count = sum(settled_on(row.measure) is None for row in rows)
    words = ngettext(
        "%(count)s proposal is not looked at yet; the page says so.",
        "%(count)s proposals are not looked at yet; the page says so.",
        count,
    )
    return words % {"count": count} if count else ""


def section(one: Shown) -> Panel | None:
    """At the top of the conference: the answer is there, or who still waits for it."""
    conference = one.conference
    if conference.reported_at is None and conference.analysed_at is None:
        return None
    if conference.reported_at is None and not one.may_analyse:
        return None
    late = bool(conference.report_due and conference.reported_at is None and conference.report_due < one.today)
    url = reverse("conferences:report", args=[conference.pk])
    return Panel("conferences/_report_section.html", {"conference": conference, "url": url, "late": late})


def report_next(one: Shown) -> Next | None:
    """The last thing to do: whoever talked is told what came of it."""
    conference = one.conference
    if not one.may_analyse or conference.handed_on_at is None or conference.reported_at:
        return None
    said = _("The participants do not know yet what became of what they said.")
    if conference.report_due:
        day = date_format(conference.report_due)
        said = _("The participants do not know yet what became of what they said. They were promised it by %(day)s.")
        said %= {"day": day}
    return Next(said, capfirst(_("answer them")), reverse("conferences:report_back", args=[conference.pk]))
