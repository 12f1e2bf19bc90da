"""What things of a plan are called, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.design.dates import weekday
from samspill.planner.bridge import Loaded
from samspill.planner.models import PlannedMeeting
from samspill.planner.rooming import parts_of
from samspill.projects.words import say, sentence


@dataclass(frozen=True)
class Names:
    """Names by the ids that the planner's answers hold."""

    loaded: Loaded

    def title(self, row: PlannedMeeting) -> str:
        """What meets: the activity of the plan where it has no body of its own, else the arena."""
        project = self.loaded.project_of(row)
        method = self.loaded.ground.method_of(project)
        arena = self.loaded.ground.arenas.get(row.arena_id or 0)
        if arena is not None and not self.loaded.is_gathered(arena, row.activity):
            return self.arena(arena)
        if method is None:
            return row.activity or row.kind
        return say(method, f"activities.{row.activity}.name" if row.activity else f"arenas.{row.kind}.name")

    def arena(self, arena: Arena) -> str:
        return name_of(arena, self.loaded.ground.method_of(arena.project_id))

    def unit(self, key: str) -> str:
        unit = self.loaded.ground.units.get(int(key.removeprefix("unit-")))
        return unit.name if unit else ""

    def person(self, key: str) -> str:
        """Somebody by name; a school that is closed stands among the people by its own."""
        if key.startswith("unit-"):
            return self.unit(key)
        person = self.loaded.ground.people.get(int(key.removeprefix("person-")))
        return person.name if person else key

    def room(self, key: str) -> str:
        """The library at Fjellheim skole."""
        unit, name = parts_of(key)
        return sentence(_("%(meeting)s at %(place)s"), meeting=name, place=self.unit(f"unit-{unit}"))

    def meeting(self, key: str) -> str:
        """Resource team at Fjellheim skole."""
        row = self.loaded.rows[key]
        return sentence(_("%(meeting)s at %(place)s"), meeting=self.title(row), place=row.unit.name)

    def series(self, key: str) -> str:
        """The same for all meetings in turn, or for what meets every week."""
        for row in self.loaded.rows.values():
            if row.key.rpartition("-")[0] == key:
                return self.meeting(row.key)
        weekly = self.loaded.weeklies.get(key)
        if weekly is None:
            return key
        return sentence(_("%(meeting)s at %(place)s"), meeting=self.arena(weekly.arena), place=weekly.arena.unit.name)

    def order(self, key: str) -> str:
        """The method's own words for an order; its id holds which meetings it binds."""
        rule = key.partition("/")[0]
        for method in self.loaded.ground.methods.values():
            if rule in method.successions:
                return say(method, f"orders.{rule}")
        return rule


def moment(on: date | None, begins: time | None) -> str:
    """Tuesday 2 March at 10:00."""
    if on is None:
        return _("no day yet")
    if begins is None:
        return weekday(on)
    return _("%(day)s at %(hour)s") % {"day": weekday(on), "hour": time_format(begins, "H:i")}


def days_said(days: list[int]) -> str:
    """Monday and Thursday, from weekdays counted from 0."""
    return get_text_list([str(WEEKDAYS[day]) for day in sorted(set(days))], _("and"))
