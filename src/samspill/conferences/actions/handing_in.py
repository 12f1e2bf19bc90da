"""A group chooses what it sends to the plenary, takes it back, calls the facilitator: whoever holds its phone acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.live_words import shut_in_words
from samspill.conferences.models import Group
from samspill.conferences.opening import shut
from samspill.conferences.telling import tell
from samspill.journal.actions import note

# Three to five points of each group go to the plenary (R67).
LEAST, MOST = 3, 5


@transaction.atomic
def hand_in(group: Group, chosen: Sequence[UUID], *, at: datetime) -> None:
    """Send the chosen statements to the plenary, in the order they were chosen. A group with fewer sends all it has."""
    held = _hold(group, at)
    if held.heard_at:
        raise ValidationError(_("The group has already been heard in the plenary, so the choice stands as it is."))
    points = {one.uid: one for one in held.points.filter(removed_at=None)}
    wanted = [points[uid] for uid in dict.fromkeys(chosen) if uid in points]
    _demand_number(len(wanted), min(LEAST, len(points)))
    held.points.exclude(plenary=None).update(plenary=None, changed_at=at)
    for place, point in enumerate(wanted, start=1):
        held.points.filter(pk=point.pk).update(plenary=place, changed_at=at)
    _mark(held, at, "conference.group_handed_in", handed_in_at=at)
    _tell_points(held)


def _demand_number(number: int, least: int) -> None:
    if number == 0:
        raise ValidationError(_("Write at least one statement and choose it. Then hand in."))
    if number < least:
        raise ValidationError(
            ngettext(
                "You have chosen %(number)s statement. Choose %(least)s to %(most)s for the plenary.",
                "You have chosen %(number)s statements. Choose %(least)s to %(most)s for the plenary.",
                number,
            )
            % {"number": number, "least": least, "most": MOST}
        )
    if number > MOST:
        raise ValidationError(
            _("You have chosen %(number)s statements. Choose at most %(most)s for the plenary. All of them are kept.")
            % {"number": number, "most": MOST}
        )


@transaction.atomic
def take_back(group: Group, *, at: datetime) -> None:
    """The choice may be changed until the group has been heard."""
    held = _hold(group, at)
    if held.heard_at:
        raise ValidationError(_("The group has already been heard in the plenary, so the choice stands as it is."))
    if held.handed_in_at is not None:
        _mark(held, at, "conference.group_took_back", handed_in_at=None)


@transaction.atomic
def call_facilitator(group: Group, *, on: bool, at: datetime) -> None:
    """Ask the facilitator to come, or say that it is no longer needed. Called twice is called once."""
    held = _hold(group, at)
    if (held.called_at is not None) != on:
        verb = "conference.facilitator_called" if on else "conference.facilitator_came"
        _mark(held, at, verb, called_at=at if on else None)


def _hold(group: Group, at: datetime) -> Group:
    """The group's row until the commit; refused when its day is not today."""
    held = Group.objects.select_for_update(of=("self",)).select_related("session__conference__meeting").get(pk=group.pk)
    why = shut(held.session.conference.meeting, at)
    if why:
        raise ValidationError(shut_in_words(held.session.conference, why))
    return held


def _mark(held: Group, at: datetime, verb: str, **fields: datetime | None) -> None:
    for name, value in fields.items():
        setattr(held, name, value)
    held.version += 1
    held.save(update_fields=[*fields, "version"])
    note(verb, held, acting=None, at=at)
    tell(held.session.conference_id, "group", group=held.pk, session=held.session_id)


def _tell_points(held: Group) -> None:
    ids = list(held.points.values_list("pk", flat=True))
    tell(held.session.conference_id, "point", session=held.session_id, group=held.pk, points=ids)
