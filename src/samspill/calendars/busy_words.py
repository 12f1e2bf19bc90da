"""What is said to a person whose calendar could not be read: what is wrong, and the way on."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.delivery.fetching import Trouble

NO_CALENDAR, LOST = "no-calendar", "lost"
SAID: Mapping[str, Promise] = {
    Trouble.ADDRESS: _(
        "This is not the address of a calendar on the web. It begins with https:// or webcal://, has no user name or "
        "password in it, and often ends in .ics. Copy it from the sharing settings of your calendar."
    ),
    Trouble.UNKNOWN: _("Nobody has an address of this name. Copy it once more, all of it."),
    Trouble.PRIVATE: _(
        "The address leads into a closed network, and Samspill does not go there. Ask whoever runs Samspill to allow "
        "the network of your calendar, or hand in a file instead."
    ),
    Trouble.NO_ANSWER: _(
        "The calendar does not answer. We ask again every six hours; try again yourself, or hand in a file instead."
    ),
    Trouble.SLOW: _(
        "The calendar took longer than ten seconds to answer. We ask again every six hours; if that does not help, "
        "hand in a file instead."
    ),
    Trouble.INSECURE: _(
        "The calendar cannot prove that it is what its name says (its certificate is wrong), so we did not ask it. "
        "Tell whoever runs it, or hand in a file instead."
    ),
    Trouble.PASSWORD: _(
        "The calendar wants a password. Share it by a secret address (in Outlook “Publish calendar”, in Google “Secret "
        "address in iCal format”) and give that one."
    ),
    Trouble.GONE: _("There is no calendar at this address any more. Copy the address anew from your calendar."),
    Trouble.MOVED: _(
        "The address sends us on from place to place, and we reach no calendar. Copy the address anew from your "
        "calendar."
    ),
    Trouble.REFUSED: _(
        "The server of the calendar answers with an error. We ask again every six hours; if it stays so, copy the "
        "address anew from your calendar."
    ),
    Trouble.TOO_LARGE: _(
        "The calendar is larger than 5 MB or has too much in it. Share or export a shorter time, or only whether you "
        "are busy."
    ),
    NO_CALENDAR: _(
        "What is there is no calendar, perhaps a page to sign in. Accepted: iCalendar, a file that ends in .ics. Copy "
        "the address from the sharing settings of your calendar, not from the browser."
    ),
    LOST: _(
        "The address can no longer be read here, since the key of this installation was changed. Give it once more."
    ),
}


def said(problem: str) -> Promise:
    return SAID[problem]
