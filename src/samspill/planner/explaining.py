"""Why not everything can be planned, in words, and what would help. The search itself is `actions.explaining`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.core import scheduling as core
from samspill.planner.bridge import Loaded
from samspill.planner.models import YearPlan
from samspill.planner.peopling import no_common_day, no_day_left
from samspill.planner.rules import Rules
from samspill.projects.words import sentence


@dataclass(frozen=True, slots=True)
class WayOut:
    """What would help, and the page where it is done (a path)."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Rules that cannot all hold, about which meetings, and ways out, of which each is `enough`. Empty: all fits."""

    core: tuple[str, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    meetings: tuple[str, ...] = ()
    proven: bool = True
    enough: bool = False


def counted(loaded: Loaded) -> Explained:
    """What collides as far as it can be counted: it costs nothing, and catches most."""
    said = tuple(_counted(loaded))
    return Explained(said, tuple(_at_people(loaded))) if said else Explained()


def _counted(loaded: Loaded) -> Iterator[str]:
    for _person, said in sorted(no_day_left(loaded).items()):
        yield from said
    yield from (said for _series, said in no_common_day(loaded))


def _at_people(loaded: Loaded) -> Iterator[WayOut]:
    root = path(loaded.ground.plan)
    yield WayOut(_("Let a deputy come, or change who is where on which days"), f"{root}people/")
    yield WayOut(_("Let a kind of meeting be held on another weekday, or at other hours"), f"{root}setup/")


def path(plan: YearPlan) -> str:
    return f"/planner/{plan.pk}/"


def explained(loaded: Loaded, found: core.Explanation) -> Explained:
    """What was found by search, as sentences. Where nothing that was tried is enough, it says where to change more."""
    rules = Rules(loaded, frozenset(found.scope))
    said = tuple(dict.fromkeys(rules.say(one) for one in found.core))
    ways = tuple(_way(rules, one) for one in found.relaxations)
    about = tuple(rules.names.meeting(key) for key in found.scope if key in loaded.rows)
    enough = bool(ways)
    return Explained(said or tuple(_unsaid(about)), ways or tuple(_at_people(loaded)), about, found.proven, enough)


def _unsaid(about: Sequence[str]) -> Iterator[str]:
    """The search ended before it knew the smallest reason: it says where it looked."""
    text = ngettext(
        "%(count)s meeting finds no place beside the others: %(meetings)s.",
        "%(count)s meetings find no place beside each other: %(meetings)s.",
        len(about),
    )
    yield sentence(text, count=len(about), meetings=", ".join(about[:5]))


def _way(rules: Rules, one: core.Relaxation) -> WayOut:
    way = _alone(rules, one)
    if one.also is None:
        return way
    text = _("Both together: %(one)s; and: %(other)s")
    return WayOut(sentence(text, one=way.sentence, other=_alone(rules, one.also).sentence), way.url)


def _alone(rules: Rules, one: core.Relaxation) -> WayOut:
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
