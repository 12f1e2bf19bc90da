"""What a view may ask of its request once the middleware has seen it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from samspill.access.rules import Actor
from samspill.people.models import Municipality, Person, Position


class Asked(HttpRequest):
    """A request with its reader: only for the type checker, the middleware sets the attributes."""

    actor: Actor
    person: Person | None
    today: date
    municipality: Municipality | None
    positions: list[Position]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, or None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def sent_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile[Any]] | None:
    return request.FILES if request.method == "POST" else None


def number(request: HttpRequest, name: str) -> int | None:
    """A number of the query, None where it is missing or no number."""
    return whole(request.GET.get(name, ""))


def posted_number(request: HttpRequest, name: str) -> int | None:
    """The same of a button that is no form."""
    return whole(request.POST.get(name, ""))


def whole(given: str) -> int | None:
    """A number as rows have them, None for anything else."""
    return int(given) if given.isdecimal() and len(given) < 19 else None
