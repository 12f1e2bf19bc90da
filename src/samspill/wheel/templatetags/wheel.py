from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from samspill.methods.schema import Method
from samspill.projects.words import sentence
from samspill.wheel.models import Occasion
from samspill.wheel.pages import title_of

register = template.Library()


@register.simple_tag
def occasion_title(method: Method | None, occasion: Occasion) -> str:
    """What happens, with the grade where each has its own."""
    title = title_of(occasion, method) if method else occasion.title
    if occasion.arena and occasion.arena.group:
        return sentence(_("%(arena)s, grade %(grade)s"), arena=title, grade=occasion.arena.group)
    return title
