"""Reading fulfilment of a method's requirements from traces: wishes × evidence → verdicts."""

from samspill.core.fidelity.evaluate import SHARED_FINDINGS, PlanGap, check_plan, evaluate, history
from samspill.core.fidelity.model import (
    Deed,
    Departure,
    Evidence,
    Force,
    Frame,
    Held,
    Period,
    Planned,
    Ref,
    Seat,
    State,
    Subject,
    Verdict,
    Wish,
)
from samspill.core.fidelity.rules import RULES
from samspill.core.fidelity.rules.shape import HOLES, Param, Rule

__all__ = [
    "HOLES",
    "RULES",
    "SHARED_FINDINGS",
    "Deed",
    "Departure",
    "Evidence",
    "Force",
    "Frame",
    "Held",
    "Param",
    "Period",
    "PlanGap",
    "Planned",
    "Ref",
    "Rule",
    "Seat",
    "State",
    "Subject",
    "Verdict",
    "Wish",
    "check_plan",
    "evaluate",
    "history",
]
