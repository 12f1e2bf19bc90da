from __future__ import annotations

from django.template import Context, Engine


def draw(source: str, **context: object) -> str:
    """Draw a piece of template source with our tags loaded."""
    return Engine.get_default().from_string("{% load samspill %}" + source).render(Context(context))
