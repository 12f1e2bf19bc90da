from __future__ import annotations

from django import template

from samspill.core.finding import Finding
from samspill.methods.overlay import Change
from samspill.methods.schema import Method
from samspill.projects import words
from samspill.projects.adapting import label_of

register = template.Library()


@register.simple_tag(name="say")
def say_tag(method: Method, *parts: object, **holes: object) -> str:
    """{% say method "arenas" arena.kind "name" %}: the pack's sentence under the parts joined by dots."""
    return words.say(method, ".".join(str(part) for part in parts), **holes)


@register.simple_tag(name="finding")
def finding_tag(method: Method, finding: Finding) -> str:
    """{% finding method verdict.finding %}: what a rule noticed, as a sentence."""
    return words.say_finding(method, finding)


@register.simple_tag(name="names")
def names_tag(method: Method, ids: tuple[str, ...]) -> str:
    """{% names method activity.participants %}: roles and arenas by name, as a list in words."""
    return words.say_names(method, ids)


@register.simple_tag(name="value")
def value_tag(method: Method, value: object) -> str:
    """{% value method change.after %}: a number, a list, a rhythm or the places of an arena in words."""
    return words.say_value(method, value)


@register.simple_tag
def changed_thing(change: Change) -> str:
    """{% changed_thing change %}: what of a requirement or arena an adaptation changed."""
    return str(label_of(change.path))


@register.simple_tag(name="common")
def common_tag(*parts: object) -> str:
    """{% common "forces" wish.force %}: a word all methods share."""
    return words.say_common(".".join(str(part) for part in parts))


@register.filter(name="period")
def period_filter(key: str) -> str:
    """{{ period.key|period }}: “2026-H2” as autumn 2026."""
    return words.say_period(key)
