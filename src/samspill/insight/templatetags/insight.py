from __future__ import annotations

from django import template
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.html import format_html

from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
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
    return str(thing)
