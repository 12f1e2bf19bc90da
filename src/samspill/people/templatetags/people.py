from __future__ import annotations

from django import forms, template
from django.db.models import Model

register = template.Library()


@register.simple_tag
def standing(form: forms.Form, current: Model) -> list[tuple[str, str]]:
    """How a row stands now, field by field as the form asks: shown when somebody else has changed it."""
    rows = []
    for bound in form.visible_fields():
        if not hasattr(current, bound.name):
            continue
        shown = getattr(current, f"get_{bound.name}_display", None)
        value = shown() if shown else getattr(current, bound.name)
        rows.append((str(bound.label), ", ".join(map(str, value)) if isinstance(value, list) else str(value or "–")))
    return rows
