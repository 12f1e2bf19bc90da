from __future__ import annotations

from django import template
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.html import format_html

from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.clarifications.models import Clarification
from samspill.measures.models import LogEntry
from samspill.meetings.models import Meeting
from samspill.methods.schema import Method
from samspill.projects.words import say
from samspill.wheel.models import Occasion

register = template.Library()


@register.simple_tag
def trace_label(method: Method, thing: Model) -> str:
    """What a trace of the board is called: an arena by its name, an occasion by its day."""
    if isinstance(thing, Arena):
        return name_of(thing, method)
    if isinstance(thing, Occasion):
        name = thing.title or say(method, f"activities.{thing.activity}.name")
        return format_html("{} {}", name, date_format(thing.shown_day))
    if isinstance(thing, Meeting):
        return format_html("{} {}", thing.title or name_of(thing.arena, method), date_format(thing.on))
    if isinstance(thing, LogEntry):  # never its words: the board may be shown to the owner
        return format_html("{} {}", _log_of(thing, method), date_format(thing.on))
    if isinstance(thing, Clarification):  # more people read a board than its cases
        return format_html("{} {}", thing.unit.name, date_format(thing.raised_on))
    return str(thing)


@register.simple_tag
def trace_url(thing: Model, may_logs: bool) -> str:
    """The very row; for those who may not read logs, the measure it belongs to, or nothing."""
    if isinstance(thing, LogEntry) and not may_logs:
        return thing.measure.get_absolute_url() if thing.measure else ""
    return str(thing.get_absolute_url())  # type: ignore[attr-defined]  # every trace has a page


def _log_of(entry: LogEntry, method: Method) -> str:
    return entry.measure.title if entry.measure else say(method, "terms.project-log")
