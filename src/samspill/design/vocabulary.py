"""The closed vocabulary: every component with its props and slots. `prepare` is what comes before drawing."""

from __future__ import annotations

from collections.abc import Mapping

from samspill.design import icons, prepare
from samspill.design.components import Component, Prop, needed, one_of

text, yes, no, nothing = Prop(""), Prop(True), Prop(False), Prop(None)
icon = Prop("", ("", *icons.names()))
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
            "icon": icon,
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
    Component("empty", {"title": needed(), "icon": icon, "level": one_of(*LEVELS)}, ("actions",), True),
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
            "icon": icon,
            "icon_after": icon,
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
            "icon": icon,
            "icon_after": icon,
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
            "icon": icon,
            "name": text,
            "value": text,
        },
        reads=("csrf_token",),
    ),
    Component("actions", {"align": one_of("start", "end", "between")}, content=True),
    Component(
        "menu",
        {"id": needed(), "label": needed(), "icon": icon, "variant": one_of("tertiary", "secondary")},
        ("head",),
        True,
    ),
    Component(
        "menu_item",
        {"label": needed(), "url": needed(), "icon": icon, "current": no, "post": no},
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
    Component(
        "live_note",
        {"address": text, "field": needed(), "label": needed(), "person": text, "editable": yes, "late_url": text},
        ("fallback",),
        True,
    ),
    # states and small things
    Component(
        "state",
        {"value": needed(*prepare.STATES), "label": text, "note": text, "compact": no},
        prepare=prepare.state,
        remembered=True,
    ),
    Component("tag", {"label": needed(), "color": one_of(*COLORS), "icon": icon}, remembered=True),
    Component("count", {"value": needed(), "label": text, "color": one_of(*COLORS)}, remembered=True),
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
    Component("item", {"title": text, "url": text, "icon": icon}, ("meta", "actions"), True),
    Component("timeline", {"label": text}, content=True),
    Component("event", {"when": needed(), "title": needed(), "who": text, "icon": icon, "url": text}, ("meta",), True),
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
