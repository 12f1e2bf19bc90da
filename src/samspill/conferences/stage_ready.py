"""Whether everything is ready before the day, what is missing after it: a line for each, with the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.actions.pulse import FEWEST
from samspill.conferences.models import Conference, Group, Session, SessionKind
from samspill.conferences.stage_queries import missing_groups, silent_groups, stage_groups, unseated
from samspill.notes.models import Line


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that has to be there. `ok` None: only somebody who looks can know."""

    said: str
    ok: bool | None
    note: str = ""
    url: str = ""
    label: str = ""


def before(conference: Conference) -> list[Check]:
    """What a facilitator goes through on the afternoon before."""
    rounds = [one for one in conference.sessions.all() if one.kind == SessionKind.GROUPS]
    groups = list(stage_groups(conference))
    return [
        _named(conference),
        _hour(conference),
        _questions(conference, rounds),
        *(_seated(conference, one, [group for group in groups if group.session_id == one.pk]) for one in rounds),
        _leaders(groups),
        _announced(conference),
        _codes(conference, groups),
        _projector(conference),
    ]


def _named(conference: Conference) -> Check:
    url = reverse("conferences:change", args=[conference.pk])
    who = conference.facilitator
    return Check(_("Somebody leads the day"), who is not None, who.name if who else "", url, _("Choose a facilitator"))


def _hour(conference: Conference) -> Check:
    meeting, url = conference.meeting, reverse("conferences:move", args=[conference.pk])
    return Check(
        _("The hour and the place are set"), bool(meeting.begins and meeting.place), meeting.place, url, _("Set them")
    )


def _questions(conference: Conference, rounds: list[Session]) -> Check:
    without = [one.theme for one in rounds if not one.question.strip()]
    url = reverse("conferences:programme", args=[conference.pk])
    return Check(
        _("Every round has its question"), bool(rounds) and not without, ", ".join(without), url, _("Write them")
    )


def _seated(conference: Conference, session: Session, groups: list[Group]) -> Check:
    left = unseated(session).count() if groups else 0
    url = reverse("conferences:groups", args=[conference.pk])
    said = _("Groups: %(round)s") % {"round": session.theme}
    if not groups:
        return Check(
            said, False, _("No groups are composed yet."), conference.get_absolute_url(), _("To the conference")
        )
    note = ngettext("%(count)s group", "%(count)s groups", len(groups)) % {"count": len(groups)}
    if left:
        note = ngettext("%(count)s person has no group yet.", "%(count)s people have no group yet.", left) % {
            "count": left
        }
    return Check(said, not left, note, url, _("To the groups"))


def _leaders(groups: list[Group]) -> Check:
    without = [one for one in groups if one.leader_id is None]
    note = ", ".join(f"{one.session.theme} {one.number}" for one in without)
    return Check(_("Every group has somebody who leads the talk"), bool(groups) and not without, note)


def _announced(conference: Conference) -> Check:
    url = reverse("conferences:groups", args=[conference.pk])
    return Check(_("The groups are announced"), conference.groups_set_at is not None, "", url, _("To the groups"))


def _codes(conference: Conference, groups: list[Group]) -> Check:
    url = reverse("conferences:print", args=[conference.pk])
    note = _("Each group's card carries its code and its square code. Lay the cards on the tables.")
    return Check(_("The cards with the codes are printed"), None if groups else False, note, url, _("To the papers"))


def _projector(conference: Conference) -> Check:
    url = reverse("conferences:projector", args=[conference.pk])
    note = _("Open it on the computer in the hall, and look whether the letters can be read from the back row.")
    return Check(_("The projector has been tried"), None, note, url, _("Open the projector view"))


def after(conference: Conference) -> list[Check]:
    """What is missing when the day is over."""
    return [_handed_in(conference), _said(conference), _minutes(conference), _pulse(conference)]


def _handed_in(conference: Conference) -> Check:
    left = missing_groups(conference)
    note = ", ".join(f"{one.session.theme} {one.number}" for one in left)
    done = conference.minutes_in_at is not None or not left
    return Check(_("Every group has handed in what it sends to the plenary"), done, note)


def _said(conference: Conference) -> Check:
    silent = list(silent_groups(conference))
    note = ", ".join(f"{one.session.theme} {one.number}" for one in silent)
    return Check(_("Every group has written something down"), not silent, note)


def _minutes(conference: Conference) -> Check:
    note = conference.meeting.note
    written = note is not None and Line.objects.filter(note=note).exists()
    url = reverse("meetings:minutes", args=[conference.meeting_id])
    told = "" if written else _("What the groups reported stands on the board; what was said besides is nowhere yet.")
    return Check(_("The plenary has its minutes"), written, told, url, _("To the minutes"))


def _pulse(conference: Conference) -> Check:
    count, url = conference.pulse_ballots.count(), reverse("conferences:pulse", args=[conference.pk])
    note = ngettext("%(count)s phone has answered.", "%(count)s phones have answered.", count) % {"count": count}
    done = conference.pulse_closed_at is not None or count < FEWEST
    return Check(_("The exit questions are closed"), done, note, url, _("To the exit questions"))
