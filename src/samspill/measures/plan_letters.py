"""The mail to whoever was named as coordinator by somebody else: what it is about, and what waits."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.delivery import addresses
from samspill.delivery.actions import Recipient, send
from samspill.delivery.letter import Letter, Paragraph, compose, speaking
from samspill.measures.models import Measure
from samspill.people.models import Person
from samspill.people.post import language_of

KIND = "measure-coordinator"


def tell_coordinator(measure: Measure, person: Person, acting: Person | None, at: datetime) -> None:
    """Nobody gets a mail about what they did themselves, or without an address."""
    if person == acting or not person.email:
        return
    language = language_of(person, timezone.localdate(at))
    with speaking(language):
        send(
            _letter(measure, acting, language),
            to=Recipient(person.pk, str(person.email), person.name, language),
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
