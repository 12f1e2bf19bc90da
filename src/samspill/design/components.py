"""What a component is: a name, props with what they accept, and slots. Its look is `templates/design/<name>.html`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.template import Engine, Template

REQUIRED: Any = object()
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prop:
    default: Any = ""
    accepted: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """`slots` are filled with `{% slot %}`; a component with `content` is written as a block; `reads` are names taken
    from the page's context, such as the CSRF token, because a component otherwise sees nothing but its props;
    `remembered` components are small, depend on their props alone and are drawn once for each set of them."""

    name: str
    props: Mapping[str, Prop]
    slots: tuple[str, ...] = ()
    content: bool = False
    reads: tuple[str, ...] = ()
    prepare: Callable[[Values], Values] | None = None
    remembered: bool = False
    defaults: Values = field(init=False)

    def __post_init__(self) -> None:
        clash = set(self.props) & {*self.slots, "content"}
        if clash:
            raise ValueError(f"{self.name}: both a prop and a slot: {', '.join(sorted(clash))}")
        slots = {"content": "", **dict.fromkeys(self.slots, "")}
        props = {name: prop.default for name, prop in self.props.items()}
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
