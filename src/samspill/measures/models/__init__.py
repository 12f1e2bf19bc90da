"""A proposal, the measure that comes of it, the practice it becomes: one row all the way, and what happens to it."""

from samspill.measures.models.closing import Decision, Evaluation, Judge, Practice, Recheck, Verdict
from samspill.measures.models.hearing import Answer, Stance
from samspill.measures.models.log import Addition, LogEntry, LogReminder
from samspill.measures.models.measure import Descent, DescentKind, Fate, Measure, Source, Statement
from samspill.measures.models.plan import Chosen, Milestone, Participant, Plan
from samspill.measures.models.steps import Step

__all__ = [
    "Addition",
    "Answer",
    "Chosen",
    "Decision",
    "Descent",
    "DescentKind",
    "Evaluation",
    "Fate",
    "Judge",
    "LogEntry",
    "LogReminder",
    "Measure",
    "Milestone",
    "Participant",
    "Plan",
    "Practice",
    "Recheck",
    "Source",
    "Stance",
    "Statement",
    "Step",
    "Verdict",
]
