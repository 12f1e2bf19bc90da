"""Answers to invitations that come by mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.delivery.incoming import Reply as Mailed
from samspill.journal.actions import note
from samspill.meetings.models import Meeting, Presence, Reply

ANSWERS = {"ACCEPTED": Reply.ACCEPTED, "DECLINED": Reply.DECLINED, "TENTATIVE": Reply.TENTATIVE}


@transaction.atomic
def receive(reply: Mailed, at: datetime) -> bool:
    """Keep what somebody answered. True where the meeting and the person are ours and the answer says something.

    An answer that was written before the one that stands changes nothing. One to an older invitation is kept as such:
    whoever accepted Wednesday has not accepted Thursday, and the page says so.
    """
    answer = ANSWERS.get(reply.partstat.upper())
    row = _row(reply)
    if answer is None or row is None:
        return False
    if _is_older(reply, row):
        return True
    before = row.reply
    row.reply, row.replied_at, row.remark = answer, at, reply.comment[:300] or row.remark
    row.replied_sequence, row.answered_stamp = reply.sequence, reply.stamp
    row.version += 1
    row.save()
    note("meeting.replied", row, acting=row.person, at=at, changes={"reply": (before, row.reply)})
    return True


def _row(reply: Mailed) -> Presence | None:
    rows = Presence.objects.select_for_update(of=("self",)).select_related("meeting__arena__unit", "person")
    meeting = Meeting.objects.filter(uid__in=_uuids(reply.uid)).first()
    return rows.filter(meeting=meeting, person__email__iexact=reply.address).first() if meeting else None


def _uuids(uid: str) -> list[str]:
    name, _at, _host = uid.partition("@")
    bare = name.replace("-", "").lower()
    return [bare] if len(bare) == 32 and set(bare) <= set("0123456789abcdef") else []


def _is_older(reply: Mailed, row: Presence) -> bool:
    """By the invitation it answers, then by when it was written (RFC 5546, 2.1.5)."""
    if row.replied_sequence is not None and reply.sequence != row.replied_sequence:
        return reply.sequence < row.replied_sequence
    return bool(row.answered_stamp and reply.stamp and reply.stamp < row.answered_stamp)
