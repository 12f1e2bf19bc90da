"""The closed vocabulary of components: each with its name, its props (and what they accept) and its slots.

A component's look is `templates/design/<name>.html`; what is worked out before it is drawn is in `prepare`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.template import Engine, Template

from samspill.design import prepare

REQUIRED: Any = object()
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prop:
    default: Any = ""
    accepted: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """`slots` are filled with `{% slot %}`; a component with `content` is written as a block; `reads` are names taken
    from the page's context, such as the CSRF token, because a component otherwise sees nothing but its props."""

    name: str
    props: Mapping[str, Prop]
    slots: tuple[str, ...] = ()
    content: bool = False
    reads: tuple[str, ...] = ()
    prepare: Callable[[Values], Values] | None = None
    defaults: Values = field(init=False)

    def __post_init__(self) -> None:
        clash = set(self.props) & {*self.slots, "content"}
        if clash:
            raise ValueError(f"{self.name}: both a prop and a slot: {', '.join(sorted(clash))}")
        slots = {"content": "", **dict.fromkeys(self.slots, "")}
        props = {name: prop.default for name, prop in self.props.items() if prop.default is not REQUIRED}
        object.__setattr__(self, "defaults", slots | props)

    def compiled(self) -> Template:
        return _compiled(self.name)


@cache
def _compiled(name: str) -> Template:
    """Compiled once for the life of the process; a lookup at every use made 500 badges cost twice as much."""
    return Engine.get_default().get_template(f"design/{name}.html")


def needed(*accepted: Any) -> Prop:
    return Prop(REQUIRED, accepted)


def one_of(*accepted: Any) -> Prop:
    """A prop whose first accepted value is the default."""
    return Prop(accepted[0], accepted)


text, yes, no, nothing = Prop(""), Prop(True, (True, False)), Prop(False, (False, True)), Prop(None)
COLORS = ("neutral", "accent", "info", "success", "warning", "danger")
LEVELS = (2, 3, 4)

_ALL = (
    # page
    Component("page_header", {"title": needed(), "lead": text, "kicker": text}, ("crumbs", "actions", "meta")),
    Component("section", {"title": needed(), "level": one_of(*LEVELS), "id": text, "lead": text}, ("actions",), True),
    Component("columns", {"layout": one_of("even", "main-aside", "thirds", "cards")}, content=True),
    Component("breadcrumbs", {}, content=True),
    Component("crumb", {"label": needed(), "url": text}),
    Component("skip_link", {}),
    Component("messages", {"messages": needed()}, prepare=prepare.messages),
    # containers
    Component(
        "card",
        {
            "title": text,
            "url": text,
            "level": one_of(*LEVELS),
            "icon": text,
            "tone": one_of("default", "tinted", "raised"),
            "id": text,
            "attrs": nothing,
        },
        ("kicker", "meta", "actions"),
        True,
    ),
    Component(
        "alert",
        {"kind": one_of("info", "success", "warning", "danger"), "title": text, "level": one_of(*LEVELS), "live": no},
        ("actions",),
        True,
    ),
    Component("empty", {"title": needed(), "icon": text, "level": one_of(*LEVELS)}, ("actions",), True),
    Component("disclosure", {"summary": needed(), "open": no, "id": text, "quiet": no}, ("aside",), True),
    Component("dialog", {"id": needed(), "title": needed(), "side": no}, ("actions",), True),
    # actions
    Component(
        "button",
        {
            "label": needed(),
            "variant": one_of("primary", "secondary", "tertiary"),
            "tone": one_of("default", "danger"),
            "type": one_of("submit", "button", "reset"),
            "size": one_of("md", "sm"),
            "icon": text,
            "icon_after": text,
            "name": text,
            "value": text,
            "form": text,
            "opens": text,
            "closes": text,
            "icon_only": no,
            "disabled": no,
            "attrs": nothing,
        },
    ),
    Component(
        "link_button",
        {
            "label": needed(),
            "url": needed(),
            "variant": one_of("primary", "secondary", "tertiary"),
            "size": one_of("md", "sm"),
            "icon": text,
            "icon_after": text,
            "download": no,
            "attrs": nothing,
        },
    ),
    Component(
        "post_button",
        {
            "label": needed(),
            "url": needed(),
            "variant": one_of("primary", "secondary", "tertiary"),
            "tone": one_of("default", "danger"),
            "size": one_of("md", "sm"),
            "icon": text,
            "name": text,
            "value": text,
        },
        reads=("csrf_token",),
    ),
    Component("actions", {"align": one_of("start", "end", "between")}, content=True),
    Component(
        "menu",
        {"id": needed(), "label": needed(), "icon": text, "variant": one_of("tertiary", "secondary")},
        ("head",),
        True,
    ),
    Component(
        "menu_item",
        {"label": needed(), "url": needed(), "icon": text, "current": no, "post": no},
        reads=("csrf_token",),
    ),
    Component("print_button", {"label": text}),
    Component("copy_button", {"text": needed(), "label": text}),
    # forms
    Component(
        "form",
        {
            "form": nothing,
            "action": text,
            "method": one_of("post", "get"),
            "submit": text,
            "cancel_url": text,
            "id": text,
            "draft": text,
            "guard": yes,
            "attrs": nothing,
            "submit_tone": one_of("default", "danger"),
            "title": text,
        },
        ("before", "actions"),
        True,
        ("csrf_token",),
        prepare.form,
    ),
    Component(
        "field",
        {"field": needed(), "label": text, "help": text, "hide_label": no, "size": one_of("full", "short")},
        prepare=prepare.field,
    ),
    Component("fieldset", {"legend": needed(), "help": text}, content=True),
    Component(
        "filter_bar",
        {"action": text, "submit": text, "clear_url": text, "label": text, "form": nothing},
        (),
        True,
        prepare=prepare.filter_bar,
    ),
    Component("filter_input", {"table": needed(), "label": text}),
    # states and small things
    Component(
        "state", {"value": needed(*prepare.STATES), "label": text, "note": text, "compact": no}, prepare=prepare.state
    ),
    Component("tag", {"label": needed(), "color": one_of(*COLORS), "icon": text}),
    Component("count", {"value": needed(), "label": text, "color": one_of(*COLORS)}),
    Component("stat", {"value": needed(), "label": needed(), "note": text, "url": text, "color": one_of(*COLORS)}),
    Component("stats", {}, content=True),
    Component(
        "meter",
        {
            "label": needed(),
            "value": needed(),
            "max": Prop(100),
            "text": text,
            "color": one_of("accent", "success", "warning", "danger", "neutral"),
        },
        prepare=prepare.meter,
    ),
    Component("date", {"value": needed(), "form": one_of("day", "short", "time"), "weekday": no}),
    # lists and tables
    Component(
        "table",
        {
            "caption": needed(),
            "hide_caption": no,
            "id": text,
            "dense": no,
            "zebra": no,
            "narrow": one_of("cards", "scroll"),
        },
        ("head", "foot"),
        True,
    ),
    Component("definitions", {"layout": one_of("rows", "grid")}, content=True),
    Component("definition", {"term": needed()}, content=True),
    Component("items", {"label": text, "divided": yes, "ordered": no}, content=True),
    Component("item", {"title": text, "url": text, "icon": text}, ("meta", "actions"), True),
    Component("timeline", {"label": text}, content=True),
    Component("event", {"when": needed(), "title": needed(), "who": text, "icon": text, "url": text}, ("meta",), True),
    Component(
        "diff",
        {"new": Prop(0), "changed": Prop(0), "gone": Prop(0), "same": nothing, "problems": nothing},
        content=True,
    ),
    Component(
        "diff_row",
        {"kind": needed("new", "changed", "gone", "problem"), "title": needed(), "note": text, "line": text},
        (),
        True,
        prepare=prepare.diff_row,
    ),
    Component("change", {"label": needed(), "before": text, "after": text}),
    Component(
        "person",
        {
            "name": needed(),
            "profession": text,
            "unit": text,
            "phone": text,
            "mail": text,
            "url": text,
            "days": text,
            "vacant": no,
        },
        ("meta",),
        True,
        prepare=prepare.person,
    ),
    # ways on
    Component("tabs", {"label": needed()}, content=True),
    Component("tab", {"label": needed(), "url": needed(), "current": no, "count": nothing}),
    Component("steps", {"label": text}, content=True),
    Component("step", {"label": needed(), "status": needed("done", "current", "coming"), "url": text, "note": text}),
    Component(
        "pagination",
        {"page": needed(), "param": Prop("page"), "label": text},
        reads=("request",),
        prepare=prepare.pagination,
    ),
    Component("language_switch", {"action": text}, reads=("csrf_token", "request"), prepare=prepare.languages),
    Component("why", {"label": text, "id": needed()}, content=True),
)

COMPONENTS: Mapping[str, Component] = {component.name: component for component in _ALL}
