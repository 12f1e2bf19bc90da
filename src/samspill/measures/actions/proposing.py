"""A proposal is made, and its words are changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.journal.actions import note, wordless
from samspill.measures.bridge import phase_at
from samspill.measures.finding import draft_of
from samspill.measures.models import Measure, Source, Statement, Step
from samspill.meetings.models import Item
from samspill.people.models import Person, Unit
from samspill.people.versions import change, save_new
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.search.actions import index


@transaction.atomic
def propose(
    unit: Unit,
    project: Project,
    *,
    title: str,
    acting: Person | None,
    at: datetime,
    text: str = "",
    reason: str = "",
    concerns: str = "",
    level: str = "",
    source: str = Source.PERSON,
    source_item: Item | None = None,
    source_name: str = "",
    source_url: str = "",
    statements: Iterable[Statement] = (),
    proposed_by: Person | None = None,
) -> Measure:
    """Put a proposal forward. It stands first among its school's proposals until the deciding body looks at it.

    `proposed_by` is whose proposal it is; nobody's where it came from many (a conference, a team's evaluation).
    """
    first = phase_at(adapted(project).method, "proposed")
    if first is None:
        raise ValidationError(_("This method has no proposals. Choose another project."))
    day = timezone.localdate(at)
    measure = save_new(
        Measure(
            project=project,
            unit=unit,
            title=title,
            text=text,
            reason=reason,
            concerns=concerns,
            level=level,
            source=source,
            source_item=source_item,
            source_name=source_name[:300],
            source_url=source_url,
            proposed_by=proposed_by,
            phase=first.id,
            phase_on=day,
            proposed_on=day,
        )
    )
    measure.statements.set(statements)
    Step.objects.create(measure=measure, after=first.id, on=day, at=at, by=acting, item=source_item)
    note("measure.proposed", measure, acting=acting, at=at)
    index(draft_of(measure), at=at)
    return measure


@transaction.atomic
def reword(measure: Measure, *, version: int | None, acting: Person | None, at: datetime, **fields: object) -> None:
    """Say a proposal otherwise: its title, text, reason, whom it concerns, its level."""
    if not measure.live:
        raise ValidationError(
            _("This has come to an end or was laid aside, so its words stay. Make a new proposal for what is new.")
        )
    differences = change(measure, version=version, fields=fields)
    if differences:
        note("measure.reworded", measure, acting=acting, at=at, changes=wordless(differences))
        index(draft_of(measure), at=at)
