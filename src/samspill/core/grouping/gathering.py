"""Groups of people who belong together: own team in a base round, one level of an attribute in a homogeneous one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samspill.core.grouping.cost import belongs
from samspill.core.grouping.model import Grouping, Member, Round

People = list[Member]


def gathered(problem: Grouping, number: int) -> list[list[int]] | None:
    """Give the groups of a round that gathers, None if the bounds of size do not allow it this way.

    Too large circles are split evenly, too small ones join the circle most like them that has room. Whoever belongs
    nowhere fills the smallest groups. Wishes are not looked at.
    """
    asked = problem.rounds[number]
    names = [one.name for one in problem.attributes]
    circles: dict[str, People] = {}
    for member in problem.members:
        if member.attends(number):
            circles.setdefault(belongs(asked, names, member), []).append(member)
    loose = circles.pop("", [])
    groups = [part for key in sorted(circles) for part in _split(circles[key], asked.largest)]
    groups = _counted(_joined(groups or _split(loose, asked.largest), asked, len(loose)), asked)
    loose = loose if circles else []
    for member in loose:
        min(groups, key=len).append(member)
    fits = all(asked.smallest <= len(group) <= asked.largest for group in groups)
    right = asked.groups is None or len(groups) == asked.groups
    return [[member.id for member in group] for group in groups] if fits and right else None


def _split(circle: People, largest: int) -> list[People]:
    parts = -(-len(circle) // largest)
    return [circle[at::parts] for at in range(parts)]


def _joined(groups: list[People], asked: Round, spare: int) -> list[People]:
    """Let groups below the smallest size join others, the smallest first, as long as nobody loose can fill them."""
    while len(groups) > 1:
        tiny = min(groups, key=len)
        if len(tiny) + spare // len(groups) >= asked.smallest:
            break
        rest = [group for group in groups if group is not tiny]
        roomy = [group for group in rest if len(group) + len(tiny) <= asked.largest] or rest
        host = max(roomy, key=lambda group: (_likeness(tiny, group), -len(group)))
        joined = _split(host + tiny, asked.largest)
        if len(joined) > 1 and min(map(len, joined)) <= len(tiny):
            break  # nobody is helped: the two would be shared out as they were, for ever
        groups = [group for group in rest if group is not host] + joined
    return groups


def _counted(groups: list[People], asked: Round) -> list[People]:
    """Split the largest or join the smallest until there are as many groups as were asked for, if that can be."""
    wanted = len(groups) if asked.groups is None else asked.groups
    while len(groups) < wanted and len(max(groups, key=len)) >= 2 * asked.smallest:
        large = max(groups, key=len)
        groups = [group for group in groups if group is not large] + [large[::2], large[1::2]]
    while len(groups) > max(1, wanted):
        first, second, *rest = sorted(groups, key=len)
        if len(first) + len(second) > asked.largest:
            break
        groups = [*rest, first + second]
    return groups


def _likeness(some: People, others: People) -> float:
    """How alike two circles are, from 0: levels and units they share, by how usual they are in both."""
    here, there = _marks(some), _marks(others)
    return sum(n * there[key] for key, n in here.items()) / (len(some) * len(others))


def _marks(people: Sequence[Member]) -> Counter[tuple[int, str]]:
    marks = Counter((at, level) for member in people for at, level in enumerate(member.levels) if level)
    marks.update((-1, member.unit) for member in people if member.unit)
    return marks
