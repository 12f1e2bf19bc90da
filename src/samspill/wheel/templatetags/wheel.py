from __future__ import annotations

from django import template

from samspill.methods.schema import Method
from samspill.wheel.models import Occasion
from samspill.wheel.pages import title_of

register = template.Library()


@register.simple_tag
def occasion_title(method: Method | None, occasion: Occasion) -> str:
    """{% occasion_title method line.occasion %}: what happens, with the grade where each has its own."""
    return title_of(occasion, method)
