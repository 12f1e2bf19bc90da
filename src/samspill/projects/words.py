"""The method's own words, in the reader's language, from the pack."""

from __future__ import annotations

from html import unescape

from django.utils.html import escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from samspill.core.finding import Finding
from samspill.methods.schema import Method, Place, Rhythm, Text
from samspill.methods.text import common_text, finding_text, period_name, spoken, text_of


def language() -> str:
    return get_language() or "nb"


def say(method: Method, key: str, **holes: object) -> str:
    """The pack's sentence for `key` in the reader's language; a borrowed one is marked with the language it is in."""
    return _shown(text_of(method, key, language(), **holes))


def say_finding(method: Method, finding: Finding) -> str:
    """What a rule noticed, as a sentence."""
    return _shown(finding_text(method, finding, language()))


def say_common(key: str, **holes: object) -> str:
    """A word that belongs to no method: a state, a force, a period."""
    return _shown(common_text(key, language(), **holes))


def say_period(key: str) -> str:
    """A period as a reader says it: autumn 2026, October 2026."""
    return period_name(key, language())


def say_names(method: Method, ids: tuple[str, ...]) -> str:
    """Roles and arenas by their names, as one list in words."""
    return spoken(method, ids, language())


def say_value(method: Method, value: object) -> str:
    """A value of the method in words: a number, a list of names, a rhythm, the places of an arena."""
    if isinstance(value, Rhythm):
        return _rhythm(value)
    if isinstance(value, Place):
        name = say(method, f"roles.{value.role}.name")
        extra = gettext("not required") if value.optional else str(value.at_least) if value.at_least > 1 else ""
        return format_html("{} ({})", name, extra) if extra else name
    if isinstance(value, tuple) and value and isinstance(value[0], Place):
        return format_html_join("; ", "{}", ((say_value(method, place),) for place in value))
    if value is None or value in ("", ()):
        return gettext("nothing")
    return spoken(method, value, language())


def _rhythm(rhythm: Rhythm) -> str:
    holes = {"count": rhythm.at_least, "period": say_common(f"periods.{rhythm.period}"), "minutes": rhythm.minutes}
    if rhythm.minutes:
        return sentence(gettext("at least %(count)s per %(period)s, %(minutes)s minutes each"), **holes)
    return sentence(gettext("at least %(count)s per %(period)s"), **holes)


def say_plainly(method: Method, value: object) -> str:
    """A value of the method as the journal keeps it: the words alone, without marks of language."""
    return unescape(strip_tags(str(say_value(method, value))))


def _shown(text: Text) -> str:
    if not text.fallback or not text.language:
        return text.value
    return format_html('<span lang="{}">{}</span>', text.language, text.value)


def quoted(words: object) -> str:
    """Words between the quotation marks of the reader's language."""
    return gettext("“%(words)s”") % {"words": words}


def sentence(text: str, **holes: object) -> SafeString:
    """Fill the holes of a translated sentence; what is not marked safe is escaped, what is (a `lang` span) stays."""
    shown = {name: value if isinstance(value, SafeString) else escape(str(value)) for name, value in holes.items()}
    return mark_safe(escape(text) % shown)  # noqa: S308 - the sentence and every hole were escaped just above
