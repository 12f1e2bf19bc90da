"""How far the approval of some minutes has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.meetings.models import Approval, Here, Meeting, Presence
from samspill.people.models import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """Who was there and has said yes, who has something to remark, who has not answered."""

    approved: tuple[Person, ...]
    remarks: tuple[Approval, ...]
    missing: tuple[Person, ...]

    @property
    def asked(self) -> int:
        return len(self.approved) + len(self.remarks) + len(self.missing)

    @property
    def complete(self) -> bool:
        return bool(self.approved) and not self.remarks and not self.missing

    @property
    def words(self) -> str:
        return _("%(yes)s of %(all)s who were there have approved.") % {"yes": len(self.approved), "all": self.asked}


def asked(meeting: Meeting) -> QuerySet[Presence]:
    """Those whose approval counts: whoever was there as a member or in a member's place."""
    return Presence.objects.filter(meeting=meeting, here=Here.PRESENT, guest=False)


def standing_of(meeting: Meeting) -> Standing:
    answers = {one.person_id: one for one in Approval.objects.filter(meeting=meeting).select_related("person")}
    people = [one.person for one in asked(meeting).select_related("person").order_by("person__name")]
    given = [(person, answers.get(person.pk)) for person in people]
    return Standing(
        approved=tuple(person for person, answer in given if answer and not answer.remark),
        remarks=tuple(answer for _person, answer in given if answer and answer.remark),
        missing=tuple(person for person, answer in given if answer is None),
    )
