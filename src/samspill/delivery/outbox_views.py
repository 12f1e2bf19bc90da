"""The demo's mail, to be read in the browser: nobody there has a mailbox. Elsewhere these pages are not there."""

from __future__ import annotations

import re

import nh3
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from samspill.access.gate import actor_of
from samspill.delivery.models import Message
from samspill.delivery.words import STATES, reason_of

PER_PAGE = 30
BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
TAGS = {"p", "h3", "h4", "ul", "li", "a", "b", "br", "hr", "small", "table", "tr", "th", "td", "tbody"}
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}, "table": {"role"}}


def _messages(request: HttpRequest) -> QuerySet[Message]:
    if not (settings.DEMO and settings.OUTBOX):
        raise Http404
    return Message.objects.filter(municipality_id__in=actor_of(request).municipalities)


def outbox(request: HttpRequest) -> HttpResponse:
    found = _messages(request).defer("html", "text", "calendar")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, STATES[one.state]) for one in page]
    return render(request, "delivery/outbox.html", {"page": page, "rows": rows})


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(_messages(request), pk=pk)
    context = {
        "message": message,
        "state": STATES[message.state],
        "said": reason_of(message.reason),
        "body": cleaned(message.html),
        "files": message.attachments.all(),
    }
    return render(request, "delivery/outbox_letter.html", context)


def file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    message = get_object_or_404(_messages(request), pk=pk)
    found = get_object_or_404(message.attachments, pk=file)
    answer = FileResponse(iter([bytes(found.body.data)]), as_attachment=True, filename=found.name)
    answer["Content-Type"] = found.media_type
    return answer


def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(_messages(request).exclude(calendar=""), pk=pk)
    return HttpResponse(message.calendar.encode(), content_type="text/calendar; charset=utf-8")


def cleaned(html: str) -> str:
    """The body of a mail as a part of our page: its headings below ours, nothing that loads or runs."""
    found = BODY.search(html)
    body = found[1] if found else ""
    for ours, theirs in (("h3", "h1"), ("h4", "h2")):
        body = body.replace(f"<{theirs}>", f"<{ours}>").replace(f"</{theirs}>", f"</{ours}>")
    return nh3.clean(
        body,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"https", "http", "mailto"},
        set_tag_attribute_values={"a": {"class": "ds-link"}},
    )
