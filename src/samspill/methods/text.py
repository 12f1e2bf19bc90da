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
# Keys of core.schoolyear's periods: "2026-H2", "2026-10", "2026-W42", "2026/2027"; "P6W" is the last six weeks.
_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:-H(?P<half>[12])|-W(?P<week>\d{2})|-(?P<month>\d{2})|/(?P<next>\d{4}))|P(?P<weeks>\d+)W"
)
# What people wrote themselves is never looked up, however much it resembles an id.
_VERBATIM = frozenset({"reason", "path", "value"})
# Where an id that fills a hole finds its word, in the order they are tried.
_WORDS = (
    "terms.{}",
    "roles.{}.name",
    "arenas.{}.name",
    "periods.{}",
    "services.{}",
    "professions.{}",
    "activities.{}.name",
    "kinds.{}",
)


def text_of(method: Method, key: str, language: str, **holes: object) -> Text:
    """The sentence in the reader's language, else along the fallback chain, else in any language, else the key.

    A requirement's own numbers fill the holes of its sentences without being given, so that a municipality that
    changed them reads its own. Ids that fill a hole become words; days and decimals take the language's form.
    """
    found = _find(method, key, language)
    return _fill(method, found, {**_params_of(method, key), **holes})


def finding_text(method: Method, finding: Finding, language: str) -> Text:
    """What a rule noticed, as a sentence. An arena with groups is named with the group: "Trinnteam 5"."""
    holes = dict(finding.params)
    group = holes.get("group")
    if group and isinstance(holes.get("arena"), str):
        holes["arena"] = f"{spoken(method, holes['arena'], language)} {group}"
    return text_of(method, f"findings.{finding.code}", language, **holes)


def common_text(key: str, language: str, **holes: object) -> Text:
    """A sentence that belongs to no method: a state, a force, a month, a profession."""
    return text_of(load.common(), key, language, **holes)


def problem_text(problem: Problem, language: str, method: Method | None = None) -> Text:
    """What is wrong with an adaptation, in the reader's language; a developer's problem stays as it is."""
    if not problem.code:
        return Text(problem.sentence, "en", language != "en")
    return text_of(method or load.common(), f"problems.{problem.code}", language, **problem.params)


def period_name(key: str, language: str) -> str:
    """A period's key as a reader says it: "2026-H2" is autumn 2026, "2026-10" October, "2026/2027" a school year."""
    return _period(load.common(), key, language)


def day(value: date, language: str) -> str:
    """A date in words: 5. mars 2026."""
    return _day(load.common(), value, language)


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


def _find(method: Method, key: str, language: str) -> Text:
    for each in (language, *method.fallbacks.get(language, ()), *method.texts):
        sentence = method.texts.get(each, {}).get(key)
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
        if name not in holes:
            return match[0]
        value = holes[name]
        if name in _VERBATIM:
            return str(value)
        said = spoken(method, value, found.language)
        begins = match.start() == 0 or found.value[: match.start()].endswith(". ")
        # English writes its months large everywhere.
        return _cased(said, begins) if begins or not _PERIOD.fullmatch(str(value)) else said

    return Text(HOLE.sub(word, found.value), found.language, found.fallback)


def _cased(word: str, begins: bool) -> str:
    """A name inside a sentence begins small, unless it is an abbreviation; at the beginning it begins large."""
    if begins:
        return word[:1].upper() + word[1:]
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def _spoken_id(method: Method, value: str, language: str) -> str:
    if _PERIOD.fullmatch(value):
        return _period(method, value, language)
    for pattern in _WORDS:
        found = _find(method, pattern.format(value), language)
        if found.language:
            return found.value
    parts = value.split(", ")
    known = [spoken(method, part, language) for part in parts] if len(parts) > 1 else []
    return _joined(method, known, language) if known and known != parts else value


def _joined(method: Method, words: list[str], language: str) -> str:
    if len(words) < 2:
        return "".join(words)
    small = [words[0], *(_cased(word, begins=False) for word in words[1:])]
    pair = _find(method, "lists.last", language).value
    return pair.replace("{before}", ", ".join(small[:-1])).replace("{last}", small[-1])


def _period(method: Method, key: str, language: str) -> str:
    match = _PERIOD.fullmatch(key)
    if match is None:
        return key
    if match["weeks"]:
        return text_of(method, "weeks.last", language, weeks=int(match["weeks"])).value
    if match["week"]:
        return text_of(method, "weeks.name", language, week=int(match["week"]), year=int(match["year"])).value
    if match["half"]:
        return text_of(method, f"half_years.{match['half']}", language, year=int(match["year"])).value
    if match["month"]:
        month = _find(method, f"months.{int(match['month'])}", language).value
        return f"{month} {match['year']}"
    return text_of(method, "school_years.name", language, first=int(match["year"]), second=int(match["next"])).value


def _day(method: Method, value: date, language: str) -> str:
    month = _find(method, f"months.{value.month}", language).value
    shape = _find(method, "dates.day", language).value
    return shape.format_map({"day": value.day, "month": month, "year": value.year})


def _decimal(value: float, language: str) -> str:
    shown = f"{value:g}"
    return shown if language == "en" else shown.replace(".", ",")
