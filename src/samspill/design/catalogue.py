"""The catalogue's examples: template source, drawn as it stands. English only, for developers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Engine
from django.template.defaultfilters import slugify
from django.utils.safestring import SafeString

from samspill.design.examples import EXAMPLES


@dataclass(frozen=True, slots=True)
class Example:
    title: str
    source: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    slug: str
    examples: tuple[Example, ...]


class MemberForm(forms.Form):
    """A form with each kind of field the components know."""

    name = forms.CharField(label="Name", help_text="First name and family name.")
    mail = forms.EmailField(label="Mail", required=False)
    role = forms.ChoiceField(label="Function", choices=[("lead", "Leader"), ("member", "Member")])
    start = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
    days = forms.MultipleChoiceField(
        label="Days at the school",
        choices=[("mon", "Monday"), ("wed", "Wednesday"), ("fri", "Friday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reach = forms.ChoiceField(
        label="Best reached by",
        choices=[("phone", "Phone"), ("mail", "Mail")],
        widget=forms.RadioSelect,
        help_text="Shown to the teachers of the school.",
    )
    list = forms.FileField(label="Staff list", required=False, help_text="CSV or XLSX.")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="The person knows about this")


class SearchForm(forms.Form):
    text = forms.CharField(label="Contains", required=False)
    force = forms.ChoiceField(
        label="Force", choices=[("", "All"), ("must", "Must"), ("should", "Should")], required=False
    )


def _things(request: HttpRequest) -> dict[str, Any]:
    wrong = MemberForm({"name": "", "mail": "anna.lund", "role": "boss", "start": ""})
    wrong.add_error(None, "Someone else changed this member while you were writing. Your text is still here.")
    return {
        "csrf_token": "catalogue",
        "request": request,
        "empty_form": MemberForm(auto_id="new_%s"),
        "wrong_form": wrong,
        "search_form": SearchForm(auto_id="find_%s"),
        "page": Paginator(range(400), 20).page(7),
        "when": datetime(2026, 11, 3, 14, 5, tzinfo=UTC),
        "messages": [],
    }


def drawn(request: HttpRequest) -> list[Group]:
    things, engine = _things(request), Engine.get_default()

    def draw(source: str) -> SafeString:
        return engine.from_string("{% load samspill %}" + source).render(Context(things))

    return [
        Group(title, slugify(title), tuple(Example(name, source, draw(source)) for name, source in examples.items()))
        for title, examples in EXAMPLES.items()
    ]
