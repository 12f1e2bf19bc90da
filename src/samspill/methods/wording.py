"""Every sentence a reader may meet must be there, in every language, with the same holes and without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from samspill.core.fidelity import RULES, SHARED_FINDINGS, Force, State
from samspill.core.schoolyear.layout import FINDINGS as LAYOUT_FINDINGS
from samspill.methods import vocabulary as words
from samspill.methods.problem import Problem, listed
from samspill.methods.schema import Method
from samspill.methods.text import HOLE

MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>?|&#?\w+;")
# Parameters whose values a finding may speak of.
TERM_PARAMS = ("kind", "item", "from_item", "to_item", "subject", "while_subject", "tag", "then", "prefer")
TERM_LISTS = ("parts", "tags", "before", "levels", "subjects")
PARAM_KINDS = ("text", "whole", "share", "flag", "texts", "months", "places", "rhythm")

Needed = Mapping[str, frozenset[str]]  # key → the holes its sentence may have
NONE: frozenset[str] = frozenset()


def wording(needed: Needed, texts: Mapping[str, Mapping[str, str]], folder: str, also: Needed) -> Iterator[Problem]:
    """What is wrong with the texts of one folder. `also` are keys it may word anew but need not."""
    for language in words.LANGUAGES:
        file, own = f"{folder}/text/{language}.toml", texts.get(language, {})
        for key in (key for key in needed if key not in own):
            yield Problem(file, key, "This sentence is missing. Every language has every key.")
        for key in own:
            if key not in needed and key not in also:
                yield Problem(file, key, "This sentence belongs to nothing. Accepted: keys of what the pack holds.")
            else:
                yield from _sentence(key, own[key], file, needed.get(key, also.get(key, NONE)))
    yield from _same_holes(texts, folder)
    for language in sorted(set(texts) - set(words.LANGUAGES)):
        sentence = f"This language is not known. Accepted: {listed(words.LANGUAGES)}."
        yield Problem(f"{folder}/text/{language}.toml", "file", sentence)


def needed_by(method: Method, shared: Needed) -> Needed:
    """The keys a method's structure asks for; words that all methods share are not asked for again."""
    plain = chain(
        ("method.name", "method.summary"),
        (f"roles.{role}.name" for role in method.roles),
        (f"arenas.{arena}.{part}" for arena in method.arenas for part in ("name", "mandate")),
        (f"agendas.{arena.id}.{point.id}" for arena in method.arenas.values() for point in arena.agenda),
        (f"activities.{activity.id}.{part}" for activity in method.plan for part in ("name", "aim")),
        (f"phases.{key}" for key in method.phases),
        _form_keys(method),
        (key for key in script_keys(method) if key not in shared),
        (f"orders.{order}" for order in method.successions),
        (f"terms.{term}" for term in terms(method) if f"services.{term}" not in shared),
    )
    return {**dict.fromkeys(plain, NONE), **_requirement_keys(method)}


def needed_by_all(common: Method) -> Needed:
    """The keys of `_common`: what the rules find, and the words for states, times, professions and mistakes."""
    plain = chain(
        (f"states.{state}" for state in State),
        (f"forces.{force}" for force in Force),
        (f"levels.{level}" for level in words.ROLE_LEVELS),
        (f"periods.{period}" for period in words.PERIODS),
        (f"months.{month}" for month in range(1, 13)),
        (f"professions.{profession}" for profession in words.PROFESSIONS),
        (f"services.{service}" for service in words.SERVICES),
        (f"kinds.{kind}" for kind in PARAM_KINDS),
        script_keys(common),
    )
    holes = {
        "half_years.1": "year",
        "half_years.2": "year",
        "school_years.name": "first second",
        "weeks.name": "week year",
        "weeks.last": "weeks",
        "dates.day": "day month year",
        "lists.last": "before last",
        "problems.unknown_path": "path accepted",
        "problems.unknown_id": "path accepted",
        "problems.unknown_param": "path accepted",
        "problems.empty_reason": "path",
        "problems.wrong_value": "path value accepted",
        "problems.twice": "path",
    }
    codes = {**SHARED_FINDINGS, **LAYOUT_FINDINGS}
    for rule in RULES.values():
        codes |= rule.findings
    return {
        **dict.fromkeys(plain, NONE),
        **{key: frozenset(names.split()) for key, names in holes.items()},
        **{f"findings.{code}": names for code, names in codes.items()},
    }


def script_keys(method: Method) -> Iterator[str]:
    """What scripts of conferences are called, their parts, the questions of their rounds, and what there is to do."""
    for script in method.scripts.values():
        yield from (f"scripts.{script.id}.{part}" for part in ("name", "about"))
        yield from (f"scripts.{script.id}.{part.id}.theme" for part in script.parts)
        yield from (f"scripts.{script.id}.{part.id}.question" for part in script.parts if part.kind == "groups")
        yield from (f"checklist.{task.id}" for task in script.tasks)


def _form_keys(method: Method) -> Iterator[str]:
    for form in method.forms.values():
        yield f"forms.{form.id}.name"
        for each in form.fields:
            yield from (f"forms.{form.id}.{each.id}.{part}" for part in ("label", "help"))
            yield from (f"forms.{form.id}.{each.id}.choices.{choice}" for choice in each.choices)


def _requirement_keys(method: Method) -> Needed:
    return {
        f"requirements.{wish.id}.{part}": frozenset(
            name for name, value in wish.params.items() if isinstance(value, str | int | float)
        )
        for wish in method.requirements.values()
        for part in ("title", "sentence", "hint", "source")
    }


def terms(method: Method) -> Iterator[str]:
    """Ids that a finding or an agenda may speak of, each of which needs a word."""
    for wish in method.requirements.values():
        yield from (str(wish.params[name]) for name in TERM_PARAMS if wish.params.get(name))
        for name in TERM_LISTS:
            listing = wish.params.get(name)
            yield from map(str, listing if isinstance(listing, tuple) else ())
    points = (point for arena in method.arenas.values() for point in arena.agenda)
    yield from (point.treats for point in points if point.treats)


def _sentence(key: str, sentence: str, file: str, holes: frozenset[str]) -> Iterator[Problem]:
    if not sentence.strip():
        yield Problem(file, key, "This sentence is empty. Accepted: at least one word.")
    if found := MARKUP.search(sentence):
        yield Problem(file, key, f"{found[0]!r} is markup. Accepted: plain text, the page adds its own markup.")
    if re.search(r"[{}]", HOLE.sub("", sentence)):
        yield Problem(file, key, "A brace stands alone. Accepted: holes such as {count}, in small letters.")
    for name in sorted(set(HOLE.findall(sentence)) - holes):
        yield Problem(file, key, f"Nothing fills the hole {{{name}}}. Accepted: {listed(holes)}.")


def _same_holes(texts: Mapping[str, Mapping[str, str]], folder: str) -> Iterator[Problem]:
    first = next((language for language in words.LANGUAGES if language in texts), "")
    for language in words.LANGUAGES:
        for key, sentence in texts.get(language, {}).items():
            wanted = set(HOLE.findall(texts[first].get(key, sentence)))
            if set(HOLE.findall(sentence)) != wanted:
                said = f"The holes differ from those of {first}. Accepted: {listed(wanted)}."
                yield Problem(f"{folder}/text/{language}.toml", key, said)
