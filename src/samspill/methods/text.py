"""Words of a method for a reader: a key, a language, the numbers for the holes. It never raises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from samspill.core.finding import Finding
from samspill.methods import load
from samspill.methods.problem import Problem
from samspill.methods.schema import Method, Text

HOLE = re.compile(r"\{([a-z_]+)\}")
_PERIOD = re.compile(r"(?P<year>\d{4})(-H(?P<half>[12])|-(?P<month>\d{2})|/(?P<next>\d{4}))$")
# Where an id that fills a hole finds its word, in the order they are tried.
_WORDS = ("terms.{}", "roles.{}.name", "arenas.{}.name", "periods.{}", "services.{}", "professions.{}")


def text_of(method: Method, key: str, language: str, **holes: object) -> Text:
    """The sentence in the reader's language, else along the fallback chain, else in any language, else the key.

    A requirement's own numbers fill the holes of its sentences without being given, so that a municipality that
    changed them reads its own. Ids that fill a hole become words; days and decimals take the language's form.
    """
    found = _find(method.texts, method.fallbacks, key, language)
    return _fill(method, found, {**_params_of(method, key), **holes})


def finding_text(method: Method, finding: Finding, language: str) -> Text:
    """What a rule noticed, as a sentence."""
    return text_of(method, f"findings.{finding.code}", language, **finding.params)


def common_text(key: str, language: str, **holes: object) -> Text:
    """A sentence that belongs to no method: a state, a force, a month, a profession."""
    return text_of(_without_method(), key, language, **holes)


def problem_text(problem: Problem, language: str) -> Text:
    """What is wrong with an adaptation, in the reader's language."""
    return common_text(f"problems.{problem.code}", language, **problem.params)


def period_name(key: str, language: str) -> str:
    """A period's key as a reader says it: "2026-H2" is autumn 2026, "2026-10" October, "2026/2027" a school year."""
    return _period(_without_method(), key, language)


def day(value: date, language: str) -> str:
    """A date in words: 5. mars 2026."""
    return _day(_without_method(), value, language)


def _without_method() -> Method:
    texts, fallbacks = load.common()
    return Method("", "", {}, {}, {}, (), texts=texts, fallbacks=fallbacks)


def _find(
    texts: Mapping[str, Mapping[str, str]], fallbacks: Mapping[str, tuple[str, ...]], key: str, language: str
) -> Text:
    chain = (language, *fallbacks.get(language, ()), *texts)
    for each in chain:
        sentence = texts.get(each, {}).get(key)
        if sentence is not None:
            return Text(sentence, each, each != language)
    return Text(key, "", True)


def _params_of(method: Method, key: str) -> Mapping[str, object]:
    if not key.startswith("requirements."):
        return {}
    wish = method.requirements.get(key.split(".")[1])
    return wish.params if wish else {}


def _fill(method: Method, found: Text, holes: Mapping[str, object]) -> Text:
    def word(match: re.Match[str]) -> str:
        name = match[1]
        return spoken(method, holes[name], found.language) if name in holes else match[0]

    return Text(HOLE.sub(word, found.value), found.language, found.fallback)


def spoken(method: Method, value: object, language: str) -> str:
    """A value of a hole as words of the language: ids by their names, lists joined, days and decimals in its form."""
    if isinstance(value, date):
        return _day(method, value, language)
    if isinstance(value, float):
        return _decimal(value, language)
    if isinstance(value, tuple | list):
        return _joined(method, [spoken(method, each, language) for each in value], language)
    if isinstance(value, str):
        return _spoken_id(method, value, language)
    return str(value)


def _spoken_id(method: Method, value: str, language: str) -> str:
    if _PERIOD.match(value):
        return _period(method, value, language)
    for pattern in _WORDS:
        found = _find(method.texts, method.fallbacks, pattern.format(value), language)
        if found.language:
            return found.value
    if "," in value:
        return spoken(method, [part.strip() for part in value.split(",")], language)
    return value


def _joined(method: Method, words: list[str], language: str) -> str:
    if len(words) < 2:
        return "".join(words)
    pair = _find(method.texts, method.fallbacks, "lists.last", language).value
    return pair.replace("{before}", ", ".join(words[:-1])).replace("{last}", words[-1])


def _period(method: Method, key: str, language: str) -> str:
    match = _PERIOD.match(key)
    if match is None:
        return key
    if match["half"]:
        return text_of(method, f"half_years.{match['half']}", language, year=int(match["year"])).value
    if match["month"]:
        month = text_of(method, f"months.{int(match['month'])}", language).value
        return f"{month} {match['year']}"
    return text_of(method, "school_years.name", language, first=int(match["year"]), second=int(match["next"])).value


def _day(method: Method, value: date, language: str) -> str:
    month = text_of(method, f"months.{value.month}", language).value
    return text_of(method, "dates.day", language, day=value.day, month=month, year=value.year).value


def _decimal(value: float, language: str) -> str:
    shown = f"{value:g}"
    return shown if language == "en" else shown.replace(".", ",")
