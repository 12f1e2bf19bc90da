"""What the composer says, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.conferences.bridge import Board
from samspill.conferences.models import Participant, Session
from samspill.core import grouping as core
from samspill.people.models import Profession

PROFESSIONS: dict[str, Any] = dict(Profession.choices)


def level_name(attribute: str, level: str, schools: Mapping[str, str]) -> str:
    """A profession, a school, a grade, a band of years."""
    if not level:
        return _("not known")
    if attribute == "profession":
        return str(PROFESSIONS.get(level, level))
    if attribute == "school":
        return schools.get(level, level)
    if attribute == "grade":
        return _("grade %(grade)s") % {"grade": level.replace("-", "–")}
    if level.endswith("-"):
        return _("%(years)s years or more") % {"years": level.rstrip("-")}
    return _("%(years)s years") % {"years": level.replace("-", "–")}


def schools_of(people: Iterable[Participant]) -> dict[str, str]:
    return {str(one.unit_id): one.unit.name for one in people if one.unit}


def about(one: Participant, *, school: bool = True) -> str:
    """“Teacher · Sundvik school · grade 3”; `school` False where everybody is from the same."""
    said = [str(PROFESSIONS.get(one.profession, one.profession)), one.unit.name if one.unit and school else ""]
    said.append(level_name("grade", one.grade, {}) if one.grade else "")
    return " · ".join(part for part in said if part)


def names(board: Board, people: Iterable[int]) -> str:
    return get_text_list([board.everybody[pk].person.name for pk in people if pk in board.everybody], _("and"))


# What a group lacks

Say = Callable[[Board, Mapping[str, Any]], str]


def _plain(said: Any) -> Say:
    return lambda _board, _params: str(said)


def _named(said: Any, *holes: str) -> Say:
    def say(board: Board, params: Mapping[str, Any]) -> str:
        return str(said) % {hole: names(board, [params[hole]]) for hole in holes}

    return say


def _small(_board: Board, params: Mapping[str, Any]) -> str:
    said = ngettext(
        "Only %(have)s person sits here; the smallest group is to have %(wanted)s.",
        "Only %(have)s people sit here; the smallest group is to have %(wanted)s.",
        params["have"],
    )
    return said % params


def _large(_board: Board, params: Mapping[str, Any]) -> str:
    return _("%(have)s people sit here; the largest group is to have %(wanted)s.") % params


def _together(board: Board, params: Mapping[str, Any]) -> str:
    return _("%(people)s are to sit together and do not.") % {"people": names(board, params["people"])}


VIOLATIONS: dict[str, Say] = {
    "group-too-small": _small,
    "group-too-large": _large,
    "together": _together,
    "apart": _named(gettext_lazy("%(person)s and %(other)s are to sit apart."), "person", "other"),
    "leader-missing": _plain(gettext_lazy("Nobody here leads the group.")),
    "leader-unwilling": _named(gettext_lazy("%(person)s leads, but is not among those who can lead."), "person"),
    "leader-outside": _named(gettext_lazy("%(person)s leads, but sits elsewhere."), "person"),
    "note-taker-missing": _plain(gettext_lazy("Nobody here takes notes.")),
    "note-taker-outside": _named(gettext_lazy("%(person)s takes notes, but sits elsewhere."), "person"),
    "note-taker-unfit": _named(
        gettext_lazy("%(person)s takes notes, but leads the school or does not want to write."), "person"
    ),
    "note-taker-leads": _named(gettext_lazy("%(person)s both leads and takes notes."), "person"),
    "head-own-staff": _named(
        gettext_lazy("%(person)s sits with nobody but own staff. Let somebody from elsewhere sit here too."), "person"
    ),
    "unknown-person": _named(gettext_lazy("%(person)s is not coming to this round, but has a seat here."), "person"),
    "seat-missing": _named(gettext_lazy("%(person)s has no seat in this round."), "person"),
}


def violation_in_words(board: Board, violation: core.Violation) -> str:
    """One sentence; codes that cannot come from rows (two seats in a round, say) have none."""
    say = VIOLATIONS.get(violation.code)
    return say(board, violation.params) if say else ""


def met_in_words(board: Board, pairs: Sequence[core.Pair]) -> str:
    """Who in a group has met before."""
    said = [_("%(one)s and %(other)s") % {"one": names(board, [a]), "other": names(board, [b])} for a, b in pairs[:3]]
    more = len(pairs) - len(said)
    met = _("Have met before: %(pairs)s.") % {"pairs": "; ".join(said)}
    if not more:
        return met
    rest = ngettext("And %(count)s more pair.", "And %(count)s more pairs.", more) % {"count": more}
    return f"{met} {rest}"


# Wishes that collide


def reason_in_words(board: Board, session: Session, reason: Mapping[str, Any]) -> str:
    params = reason["params"]
    people = names(board, params["people"]) if isinstance(params.get("people"), list) else ""
    if reason["code"] == "wish-together":
        return _("%(people)s are to sit together.") % {"people": people}
    if reason["code"] == "wish-apart":
        return _("%(people)s are to sit apart.") % {"people": people}
    if reason["code"] == "wish-pin":
        return _("%(people)s is pinned to group %(number)s.") % {"people": people, "number": params["group"] + 1}
    return _RULES[reason["code"]](session, params)


def _sizes(session: Session, params: Mapping[str, Any]) -> str:
    holes = {**params, "round": session.theme}
    if params["groups"]:
        return (
            _("%(people)s people are to sit in %(groups)s groups of %(smallest)s to %(largest)s in “%(round)s”.")
            % holes
        )
    return _("%(people)s people are to sit in groups of %(smallest)s to %(largest)s in “%(round)s”.") % holes


def _leaders(_session: Session, params: Mapping[str, Any]) -> str:
    said = ngettext(
        "Every group is to have a leader: %(wanted)s are needed, and %(have)s person can lead.",
        "Every group is to have a leader: %(wanted)s are needed, and %(have)s people can lead.",
        params["have"],
    )
    return said % params


def _note_takers(_session: Session, params: Mapping[str, Any]) -> str:
    said = ngettext(
        "Every group is to have somebody who takes notes: %(wanted)s are needed, and %(have)s person can.",
        "Every group is to have somebody who takes notes: %(wanted)s are needed, and %(have)s people can.",
        params["have"],
    )
    return said % params


def _heads(_session: Session, _params: Mapping[str, Any]) -> str:
    return _("No head is to sit with nobody but own staff.")


_RULES: dict[str, Callable[[Session, Mapping[str, Any]], str]] = {
    "sizes": _sizes,
    "leaders": _leaders,
    "note-takers": _note_takers,
    "heads": _heads,
}
WITHOUT: dict[str, Any] = {
    "wish-together": gettext_lazy("Let them sit as it comes"),
    "wish-apart": gettext_lazy("Let them sit as it comes"),
    "wish-pin": gettext_lazy("Take the pin away"),
    "leaders": gettext_lazy("Do with groups without a leader"),
    "note-takers": gettext_lazy("Do with groups where nobody takes notes"),
    "heads": gettext_lazy("Let a head sit with own staff"),
    "sizes": gettext_lazy("Let the groups have the sizes that work"),
}
