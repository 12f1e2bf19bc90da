"""The one tag library: `{% component %}` with `{% slot %}`, `{% part %}`, `{% icon %}`, `{% asset %}`, `{% htmx %}`.

A wrong component, prop, value or slot raises TemplateSyntaxError that names it and lists what is accepted: names and
literal values when the template is compiled, computed values when it is rendered.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from samspill.design import assets, icons
from samspill.design.components import REQUIRED, Component
from samspill.design.dates import weekday
from samspill.design.vocabulary import COMPONENTS

register = template.Library()
register.filter("weekday", weekday)


@register.filter
def weekday_year(day: date) -> str:
    return weekday(day, year=True)


HTMX = (
    "get",
    "post",
    "target",
    "swap",
    "select",
    "select_oob",
    "trigger",
    "push_url",
    "confirm",
    "include",
    "indicator",
    "sync",
)


class SlotNode(Node):
    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, _context: Context) -> SafeString:
        raise TemplateSyntaxError(f"The slot “{self.name}” stands outside a component. Put it directly inside one.")


class ComponentNode(Node):
    def __init__(self, component: Component, given: dict[str, FilterExpression], slots: dict[str, NodeList]) -> None:
        self.component = component
        self.slots = slots
        self.fixed = dict(component.defaults)
        self.computed: list[tuple[str, FilterExpression, tuple[Any, ...]]] = []
        for name, expression in given.items():
            accepted = component.props[name].accepted
            if expression.is_var or expression.filters:
                self.computed.append((name, expression, accepted))
            else:
                self.fixed[name] = _accept(component, name, expression.resolve(Context()), accepted)

    def render(self, context: Context) -> SafeString:
        component = self.component
        values = self.fixed.copy()
        for name, expression, accepted in self.computed:
            values[name] = _accept(component, name, expression.resolve(context), accepted)
        for name, nodelist in self.slots.items():
            values[name] = mark_safe(nodelist.render(context).strip())  # noqa: S308 - already rendered by Django
        for name in component.reads:
            values[name] = context.get(name)
        if component.remembered:
            return _remember(component.name, get_language(), *values.values())
        return _draw(component, values)


def _draw(component: Component, values: dict[str, Any]) -> SafeString:
    inner = Context(component.prepare(values) if component.prepare else values)
    inner.template = component.compiled()
    return inner.template.nodelist.render(inner)


@lru_cache(maxsize=4096, typed=True)
def _remember(name: str, _language: str | None, *values: Any) -> SafeString:
    """Draw a badge once per language: 500 of them took 25 ms, and a board repeats seven. `typed` keeps safe and
    unsafe text apart, which compare equal."""
    component = COMPONENTS[name]
    return _draw(component, dict(zip(component.defaults, values, strict=True)))


def _accept(component: Component, name: str, value: Any, accepted: tuple[Any, ...]) -> Any:
    if accepted and value not in accepted:
        listed = ", ".join(str(one) for one in accepted)
        raise TemplateSyntaxError(f"{component.name}: “{name}” is “{value}”. Accepted: {listed}.")
    return value


def _head(parser: Parser, token: Token) -> tuple[Component, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'":
        raise TemplateSyntaxError(f'{tag} needs the name of a component in quotes first, as in {{% {tag} "alert" %}}.')
    name = bits.pop(0)[1:-1]
    if name not in COMPONENTS:
        raise TemplateSyntaxError(f"There is no component “{name}”. Accepted: {', '.join(sorted(COMPONENTS))}.")
    given = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"{name}: “{bits[0]}” is no prop. Write every prop as name=value.")
    component = COMPONENTS[name]
    _check_props(component, set(given))
    return component, given


def _check_props(component: Component, given: set[str]) -> None:
    listed = ", ".join(component.props) or "none"
    if unknown := sorted(given - set(component.props)):
        raise TemplateSyntaxError(f"{component.name} has no prop “{unknown[0]}”. Accepted: {listed}.")
    missing = [name for name, prop in component.props.items() if prop.default is REQUIRED and name not in given]
    if missing:
        raise TemplateSyntaxError(f"{component.name} needs the prop “{missing[0]}”. Accepted: {listed}.")


def _take_slots(component: Component, nodelist: NodeList) -> dict[str, NodeList]:
    slots = {node.name: node.nodelist for node in nodelist if isinstance(node, SlotNode)}
    rest = NodeList(node for node in nodelist if not isinstance(node, SlotNode))
    stray = [node for node in rest.get_nodes_by_type(SlotNode) if isinstance(node, SlotNode)]
    if stray:
        raise TemplateSyntaxError(
            f"{component.name}: the slot “{stray[0].name}” must stand directly inside the component. "
            "Put the condition inside the slot; an empty slot counts as not given."
        )
    if unknown := sorted(set(slots) - set(component.slots)):
        listed = ", ".join(component.slots) or "none"
        raise TemplateSyntaxError(f"{component.name} has no slot “{unknown[0]}”. Accepted: {listed}.")
    has_content = any(not isinstance(node, template.base.TextNode) or node.s.strip() for node in rest)
    if has_content and not component.content:
        listed = ", ".join(component.slots) or "none"
        raise TemplateSyntaxError(f"{component.name} takes no content of its own, only slots: {listed}.")
    return {**slots, "content": rest} if has_content else slots


@register.tag("component")
def do_component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "card" title=… %} content {% slot "actions" %}…{% endslot %} {% endcomponent %}`"""
    component, given = _head(parser, token)
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return ComponentNode(component, given, _take_slots(component, nodelist))


@register.tag("part")
def do_part(parser: Parser, token: Token) -> ComponentNode:
    """`{% part "state" value=… %}`: a component without content."""
    return ComponentNode(*_head(parser, token), slots={})


@register.tag("slot")
def do_slot(parser: Parser, token: Token) -> SlotNode:
    bits = token.split_contents()
    if len(bits) != 2 or bits[1][0] not in "\"'":
        raise TemplateSyntaxError('slot needs exactly one name in quotes, as in {% slot "actions" %}.')
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(bits[1][1:-1], nodelist)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "check" %}` is decorative; `{% icon "check" label=… %}` says its words to those who do not see it."""
    try:
        return icons.icon(name, label)
    except LookupError as error:
        raise TemplateSyntaxError(str(error)) from error


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "app.css" %}`: the address of a built file with its hash."""
    return assets.url(name)


@register.simple_tag
def htmx(**given: object) -> SafeString:
    """`{% htmx get=url target="#list" %}` writes hx- attributes; `as` makes them the `attrs` of a component."""
    if unknown := sorted(set(given) - set(HTMX)):
        raise TemplateSyntaxError(f"htmx has no “{unknown[0]}”. Accepted: {', '.join(HTMX)}.")
    pairs = (f'hx-{name.replace("_", "-")}="{escape(value)}"' for name, value in given.items())
    return mark_safe(" ".join(pairs))  # noqa: S308 - every value is escaped
