"""What some components work out before they are drawn. Each takes the values of the props and returns what is shown."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, Form, RadioSelect, Textarea
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy

from samspill.design import icons

Values = dict[str, Any]

STATES: dict[str, tuple[str, Any]] = {
    "met": ("check-circle", pgettext_lazy("state of a requirement", "Met")),
    "due_soon": ("clock-fill", pgettext_lazy("state of a requirement", "Due soon")),
    "overdue": ("overdue", pgettext_lazy("state of a requirement", "Overdue")),
    "partly": ("half", pgettext_lazy("state of a requirement", "Partly met")),
    "deviates": ("deviates", pgettext_lazy("state of a requirement", "Deviates, with a reason")),
    "not_applicable": ("not-applicable", pgettext_lazy("state of a requirement", "Does not apply now")),
    "nothing_yet": ("circle-dashed", pgettext_lazy("state of a requirement", "Nothing recorded yet")),
}
KINDS = {
    "new": ("plus", pgettext_lazy("row of an import", "New")),
    "changed": ("edit", pgettext_lazy("row of an import", "Changed")),
    "gone": ("minus", pgettext_lazy("row of an import", "No longer in the file")),
    "problem": ("warning", pgettext_lazy("row of an import", "Cannot be read")),
}
LEVELS = {"debug": "info", "info": "info", "success": "success", "warning": "warning", "error": "danger"}
DJANGO_ROWS = "10"


def state(values: Values) -> Values:
    name, label = STATES[values["value"]]
    return {**values, "label": values["label"] or label, "svg": icons.drawing(name)}


def diff_row(values: Values) -> Values:
    name, label = KINDS[values["kind"]]
    return {**values, "label": label, "svg": icons.drawing(name)}


def messages(values: Values) -> Values:
    shown = [(LEVELS.get(message.level_tag, "info"), message) for message in values["messages"] or ()]
    return {**values, "shown": shown}


def meter(values: Values) -> Values:
    most = float(values["max"] or 0)
    share = min(max(float(values["value"]) / most, 0.0), 1.0) if most else 0.0
    return {**values, "percent": round(share * 100), "text": values["text"] or f"{round(share * 100)} %"}


def person(values: Values) -> Values:
    words = values["name"].split()
    initials = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))
    dial = "".join(sign for sign in values["phone"] if sign.isdigit() or sign == "+")
    return {**values, "initials": initials.upper(), "dial": dial}


def languages(values: Values) -> Values:
    request = values["request"]
    here = request.get_full_path() if request is not None else ""
    return {**values, "languages": settings.LANGUAGES, "current": get_language(), "next": here}


def pagination(values: Values) -> Values:
    """Addresses for the pages round the current one, keeping the rest of the query as it is."""
    page: Page[Any] = values["page"]
    request, param = values["request"], values["param"]
    query = request.GET.copy() if request is not None else None

    def address(number: int) -> str:
        if query is None:
            return f"?{param}={number}"
        query[param] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, address(number) if isinstance(number, int) else "") for number in numbers]
    before = address(page.previous_page_number()) if page.has_previous() else ""
    after = address(page.next_page_number()) if page.has_next() else ""
    return {**values, "links": links, "before": before, "after": after}


def form(values: Values) -> Values:
    """List every error once, linked to its field, for the summary on top."""
    bound: Form | None = values["form"]
    if bound is None:
        return {**values, "errors": [], "general": [], "hidden": [], "fields": [], "multipart": False}
    fields = bound.visible_fields()
    return {
        **values,
        "general": [*bound.non_field_errors(), *(error for one in bound.hidden_fields() for error in one.errors)],
        "errors": [(first_input(one), one.label, error) for one in fields for error in one.errors],
        "hidden": bound.hidden_fields(),
        "fields": fields,
        "multipart": bound.is_multipart(),
    }


def filter_bar(values: Values) -> Values:
    bound: Form | None = values["form"]
    return {
        **values,
        "fields": bound.visible_fields() if bound else [],
        "hidden": bound.hidden_fields() if bound else [],
    }


def first_input(bound: BoundField) -> str:
    """The id that a link in the error summary goes to; a group of choices is reached by its first choice."""
    base = bound.auto_id or bound.html_name
    return f"{base}_0" if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple) else base


def field(values: Values) -> Values:
    """Tie label, help and errors to the input by aria, and draw the input."""
    bound: BoundField = values["field"]
    base = bound.auto_id or bound.html_name
    help_text = values["help"] or bound.help_text
    described = [f"{base}_help"] if help_text else []
    described += [f"{base}_error"] if bound.errors else []
    widget = bound.field.widget
    group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    attrs = {"class": "ds-input"}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        **values,
        "base": base,
        "label": values["label"] or bound.label,
        "help": help_text,
        "errors": list(bound.errors),
        "described": " ".join(described),
        "group": group,
        "choices": _choices(bound, attrs) if group else [],
        "tick": isinstance(widget, CheckboxInput),
        "file": isinstance(widget, FileInput),
        "input": "" if group else bound.as_widget(attrs={**_sized(widget, attrs)}),
        "required": bound.field.required,
    }


def _sized(widget: object, attrs: dict[str, str]) -> dict[str, str]:
    """Django's ten rows are more than a note needs; a form that asks for another height gets it."""
    if isinstance(widget, Textarea) and str(widget.attrs.get("rows")) == DJANGO_ROWS:
        return {**attrs, "rows": "4"}
    return attrs


def _choices(bound: BoundField, attrs: dict[str, str]) -> list[tuple[str, Any, SafeString]]:
    """Each choice as (id, label, input). Help and errors are said once, by the group, not at every choice."""
    own = {key: value for key, value in attrs.items() if key != "aria-describedby"}
    return [(one.id_for_label, one.choice_label, _choice(one.data, own)) for one in bound.subwidgets]


def _choice(data: dict[str, Any], attrs: dict[str, str]) -> SafeString:
    given = {**data["attrs"], **attrs, "type": data["type"], "name": data["name"], "value": data["value"]}
    return format_html("<input{}>", flatatt(given))
