"""Where a real meeting is not any more what people were told with the plan: somebody changed it by hand. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from samspill.meetings.models import Meeting
from samspill.planner.models import PlannedMeeting


def as_met(row: PlannedMeeting) -> PlannedMeeting:
    """The row as `actions.laying.follow` will write it down; pages show it so before anybody publishes."""
    for name, value in changed_by_hand(row).items():
        setattr(row, name, value)
    return row


def changed_by_hand(row: PlannedMeeting) -> Mapping[str, object]:
    """What is to be taken over; nothing where the meeting lies where people were told."""
    if row.meeting is None or not _overtaken(row, row.meeting):
        return {}
    return taken_over(row.meeting) if _is_moved(row, row.meeting) else _placed(row.meeting)


def _overtaken(row: PlannedMeeting, meeting: Meeting) -> bool:
    """What was called off with the plan (nothing is told of it any more) may be put back into it."""
    if meeting.called_off:
        return not row.dropped and row.told_on is not None
    return (meeting.on, meeting.begins, meeting.place) != (row.told_on, row.told_begins, row.told_place)


def _is_moved(row: PlannedMeeting, meeting: Meeting) -> bool:
    """Whether somebody wants it on this very day; whoever only wrote down a place lets it be moved."""
    return bool(meeting.called_off) or (meeting.on, meeting.begins) != (row.told_on, row.told_begins)


def _placed(meeting: Meeting) -> dict[str, object]:
    return {"place": meeting.place, "told_place": meeting.place}


def taken_over(meeting: Meeting) -> dict[str, object]:
    """It lies where somebody laid it, and stays there; called off, it is left out."""
    if meeting.called_off:
        return {"dropped": True, "told_on": None}
    place = {"on": meeting.on, "begins": meeting.begins, "minutes": meeting.minutes, **_placed(meeting)}
    return {**place, "told_on": meeting.on, "told_begins": meeting.begins, "pinned": True, "dropped": False}
