"""What an arena is called: by its local name, or by the method's own word for it."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.methods.schema import Method
from samspill.projects.words import say


def kind_name(arena: Arena, method: Method | None) -> str:
    """The method's name for this kind of arena, with the grade where there is one arena for each."""
    if method is None or arena.kind not in method.arenas:
        return arena.kind
    name = say(method, f"arenas.{arena.kind}.name")
    return format_html("{} {}", name, arena.group) if arena.group else name


def name_of(arena: Arena, method: Method | None) -> str:
    return arena.name or kind_name(arena, method)


def mandate_of(arena: Arena, method: Method | None) -> str:
    """The mandate as written here; until somebody writes one, the method's own."""
    if arena.mandate or method is None or arena.kind not in method.arenas:
        return arena.mandate
    return say(method, f"arenas.{arena.kind}.mandate")


def role_name(role: str, method: Method | None) -> str:
    return say(method, f"roles.{role}.name") if method is not None and role in method.roles else role


def days_of(weekdays: list[int]) -> str:
    """Monday and Thursday."""
    return get_text_list([str(WEEKDAYS[day - 1]) for day in sorted(weekdays)], _("and"))
