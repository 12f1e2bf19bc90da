from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse

from samspill.arenas.models import Arena

register = template.Library()


@register.simple_tag
def coming_url(arena: Arena) -> str:
    """The address of what is coming in this arena; the plan's room, which lies above this one, answers it."""
    try:
        return reverse("wheel:arena_occasions", args=[arena.pk])
    except NoReverseMatch:
        return ""
