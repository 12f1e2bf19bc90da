from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse

from samspill.arenas.models import Arena

register = template.Library()


@register.simple_tag
def coming_url(arena: Arena) -> str:
    """The address of what is coming in this arena; the plan's room, which lies above this one, answers it."""
    return _above("wheel:arena_occasions", arena)


@register.simple_tag
def meetings_url(arena: Arena) -> str:
    """The address of the arena's meetings, a room above this one."""
    return _above("meetings:arena", arena)


@register.simple_tag
def submit_url(arena: Arena) -> str:
    """Where a matter is handed in to the arena."""
    return _above("meetings:submit", arena)


def _above(name: str, arena: Arena) -> str:
    try:
        return reverse(name, args=[arena.pk])
    except NoReverseMatch:
        return ""
