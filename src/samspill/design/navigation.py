"""What the frame round every page shows: the `home` room sets `request.navigation`, this room only draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from samspill.design import theme


@dataclass(frozen=True, slots=True)
class Link:
    label: Any
    url: str
    current: bool = False
    icon: str = ""
    post: bool = False  # signing out changes something, so it is a form and not a link


@dataclass(frozen=True, slots=True)
class Navigation:
    """`banner` is drawn above the header, on every page: the demo's cast switcher."""

    items: tuple[Link, ...] = ()
    home_url: str = "/"
    municipality: str = ""
    logo_url: str = ""
    theme_url: str = ""
    user_name: str = ""
    user_role: str = ""
    user_items: tuple[Link, ...] = ()
    search_url: str = ""
    guard_url: str = ""  # where typed text is looked at for names of pupils
    sign_in_url: str = ""
    language_url: str = ""
    footer: tuple[Link, ...] = ()
    version: str = ""
    banner: str = ""


def theme_address(colour: str) -> str:
    """Where the style sheet of a municipality's own colour is; browsers keep it until colour or scale changes."""
    address = reverse("design:theme", args=[theme.clean(colour).lstrip("#")])
    return f"{address}?v={theme.VERSION}"
