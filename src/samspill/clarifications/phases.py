"""The way of a clarification as the pack has it: what may follow what, what is missing, and when an answer is due."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.clarifications.models import Clarification
from samspill.methods.schema import Method
from samspill.methods.text import text_of
from samspill.projects.words import language, quoted

OF = "clarification"
RAISED, REPORTED, CALLED, CLARIFIED, ANSWERED = "raised", "reported", "meeting-called", "clarified", "answered"
DEVIATION = "deviation"


def line_of(method: Method) -> list[str]:
    """The phases in the pack's order."""
    return [phase.id for phase in method.phases.values() if phase.of == OF]


def skipped(method: Method, now: str, to: str) -> tuple[str, ...]:
    """What lies between two phases on the shortest way the pack knows; nothing where one may follow the other."""
    ways: list[tuple[str, ...]] = [(now,)]
    seen = {now}
    for way in ways:
        phase = method.phases.get(f"{OF}.{way[-1]}")
        for following in phase.next if phase else ():
            if following == to:
                return way[1:]
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


def check_step(case: Clarification, method: Method, to: str, deviation: str) -> tuple[str, ...]:
    """Refuse a step back, and one over what is missing unless it says why. Gives back what is passed over."""
    if case.withdrawn_on:
        raise ValidationError(_("This clarification was withdrawn. Raise it anew if it is needed again."))
    line = line_of(method)
    if to in line and case.phase in line and line.index(to) <= line.index(case.phase):
        phase = phase_name(method, case.phase)
        raise ValidationError(
            _("This has been done already. The clarification now stands at: %(phase)s.") % {"phase": phase}
        )
    over = skipped(method, case.phase, to)
    if over and not deviation.strip():
        missing = get_text_list([quoted(phase_name(method, one)) for one in over], _("and"))
        told = _("This has not happened yet: %(missing)s. Do that first, or write why you go on without it.")
        raise ValidationError({DEVIATION: told % {"missing": missing}})
    return over


def phase_name(method: Method, phase: str) -> str:
    """A phase by its name, as plain words."""
    return text_of(method, f"phases.{OF}.{phase}", language()).value


def answer_within(method: Method) -> timedelta | None:
    """How long an answer may take by the method as it runs here; None where no requirement says."""
    for wish in method.requirements.values():
        days = wish.params.get("within_days")
        if wish.params.get("subject") == OF and isinstance(days, int):
            return timedelta(days=days)
    return None
