from __future__ import annotations

from django import template

from samspill.methods.schema import Method
from samspill.projects.words import say

register = template.Library()


@register.simple_tag(name="say")
def say_tag(method: Method, *parts: object, **holes: object) -> str:
    """{% say method "arenas" arena.kind "name" %}: the pack's sentence under the parts joined by dots."""
    return say(method, ".".join(str(part) for part in parts), **holes)
