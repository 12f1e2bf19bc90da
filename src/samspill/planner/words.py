"""What a plan breaks and what is not ideal in it, each as a whole sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from samspill.core import scheduling as core
from samspill.design.dates import weekday
from samspill.planner.bridge import Loaded
from samspill.planner.naming import Names, moment
from samspill.projects.words import sentence


@dataclass(frozen=True)
class Words:
    """Speaks about one plan. `wheel` is the plan spoken of: as it lies, or as it would lie."""

    loaded: Loaded
    wheel: core.Wheel

    @cached_property
    def names(self) -> Names:
        return Names(self.loaded)

    @cached_property
    def laid(self) -> dict[str, core.Meeting]:
        return {one.id: one for one in self.wheel.meetings}

    @cached_property
    def series(self) -> dict[str, core.Series]:
        return {one.id: series for series in self.loaded.instance.series for one in series.occurrences}

    def when(self, key: str) -> str:
        one = self.laid[key]
        return moment(one.on, self.loaded.clock.hour(one.start))

    def day(self, key: str) -> str:
        return weekday(self.laid[key].on)

    def violation(self, one: core.Violation) -> str:
        """Why a plan cannot be held as it lies."""
        speak = BROKEN.get(one.rule.code)
        return speak(self, one) if speak else sentence(_("%(meeting)s cannot be held there."), meeting=self.first(one))

    def first(self, one: core.Violation | core.Item) -> str:
        return self.names.meeting(one.meetings[0]) if one.meetings else ""

    def item(self, one: core.Item) -> str:
        """Why a plan is not the best one can think of."""
        return FAULTS[one.part](self, one)

    def slots_said(self, key: str) -> str:
        """Resource team at Fjellheim skole, Tuesday 2 March at 10:00; or: Grade team 5 …, every Tuesday at 13:00."""
        weekly = next((one for one in self.wheel.patterns if one.id == key), None)
        if weekly is not None:
            hour = f"{self.loaded.clock.hour(weekly.start):%H:%M}"
            holes = {"meeting": self.names.series(key), "weekday": str(WEEKDAYS[weekly.weekday]), "hour": hour}
            return sentence(_("%(meeting)s, every %(weekday)s at %(hour)s"), **holes)
        words = {"meeting": self.names.meeting(key), "moment": self.when(key)}
        return sentence(_("%(meeting)s, %(moment)s"), **words)


Broken = Callable[[Words, core.Violation], str]
Fault = Callable[[Words, core.Item], str]


def _complete(words: Words, one: core.Violation) -> str:
    if one.meetings[0] in words.loaded.weeklies:
        return sentence(_("%(meeting)s has no weekday yet."), meeting=words.names.series(one.meetings[0]))
    row = words.loaded.rows.get(one.meetings[0])
    if row is None:
        return _("A meeting of the plan is not asked for any more. Plan the year again.")
    holes = {"first": weekday(row.earliest), "last": weekday(row.latest)}
    text = _("%(meeting)s has no place yet, from %(first)s to %(last)s.")
    return sentence(text, meeting=words.names.meeting(row.key), **holes)


def _school_day(words: Words, one: core.Violation) -> str:
    text = _("There is no school on %(day)s, when %(meeting)s is held, or the day is too short for it.")
    return sentence(text, day=words.day(one.meetings[0]), meeting=words.first(one))


def _window(words: Words, one: core.Violation) -> str:
    row = words.loaded.rows[one.meetings[0]]
    text = _("%(meeting)s lies on %(day)s. It is to be held from %(first)s to %(last)s.")
    holes = {"first": weekday(row.earliest), "last": weekday(row.latest), "day": words.day(row.key)}
    return sentence(text, meeting=words.first(one), **holes)


def _open(words: Words, one: core.Violation) -> str:
    text = _("%(meeting)s lies on %(moment)s, outside the weekdays and hours chosen for it.")
    return sentence(text, meeting=words.first(one), moment=words.when(one.meetings[0]))


def _spacing(words: Words, one: core.Violation) -> str:
    days = int(str(one.params["days"]))
    gap = words.series[one.meetings[0]].gap
    text = ngettext(
        "%(meeting)s meets again after %(count)s day, on %(day)s. There are to be at least %(least)s.",
        "%(meeting)s meets again after %(count)s days, on %(day)s. There are to be at least %(least)s.",
        days,
    )
    if gap is not None and gap.most is not None and days > gap.most:
        text = ngettext(
            "%(meeting)s meets again after %(count)s day, on %(day)s. There are to be at most %(most)s.",
            "%(meeting)s meets again after %(count)s days, on %(day)s. There are to be at most %(most)s.",
            days,
        )
    holes = {"least": gap.least if gap else 1, "most": gap.most if gap else 0, "day": words.day(one.meetings[1])}
    return sentence(text, meeting=words.first(one), count=days, **holes)


def _order(words: Words, one: core.Violation) -> str:
    text = _("%(rule)s. But: %(one)s; %(other)s.")
    before, after = (words.slots_said(key) for key in one.meetings)
    return sentence(text, rule=words.names.order(one.rule.of), one=before, other=after)


def _fixed(words: Words, one: core.Violation) -> str:
    return sentence(_("%(meeting)s is to stay where it is."), meeting=words.first(one))


def _hours(words: Words, one: core.Violation) -> str:
    text = _("%(person)s is not there on %(moment)s, when %(meeting)s is held.")
    holes = {"moment": words.when(one.meetings[0]), "meeting": words.first(one)}
    return sentence(text, person=words.names.person(one.rule.of), **holes)


def _away(words: Words, one: core.Violation) -> str:
    text = _("%(person)s is away on %(moment)s, when %(meeting)s is held.")
    if one.rule.of.startswith("unit-"):
        text = _("There is no school at %(person)s on %(moment)s, when %(meeting)s is held.")
    holes = {"moment": words.when(one.meetings[0]), "meeting": words.first(one)}
    return sentence(text, person=words.names.person(one.rule.of), **holes)


def _two(text: Promise) -> Broken:
    def speak(words: Words, one: core.Violation) -> str:
        first, second = (words.slots_said(key) for key in one.meetings[:2])
        return sentence(str(text), person=words.names.person(one.rule.of), one=first, other=second)

    return speak


def _per_day(words: Words, one: core.Violation) -> str:
    person = next(person for person in words.loaded.instance.people if person.id == one.rule.of)
    text = ngettext(
        "%(person)s has %(count)s meeting on %(day)s. At most %(most)s can be borne.",
        "%(person)s has %(count)s meetings on %(day)s. At most %(most)s can be borne.",
        len(one.meetings),
    )
    holes = {"count": len(one.meetings), "day": words.day(one.meetings[0]), "most": person.per_day}
    return sentence(text, person=words.names.person(one.rule.of), **holes)


def _room(words: Words, one: core.Violation) -> str:
    first, second = (words.slots_said(key) for key in one.meetings[:2])
    text = _("%(room)s would be taken twice: %(one)s; %(other)s.")
    return sentence(text, room=words.names.room(one.rule.of), one=first, other=second)


def _room_away(words: Words, one: core.Violation) -> str:
    text = _("%(room)s is taken by another meeting on %(moment)s, when %(meeting)s is held.")
    holes = {"moment": words.when(one.meetings[0]), "meeting": words.first(one)}
    return sentence(text, room=words.names.room(one.rule.of), **holes)


def _no_room(words: Words, one: core.Violation) -> str:
    text = _("%(meeting)s has no room on %(moment)s.")
    return sentence(text, meeting=words.first(one), moment=words.when(one.meetings[0]))


def _pattern(words: Words, one: core.Violation) -> str:
    return sentence(_("%(meeting)s cannot be held every week where it lies."), meeting=words.names.series(one.rule.of))


BROKEN: dict[str, Broken] = {
    "complete": _complete,
    "school-day": _school_day,
    "window": _window,
    "open": _open,
    "spacing": _spacing,
    "order": _order,
    "fixed": _fixed,
    "hours": _hours,
    "away": _away,
    "overlap": _two(lazy("%(person)s would be in two places at once: %(one)s; %(other)s.")),
    "travel": _two(lazy("%(person)s cannot get from the one school to the other in time: %(one)s; %(other)s.")),
    "per-day": _per_day,
    "room": _room,
    "room-away": _room_away,
    "rooms": _no_room,
    "pattern": _pattern,
}


# What is not ideal.


def _rhythm(words: Words, one: core.Item) -> str:
    first, second = (words.laid[key] for key in one.meetings)
    days, gap = (second.on - first.on).days, words.series[first.id].gap
    text = ngettext(
        "%(meeting)s on %(first)s, and again after %(count)s day. %(short)s to %(long)s are wished for.",
        "%(meeting)s on %(first)s, and again after %(count)s days. %(short)s to %(long)s are wished for.",
        days,
    )
    holes = {"short": gap.short if gap else 0, "long": gap.long if gap else 0, "first": words.day(first.id)}
    return sentence(text, count=days, meeting=words.first(one), **holes)


def _at(text: Promise) -> Fault:
    def speak(words: Words, one: core.Item) -> str:
        return sentence(str(text), meeting=words.first(one), moment=words.when(one.meetings[0]))

    return speak


def _load(words: Words, one: core.Item) -> str:
    on: date = words.laid[one.meetings[0]].on
    text = ngettext(
        "%(person)s has %(count)s meeting in week %(week)s, more than is wished for.",
        "%(person)s has %(count)s meetings in week %(week)s, more than is wished for.",
        len(one.meetings),
    )
    holes = {"count": len(one.meetings), "week": on.isocalendar().week}
    return sentence(text, person=words.names.person(one.person), **holes)


def _lag(words: Words, one: core.Item) -> str:
    before, after = one.meetings
    days = (words.laid[after].on - words.laid[before].on).days
    text = ngettext(
        "%(after)s comes %(count)s day after %(before)s, later than is wished for.",
        "%(after)s comes %(count)s days after %(before)s, later than is wished for.",
        days,
    )
    return sentence(text, count=days, after=words.slots_said(after), before=words.slots_said(before))


def _lost(words: Words, one: core.Item) -> str:
    text = ngettext(
        "%(meeting)s falls out in %(count)s week of the year.",
        "%(meeting)s falls out in %(count)s weeks of the year.",
        one.points,
    )
    return sentence(text, meeting=words.names.series(one.of), count=one.points)


def _less_liked(words: Words, one: core.Item) -> str:
    text = _("%(meeting)s meets every week at a time that is less liked.")
    return sentence(text, meeting=words.names.series(one.of))


def _wished(words: Words, one: core.Item) -> str:
    text = _("%(person)s is wished for, but cannot come: %(meeting)s, %(moment)s.")
    holes = {"meeting": words.first(one), "moment": words.when(one.meetings[0])}
    return sentence(text, person=words.names.person(one.person), **holes)


FAULTS: dict[str, Fault] = {
    "rhythm": _rhythm,
    "preference": _at(lazy("%(meeting)s lies at a time that is less liked: %(moment)s.")),
    "usual": _at(lazy("%(meeting)s lies off its usual weekday or hour: %(moment)s.")),
    "load": _load,
    "lag": _lag,
    "lost": _lost,
    "pattern": _less_liked,
    "wanted": _wished,
}
