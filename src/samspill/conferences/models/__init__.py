"""A dialogue conference: its programme, who comes, who sits where, what the groups said, and what it comes to."""

from samspill.conferences.models.analysis import Coding, Refusal, Suggestions, Theme, ThemeProposal
from samspill.conferences.models.conference import Conference, Participant, Session, SessionForm, SessionKind, Showing
from samspill.conferences.models.day import Point, Pulse, PulseBallot
from samspill.conferences.models.groups import Composing, ComposingState, Group, GroupSeat, Wish, WishKind
from samspill.conferences.models.phones import CodeTries, TakenOp

__all__ = [
    "CodeTries",
    "Coding",
    "Composing",
    "ComposingState",
    "Conference",
    "Group",
    "GroupSeat",
    "Participant",
    "Point",
    "Pulse",
    "PulseBallot",
    "Refusal",
    "Session",
    "SessionForm",
    "SessionKind",
    "Showing",
    "Suggestions",
    "TakenOp",
    "Theme",
    "ThemeProposal",
    "Wish",
    "WishKind",
]
