"""The method's own words, in the reader's language, from the pack."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import get_language

from samspill.methods.schema import Method
from samspill.methods.text import text_of


def say(method: Method, key: str, **holes: object) -> str:
    """The pack's sentence for `key` in the reader's language; a borrowed one is marked with the language it is in."""
    language = get_language() or "nb"
    text = text_of(method, key, language, **holes)
    if not text.fallback:
        return text.value
    return format_html('<span lang="{}">{}</span>', text.language, text.value)
