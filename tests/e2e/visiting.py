"""One page of the walk: its address and who opens it."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse


class Visit(NamedTuple):
    name: str  # of the address
    who: str  # a part of the cast, "" for nobody signed in
    path: str


def visit(name: str, who: str, *args: object) -> Visit:
    return Visit(name, who, reverse(name, args=args))
