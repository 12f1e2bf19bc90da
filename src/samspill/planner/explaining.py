"""Why not everything can be planned, in words, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.core import scheduling as core
from samspill.planner.bridge import Loaded, as_of
from samspill.planner.models import YearPlan
from samspill.planner.peopling import no_common_day, no_day_left
from samspill.planner.rules import Rules
from samspill.projects.words import sentence

BUDGET = 1_000  # the least the search can do with: seconds for a few schools, a minute for ten


@dataclass(frozen=True, slots=True)
class WayOut:
    """What would help, and the page where it is done (a path)."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Rules that cannot all hold, about which meetings, and ways out. Nothing at all: everything has its place."""

    core: tuple[str, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    meetings: tuple[str, ...] = ()
    proven: bool = True


def why_not(plan: YearPlan, today: date | None = None) -> Explained:
    """What collides. What can be counted is said at once; the rest is found by search, in some seconds."""
    loaded = as_of(plan, today)
    counted = [*_counted(loaded)]
    if counted:
        return Explained(tuple(counted), tuple(_at_people(plan)))
    found = core.explain(loaded.forgiving, budget=core.Budget(BUDGET))
    return Explained() if found is None else _explained(loaded, found)


def _counted(loaded: Loaded) -> Iterator[str]:
    for _person, said in sorted(no_day_left(loaded).items()):
        yield from said
    yield from (said for _series, said in no_common_day(loaded))


def _at_people(plan: YearPlan) -> Iterator[WayOut]:
    yield WayOut(_("Change who is where on which days"), f"{path(plan)}people/")
    yield WayOut(_("Change on which days and at what hours a kind of meeting may be held"), f"{path(plan)}setup/")


def path(plan: YearPlan) -> str:
    return f"/planner/{plan.pk}/"


def _explained(loaded: Loaded, found: core.Explanation) -> Explained:
    rules = Rules(loaded, frozenset(found.scope))
    said = tuple(dict.fromkeys(rules.say(one) for one in found.core))
    ways = tuple(_way(rules, one) for one in found.relaxations)
    about = tuple(rules.names.meeting(key) for key in found.scope if key in loaded.rows)
    return Explained(said or tuple(_unsaid(about)), ways, about, found.proven)


def _unsaid(about: Sequence[str]) -> Iterator[str]:
    """The search ended before it knew the smallest reason: it says where it looked."""
    text = ngettext(
        "%(count)s meeting finds no place beside the others: %(meetings)s.",
        "%(count)s meetings find no place beside each other: %(meetings)s.",
        len(about),
    )
    yield sentence(text, count=len(about), meetings=", ".join(about[:5]))


def _way(rules: Rules, one: core.Relaxation) -> WayOut:
    names, plan = rules.names, rules.loaded.ground.plan
    if one.edit == "weekday":
        holes = {"person": names.person(one.rule.of), "weekday": WEEKDAYS[one.weekday or 0]}
        return WayOut(sentence(_("Let %(person)s come on %(weekday)s too"), **holes), f"{path(plan)}people/")
    if one.edit == "deputy":
        said = sentence(_("Let somebody else come for %(person)s"), person=names.person(one.rule.of))
        return WayOut(said, f"{path(plan)}people/")
    if one.edit == "window":
        text = ngettext(
            "Let %(meeting)s be held up to %(count)s day earlier or later",
            "Let %(meeting)s be held up to %(count)s days earlier or later",
            one.days,
        )
        return WayOut(sentence(text, meeting=names.series(one.rule.of), count=one.days), f"{path(plan)}setup/")
    return WayOut(sentence(_("Do without this: %(rule)s"), rule=rules.say(one.rule)), rules.where(one.rule))
