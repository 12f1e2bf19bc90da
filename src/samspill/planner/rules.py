"""Rules as statements, for whoever must give one of them up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.core import scheduling as core
from samspill.design.dates import weekday
from samspill.planner.bridge import Loaded
from samspill.planner.naming import Names, days_said
from samspill.planner.rooming import name_in
from samspill.projects.words import sentence

AT_PEOPLE = frozenset({"hours", "away", "overlap", "travel", "per-day", "deputy"})


@dataclass(frozen=True)
class Rules:
    """Speaks about the rules of one plan, as far as they concern the meetings of a scope."""

    loaded: Loaded
    scope: frozenset[str]

    @cached_property
    def names(self) -> Names:
        return Names(self.loaded)

    @cached_property
    def people(self) -> dict[str, core.Person]:
        return {person.id: person for person in self.loaded.instance.people}

    @cached_property
    def series(self) -> dict[str, core.Series]:
        return {series.id: series for series in self.loaded.instance.series}

    def where(self, rule: core.RuleRef) -> str:
        """The page where it can be given up."""
        root = f"/planner/{self.loaded.ground.plan.pk}/"
        row = self.loaded.rows.get(rule.of)
        if rule.code == "fixed" and row is not None:
            return f"{root}meeting/{row.pk}/"
        return f"{root}{'people' if rule.code in AT_PEOPLE else 'setup'}/"

    def say(self, rule: core.RuleRef) -> str:
        speak = {
            "hours": self._hours,
            "away": self._away,
            "overlap": self._overlap,
            "travel": self._travel,
            "per-day": self._per_day,
            "window": self._window,
            "spacing": self._spacing,
            "open": self._open,
            "order": self._order,
            "fixed": self._fixed,
            "room": self._room,
            "room-away": self._room_away,
            "rooms": self._rooms,
        }.get(rule.code)
        return speak(rule.of) if speak else _("Meetings are held on school days, in the hours of the working day.")

    def _hours(self, key: str) -> str:
        hours = self.people[key].hours
        units = {self.series_unit(one) for one in self.scope}
        days = sorted({one.weekday for one in hours if one.end > one.start and one.unit in ("", *units)})
        if not days:
            return sentence(_("%(person)s has no weekday left there."), person=self.names.person(key))
        return sentence(_("%(person)s is there only on %(days)s."), person=self.names.person(key), days=days_said(days))

    def series_unit(self, key: str) -> str:
        row = self.loaded.rows.get(key)
        return f"unit-{row.unit_id}" if row else ""

    def _away(self, key: str) -> str:
        if key.startswith("unit-"):
            return sentence(_("There is no school at %(place)s on some of these days."), place=self.names.unit(key))
        return sentence(_("%(person)s is away or taken on some of these days."), person=self.names.person(key))

    def _overlap(self, key: str) -> str:
        return sentence(_("%(person)s can be in one place at a time."), person=self.names.person(key))

    def _travel(self, key: str) -> str:
        minutes = self.people[key].travel * self.loaded.instance.slot_minutes
        text = ngettext(
            "%(person)s needs %(count)s minute from one school to the next.",
            "%(person)s needs %(count)s minutes from one school to the next.",
            minutes,
        )
        return sentence(text, person=self.names.person(key), count=minutes)

    def _per_day(self, key: str) -> str:
        most = self.people[key].per_day or 0
        text = ngettext(
            "%(person)s has at most %(count)s meeting a day.", "%(person)s has at most %(count)s meetings a day.", most
        )
        return sentence(text, person=self.names.person(key), count=most)

    def _window(self, key: str) -> str:
        mine = [one for one in self.series[key].occurrences if one.id in self.scope] or self.series[key].occurrences
        holes = {"first": weekday(mine[0].earliest), "last": weekday(mine[-1].latest)}
        text = _("%(meeting)s is held from %(first)s to %(last)s.")
        if len(mine) > 1:
            text = _("%(meeting)s is held each in its own part of the time from %(first)s to %(last)s.")
        return sentence(text, meeting=self.names.series(key), **holes)

    def _spacing(self, key: str) -> str:
        least = self.series[key].gap
        days = least.least if least else 1
        text = ngettext(
            "At least %(count)s day lies between two times of %(meeting)s.",
            "At least %(count)s days lie between two times of %(meeting)s.",
            days,
        )
        return sentence(text, meeting=self.names.series(key), count=days)

    def _open(self, key: str) -> str:
        hours, clock = self.series[key].hours, self.loaded.clock
        holes = {"days": days_said([one.weekday for one in hours])}
        first, last = clock.hour(hours[0].start), clock.hour(hours[0].end)
        text = _("%(meeting)s is held on %(days)s, from %(first)s to %(last)s.")
        return sentence(text, meeting=self.names.series(key), first=f"{first:%H:%M}", last=f"{last:%H:%M}", **holes)

    def _order(self, key: str) -> str:
        return f"{self.names.order(key)}."

    def _room(self, key: str) -> str:
        return sentence(_("%(room)s holds one meeting at a time."), room=self.names.room(key))

    def _room_away(self, key: str) -> str:
        return sentence(_("%(room)s is taken by other meetings on some of these days."), room=self.names.room(key))

    def _rooms(self, key: str) -> str:
        names = get_text_list([name_in(one) for one in self.series[key].rooms], _("or"))
        return sentence(_("%(meeting)s is held in %(rooms)s."), meeting=self.names.series(key), rooms=names)

    def _fixed(self, key: str) -> str:
        return sentence(_("%(meeting)s stays where it is."), meeting=self.names.meeting(key))
