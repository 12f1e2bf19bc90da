"""Meetings and everything in them."""

from samspill.meetings.models.after import Approval, Correction, Forward, Receipt
from samspill.meetings.models.dynamics import DynamicsAnswer, DynamicsBallot
from samspill.meetings.models.items import Item, ItemState, ItemTime, Step
from samspill.meetings.models.meeting import Meeting, Series
from samspill.meetings.models.outcomes import Outcome, OutcomeKind
from samspill.meetings.models.presence import Away, Here, Presence, Reply

__all__ = [
    "Approval",
    "Away",
    "Correction",
    "DynamicsAnswer",
    "DynamicsBallot",
    "Forward",
    "Here",
    "Item",
    "ItemState",
    "ItemTime",
    "Meeting",
    "Outcome",
    "OutcomeKind",
    "Presence",
    "Receipt",
    "Reply",
    "Series",
    "Step",
]
