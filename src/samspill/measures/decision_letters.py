"""The mail that it has been decided: to whoever proposed it, coordinates it or tried it, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from samspill.delivery import addresses
from samspill.delivery.letter import Heading, Letter, Paragraph, compose
from samspill.measures.models import Decision
from samspill.people.models import Person
from samspill.people.post import write_to

KIND = "measure-decided"


def tell(decision: Decision, people: Iterable[Person], at: datetime) -> None:
    for person in people:
        if person.email:
            _write(decision, person, at)


def _write(decision: Decision, person: Person, at: datetime) -> None:
    write_to(
        person,
        partial(_letter, decision),
        kind=KIND,
        key=f"{KIND} {decision.pk} {person.pk}",
        municipality_id=decision.measure.unit.municipality_id,
        at=at,
        about=decision.measure.get_absolute_url(),
    )


def _letter(decision: Decision, language: str) -> Letter:
    measure = decision.measure
    verdict = decision.get_verdict_display()
    return compose(
        _("Decided about “%(measure)s”: %(verdict)s") % {"measure": measure.title, "verdict": verdict},
        [Paragraph(decision.conclusion), Heading(_("Why")), Paragraph(decision.reasons)],
        language=language,
        municipality=measure.unit.municipality.name,
        why=_("You get this because you proposed it, coordinate it or tried it."),
        link=addresses.page(measure.get_absolute_url()),
        label=_("Open the measure"),
    )
