"""Approved minutes stay as they are: every verb that would change them asks here first.

The database asks once more (migration `approved_minutes_stay`), so that a verb that forgot cannot do harm.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.meetings.models import Meeting


def check_open(meeting: Meeting | None) -> None:
    """Refuse in words when the minutes are approved."""
    if meeting is not None and meeting.approved_at:
        raise ValidationError(_("The minutes are approved and stay as they are. Write a correction instead."))
