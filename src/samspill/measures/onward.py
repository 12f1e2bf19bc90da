"""The one next thing a reader can do for a measure; all else is folded away beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.measures.places import mended_at
from samspill.measures.shown import Shown

if TYPE_CHECKING:
    from samspill.measures.page import Next

#: What the button says where something is still missing.
TO_MEND: Mapping[str, Any] = {
    "plan": gettext_lazy("Make the plan"),
    "coordinator": gettext_lazy("Choose a coordinator"),
    "participants": gettext_lazy("Choose who takes part"),
    "representative": gettext_lazy("Choose who takes part"),
    "log": gettext_lazy("Write in the log"),
    "evaluation": gettext_lazy("Write the team's evaluation"),
    "leader-evaluation": gettext_lazy("Evaluate with the coordinator"),
    "decision": gettext_lazy("Decide"),
    "owner": gettext_lazy("Name who answers for the practice"),
    "description": gettext_lazy("Describe it for somebody new"),
}
#: Here a decision would come before its time: it is among the other ways, not a button beside what comes first.
TOO_EARLY = ("proposed", "analysed", "heard")


@dataclass(frozen=True, slots=True)
class Todo:
    label: str
    url: str


def todo(one: Shown, ways: Sequence[Next]) -> Todo | None:
    """What the reader does next; None where it is somebody else's turn."""
    forward = next((it for it in ways if not it.aside), None)
    if forward is None:
        return None
    if one.stage == "proposed":
        url = reverse("measures:analyse", args=[one.measure.pk])
        return Todo(_("Analyse it"), url) if one.steers else None
    if forward.missing:
        return None if _still_tried(one) else _mending(one, forward.way.missing)
    return Todo(_("Go on: %(phase)s") % {"phase": forward.name}, forward.url) if one.steers else None


def _still_tried(one: Shown) -> bool:
    """While the try-out runs one logs; the team evaluates when its days are over."""
    plan = getattr(one.measure, "plan", None)
    return one.stage == "trying" and (plan is None or plan.ends is None or plan.ends > one.today)


def _mending(one: Shown, needs: Sequence[str]) -> Todo | None:
    """The first thing that is missing and that the reader may see to."""
    for need in needs:
        if need == "answers":
            return _hearing(one)
        if need in TO_MEND and (url := mended_at(one, need)):
            return Todo(str(TO_MEND[need]), url)
    return None


def _hearing(one: Shown) -> Todo | None:
    """Who steers asks the teams; whoever sits in one writes down what it thinks; then one waits."""
    asked = one.measure.answers.all()
    if not asked and one.steers:
        return Todo(_("Ask the teams"), reverse("measures:ask", args=[one.measure.pk]))
    leads = {hat.arena for hat in one.request.actor.hats if hat.name == "arena-lead"}
    own = next((it for it in asked if not it.stance and it.arena_id in leads), None)
    return Todo(_("Write down what we think"), reverse("measures:answer", args=[own.pk])) if own else None
