"""The method's own words, in the reader's language, from the pack."""

from __future__ import annotations

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
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


def sentence(text: str, **holes: object) -> SafeString:
    """Fill the holes of a translated sentence; what is not marked safe is escaped, what is (a `lang` span) stays."""
    shown = {name: value if isinstance(value, SafeString) else escape(str(value)) for name, value in holes.items()}
    return mark_safe(escape(text) % shown)  # noqa: S308 - the sentence and every hole were escaped just above
