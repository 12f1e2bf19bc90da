"""The mail to whoever was named as coordinator by somebody else: what it is about, and what waits."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from samspill.delivery import addresses
from samspill.delivery.letter import Letter, Paragraph, compose
from samspill.measures.models import Measure
from samspill.people.models import Person
from samspill.people.post import write_to

KIND = "measure-coordinator"


def tell_coordinator(measure: Measure, person: Person, acting: Person | None, at: datetime) -> None:
    """Nobody gets a mail about what they did themselves, or without an address."""
    if person == acting or not person.email:
        return
    write_to(
        person,
        partial(_letter, measure, acting),
        kind=KIND,
        key=f"{KIND} {measure.pk} {person.pk} {measure.version}",
        municipality_id=measure.unit.municipality_id,
        at=at,
        about=measure.get_absolute_url(),
    )


def _letter(measure: Measure, acting: Person | None, language: str) -> Letter:
    blocks = [
        Paragraph(_("You see on its page where it stands, what its plan says and what it still lacks.")),
        Paragraph(_("If it does not suit you, say so there: “Stop coordinating”.")),
    ]
    if acting:
        blocks.insert(0, Paragraph(_("%(name)s has named you.") % {"name": acting.name}))
    return compose(
        _("You coordinate “%(measure)s”") % {"measure": measure.title},
        blocks,
        language=language,
        municipality=measure.unit.municipality.name,
        why=_("You get this because you were named as its coordinator."),
        link=addresses.page(measure.get_absolute_url()),
        label=_("Open the measure"),
    )
