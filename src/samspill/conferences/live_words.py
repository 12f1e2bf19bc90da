"""Why a group's note does not open, in whole sentences that say what to do."""

from __future__ import annotations

import math
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.actions.joining import Joined
from samspill.conferences.models import Conference

MINUTE = 60


def refusal(joined: Joined, at: datetime) -> str:
    """Empty where the code opens its note."""
    if joined.until:
        return _(
            "Many wrong codes have come from this network. Wait %(wait)s, then try again. "
            "The square code on the group's table needs no typing."
        ) % {"wait": wait_in_words(joined.until, at)}
    if joined.group is None:
        return _(
            "No group has this code. It has six letters and numbers and stands on the group's table or on the screen. "
            "Compare it sign by sign, or scan the square code."
        )
    return shut_in_words(joined.group.session.conference, joined.why)


def shut_in_words(conference: Conference, why: str) -> str:
    named = {"title": conference.title, "day": date_format(conference.meeting.on, "l j F")}
    sentences = {
        "before": _("“%(title)s” is on %(day)s. The code opens the group's note on that day."),
        "ended": _(
            "“%(title)s” was on %(day)s, and the notes of its groups are closed. What the groups wrote is kept. "
            "If something is missing, tell whoever led the conference."
        ),
        "called_off": _("“%(title)s” on %(day)s has been called off. Ask whoever invited you what happens instead."),
    }
    return sentences[why] % named if why in sentences else ""


def wait_in_words(until: datetime, at: datetime) -> str:
    seconds = max(1, math.ceil((until - at).total_seconds()))
    if seconds < MINUTE:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    minutes = math.ceil(seconds / MINUTE)
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
