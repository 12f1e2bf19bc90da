"""How well the groups mix: in a few numbers above the board, and on a page that explains itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.bridge import Board, Problem, composition_of, problem_of
from samspill.conferences.models import ComposingState
from samspill.core import grouping as core


@dataclass(frozen=True, slots=True)
class Summary:
    """The board's one line: who meets again, how many new people each meets, how near the best it is."""

    repeats: str
    new: str
    near: str


def summary(board: Board, problem: Problem) -> Summary:
    composition = composition_of(board, board.sessions)
    mix = core.mixing(known(problem, composition), composition)
    return Summary(repeats_in_words(mix), new_in_words(board, mix), near_in_words(board))


def known(problem: Problem, composition: core.Composition) -> core.Grouping:
    """The problem with everybody who has a seat: who is not coming and still sits somewhere is counted too."""
    there = {one.id for one in problem.grouping.members}
    blank = tuple("" for _one in problem.grouping.attributes)
    seated = {pk for groups in composition.rounds for group in groups for pk in group.people}
    more = tuple(core.Member(pk, blank) for pk in sorted(seated - there))
    return replace(problem.grouping, members=problem.grouping.members + more)


def repeats_in_words(mix: core.Mix) -> str:
    if not mix.repeated:
        return _("Nobody meets the same person twice.")
    said = ngettext(
        "%(count)s of %(met)s pairs meets more than once.",
        "%(count)s of %(met)s pairs meet more than once.",
        mix.repeated,
    )
    return said % {"count": mix.repeated, "met": mix.met}


def new_in_words(board: Board, mix: core.Mix) -> str:
    """“Each meets 10 to 15 others.”"""
    counts = others_of(board, mix)
    if not counts:
        return ""
    least, most = min(counts.values()), max(counts.values())
    if least == most:
        return ngettext("Each meets %(count)s other person.", "Each meets %(count)s others.", least) % {"count": least}
    return _("Each meets %(least)s to %(most)s others.") % {"least": least, "most": most}


def others_of(board: Board, mix: core.Mix) -> dict[int, int]:
    """How many different people each meets."""
    counts = dict.fromkeys(board.people, 0)
    for a, b in mix.meetings:
        for pk in (a, b):
            if pk in counts:
                counts[pk] += 1
    return counts


def near_in_words(board: Board) -> str:
    """How near the best these groups are, as far as it is known: a bound holds only for what it was reckoned for."""
    rows = board.conference.composings.filter(kind="compose", state=ComposingState.DONE)
    last = rows.filter(undone=False).first()
    if last is None:
        return ""
    problem = problem_of(board, board.open())
    if problem.key != last.result["key"]:
        return ""
    total = core.cost(problem.grouping, composition_of(board, board.open())).total
    return near(total, last.result["bound"])


def near(total: int, bound: int) -> str:
    if total <= bound:
        return _("As good as it can be.")
    percent = -(-100 * (total - bound) // bound) if bound else 100
    if percent > 50:
        return _("How near the best possible this is cannot be said for these groups.")
    return _("At most %(percent)s %% from the best possible.") % {"percent": percent}
