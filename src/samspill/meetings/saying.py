"""For buttons that are no form: a refusal becomes a message on the page they lead back to."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def tell(request: HttpRequest, do: Callable[[], object]) -> None:
    """Do it, or say why it cannot be done."""
    try:
        do()
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
