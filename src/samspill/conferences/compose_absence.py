"""A proposal on the day, as sentences."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.actions.absence import Proposal, Step
from samspill.conferences.bridge import Board, load
from samspill.conferences.compose_words import reason_in_words
from samspill.conferences.models import Conference, Participant
from samspill.conferences.shown import frame
from samspill.core import grouping as core


def page(
    conference: Conference,
    one: Participant,
    *,
    proposal: Proposal | None = None,
    impossible: core.Impossible | None = None,
    stay: frozenset[int] | set[int] = frozenset(),
    **more: Any,
) -> dict[str, Any]:
    board = load(conference)
    coming = one.absent or (proposal is not None and one.pk in proposal.here)
    title = _("%(name)s is here") if coming else _("%(name)s is not here")
    sentences = [step_in_words(board, step) for step in proposal.steps] if proposal else []
    return {
        **frame(conference, title % {"name": one.person.name}),
        "back": reverse("conferences:groups", args=[conference.pk]),
        "one": one,
        "coming": coming,
        "proposal": proposal,
        "moves": lead_of(proposal) if proposal else "",
        "sentences": sentences,
        "stay": ",".join(str(pk) for pk in sorted(proposal.stay if proposal else stay)),
        "other": ",".join(str(pk) for pk in sorted(proposal.stay | proposal.moved)) if proposal else "",
        "why": why(board, impossible) if impossible else [],
        **more,
    }


def lead_of(proposal: Proposal) -> str:
    """How many have to get up."""
    count = len(proposal.moved)
    if not count:
        return _("Nobody else has to move.")
    said = ngettext(
        "%(count)s person moves, so that every group can work.",
        "%(count)s people move, so that every group can work.",
        count,
    )
    fewest = "" if not proposal.proven else " " + _("Fewer is not possible.")
    return said % {"count": count} + fewest


def step_in_words(board: Board, step: Step) -> str:
    """“Kari moves from 3 to 5 in “How it is now”.”"""
    rounds = {session.pk: number for number, session in enumerate(board.sessions, start=1)}
    holes = {
        "name": board.everybody[step.person].person.name,
        "before": step.before,
        "after": step.after,
        "round": rounds[step.session.pk],
    }
    if step.duty == "leader":
        return _("%(name)s leads group %(after)s in round %(round)s.") % holes
    if step.duty == "note_taker":
        return _("%(name)s takes notes in group %(after)s in round %(round)s.") % holes
    if not step.before:
        return _("%(name)s sits in group %(after)s in round %(round)s.") % holes
    return _("%(name)s moves from group %(before)s to group %(after)s in round %(round)s.") % holes


def why(board: Board, impossible: core.Impossible) -> list[str]:
    """What collides when the others are to stay within every rule."""
    sessions = [one for one in board.ahead() if board.seats[one.pk]]
    session = sessions[impossible.conflict.round]
    reasons = [
        {"code": one.code, "params": {name: list(v) if isinstance(v, tuple) else v for name, v in one.params.items()}}
        for one in impossible.conflict.reasons
    ]
    return [reason_in_words(board, session, reason) for reason in reasons]


def impossible_in_words(conference: Conference, impossible: core.Impossible) -> str:
    said = " ".join(why(load(conference), impossible))
    return _("They cannot all get a seat as things stand. %(why)s") % {"why": said}


def accepted_in_words(one: Participant, proposal: Proposal) -> str:
    if one.pk in proposal.here:
        return _("%(name)s has a seat in the groups.") % {"name": one.person.name}
    return _("%(name)s is taken out of the groups.") % {"name": one.person.name}
