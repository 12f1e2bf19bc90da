"""The letter that the answer is there: to each participant once, in their own language."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.conferences.models import Conference, Participant, ThemeProposal
from samspill.conferences.queries import CONFERENCES, points_of
from samspill.delivery import addresses
from samspill.delivery.letter import Block, Heading, Letter, Paragraph, compose
from samspill.people.post import write_to
from samspill.queue.jobs import job

KIND = "conference-report"


@job(title=gettext_lazy("Write to the participants of a conference what became of it"), retries=3)
@transaction.atomic
def write_to_participants(*, conference: int, at: datetime) -> None:
    """Everybody on the list who has an address and was not away. Running twice writes to nobody twice."""
    found = CONFERENCES.get(pk=conference)
    said = points_of(found).count(), ThemeProposal.objects.filter(theme__conference=found).count()
    rows = Participant.objects.filter(conference=found, absent=False, person__is_active=True)
    for one in rows.exclude(person__email=None).exclude(person__email="").select_related("person"):
        write_to(
            one.person,
            partial(_letter, found, said),
            kind=KIND,
            key=f"{KIND} {found.pk} {one.person_id}",
            municipality_id=found.unit.municipality_id,
            at=at,
            about=found.get_absolute_url(),
        )


def _letter(conference: Conference, said: tuple[int, int], language: str) -> Letter:
    return compose(
        _("What became of what we said: %(title)s") % {"title": conference.title},
        list(_blocks(conference, *said)),
        language=language,
        municipality=conference.unit.municipality.name,
        why=_("You get this once, because you took part in the conference."),
        link=addresses.page(reverse("conferences:report", args=[conference.pk])),
        label=_("Read what we said and what became of it"),
    )


def _blocks(conference: Conference, statements: int, proposals: int) -> list[Block]:
    counted = ngettext("%(count)s statement", "%(count)s statements", statements) % {"count": statements}
    grown = ngettext("%(count)s proposal", "%(count)s proposals", proposals) % {"count": proposals}
    holes = {"day": date_format(conference.meeting.on), "statements": counted, "proposals": grown}
    said = _("On %(day)s the groups wrote down %(statements)s. They have become %(proposals)s.") % holes
    blocks: list[Block] = [Paragraph(conference.report_opening)] if conference.report_opening else []
    blocks.append(Paragraph(said))
    if conference.report_next:
        blocks += [Heading(_("What happens next")), Paragraph(conference.report_next)]
    return [*blocks, Paragraph(_("The page stays current: come back to see how the proposals go on."))]
