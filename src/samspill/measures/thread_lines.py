"""The stations of the red thread as HTML: a template takes forty steps for each, and a long chain has a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import linebreaksbr
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.design.icons import icon
from samspill.measures.thread_words import Told
from samspill.people.addresses import address

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Line:
    """One station: all of it but what is folded away below it."""

    told: Told
    html: SafeString


def lines(stations: Iterable[Told]) -> Iterator[Line]:
    days: dict[date | None, SafeString] = {}
    for one in stations:
        if one.on not in days:
            days[one.on] = _day(one.on)
        yield Line(one, _html(one, days[one.on]))


def _html(one: Told, day: SafeString) -> SafeString:
    return format_html(
        '<li class="ss-event" id="{}"{}><span class="ss-event-mark">{}</span><div class="ss-event-main">\n'
        '<p class="ss-event-title">{}</p>\n<p class="ss-meta">{}{}{}{}</p>\n{}{}',
        one.key,
        SafeString(" data-other") if one.whose else "",
        icon(one.icon),
        _link(one.title, one.url),
        day,
        format_html("<span>{}</span>", one.who) if one.who else "",
        format_html("<span>{}</span>", _link(one.matter.name, one.matter.url)) if one.matter else "",
        _whose(one),
        _text(one),
        format_html_join("", '<p class="ss-help">{}</p>', ((fact,) for fact in one.facts)) if one.facts else "",
    )


def _day(on: date | None) -> SafeString:
    if on is None:
        return format_html("<span>{}</span>", _("day not known"))
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), date_format(on))


def _link(words: str, url: str) -> str | SafeString:
    return format_html('<a class="ds-link" href="{}">{}</a>', url, words) if url else words


def _whose(one: Told) -> SafeString:
    if one.whose is None or one.kind == "proposal":
        return NOTHING
    return format_html("<span>{}</span>", _link(one.whose.title, address("measures:thread", one.whose.pk)))


def _text(one: Told) -> SafeString:
    if not one.text:
        return NOTHING
    frame = '<blockquote class="ss-redthread-words">{}</blockquote>' if one.kind == "statement" else "<p>{}</p>"
    return format_html(frame, linebreaksbr(one.text) if "\n" in one.text else one.text)
